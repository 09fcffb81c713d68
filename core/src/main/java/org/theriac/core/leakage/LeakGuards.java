package org.theriac.core.leakage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.theriac.core.UserError;
import org.theriac.core.leakage.LeakFinding.Verdict;
import org.theriac.core.run.Run;
import org.theriac.core.study.Words;

/** All guards. They see a study's rows after they are parted and before anything is fitted. */
public final class LeakGuards {
    private static final List<LeakGuard> OF_TABLES = List.of(
            new SharedKeys(),
            new SeenElsewhere(),
            new SharedRows(),
            new DeterminedOutcome(),
            new KnownLater(),
            new PredictedInputs());
    private static final List<LeakGuard> OF_FILES = List.of(new SharedFiles());

    private LeakGuards() {}

    /**
     * The guards that look at tables only.
     *
     * @throws UserError if the study keeps a column that the table does not have
     */
    public static LeakReport ofTables(Examined study, Run run) {
        for (String column : study.settings().keep().keySet()) {
            if (!study.cohort().has(column)) {
                throw new UserError("leaks.keep names column '" + column + "', which the table does not have"
                        + Words.meant(column, study.cohort().names()) + "; its columns are: "
                        + String.join(", ", study.cohort().names()) + ".");
            }
        }
        LeakReport report = all(OF_TABLES, study, run);
        return report.and(new LeakReport(List.of(kept(study, report, run))));
    }

    /** The guards that open files, and so take time. */
    public static LeakReport ofFiles(Examined study, Run run) {
        return all(OF_FILES, study, run);
    }

    private static LeakReport all(List<LeakGuard> guards, Examined study, Run run) {
        return new LeakReport(
                guards.stream().map(guard -> guard.check(study, run)).toList());
    }

    /** What the study keeps: told, and where no guard names it, said to be without effect. */
    private static LeakCheck kept(Examined study, LeakReport report, Run run) {
        List<LeakFinding> kept = report.checks().stream()
                .flatMap(check -> check.findings().stream())
                .filter(finding -> finding.verdict() == Verdict.KEPT)
                .toList();
        if (!kept.isEmpty()) {
            run.notice("leak-kept", "The study keeps what a leak guard would have stopped, and says why.", kept.size());
        }
        Set<String> named =
                kept.stream().flatMap(finding -> finding.columns().stream()).collect(Collectors.toSet());
        List<String> idle = new ArrayList<>(study.settings().keep().keySet());
        idle.removeAll(named);
        return new LeakCheck(
                "exceptions",
                "Are the study's exceptions needed?",
                study.settings().keep().size() + " columns of leaks: keep",
                idle.isEmpty()
                        ? List.of()
                        : List.of(LeakFinding.warning(
                                idle,
                                idle.size(),
                                "No guard names " + String.join(", ", idle) + ": the lines of leaks: keep may go.")));
    }
}
