package org.theriac.core.leakage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.run.Run;

/**
 * No subject of a test row was learned from before the study began, by a model that a method starts from. No reason lets it pass. Where one side names
 * no subjects, that is told: nothing can be compared.
 */
final class SeenElsewhere implements LeakGuard {
    @Override
    public LeakCheck check(Examined study, Run run) {
        List<LeakFinding> findings = new ArrayList<>();
        study.begun().forEach((method, seen) -> {
            if (!seen.isKnown() || !study.cohort().namesSubjects()) {
                findings.add(unknown(method, seen));
            } else {
                study.parts().forEach(part -> findings.addAll(among(study.cohort(), method, seen, part)));
            }
        });
        return new LeakCheck(
                "seen_elsewhere",
                "Has a model that a method starts from seen a test subject?",
                study.begun().isEmpty()
                        ? "no method starts from another model"
                        : "subjects of the test rows, for "
                                + String.join(", ", study.begun().keySet()),
                findings);
    }

    private static LeakFinding unknown(String method, SeenSubjects seen) {
        String why =
                seen.isKnown() ? "this study's table names no subjects" : "that model does not say whom it has seen";
        return LeakFinding.warning(
                List.of(),
                1,
                "Method '" + method + "' starts from a model that may have seen subjects of the test rows: " + why
                        + ", so nothing could be compared.");
    }

    private static List<LeakFinding> among(Cohort cohort, String method, SeenSubjects seen, Part part) {
        Set<String> tested = new HashSet<>();
        for (int row : part.test()) {
            tested.add(cohort.subject(row));
        }
        long known = tested.stream().filter(seen::holds).count();
        if (known == 0) {
            return List.of();
        }
        return List.of(new LeakFinding(
                List.of(),
                known,
                LeakFinding.Verdict.STOPS,
                "Method '" + method + "' starts from a model that has learned from " + known + " of the "
                        + tested.size()
                        + " test subjects (" + part.name()
                        + "). Start from a model of other subjects, or leave the method's start: out.",
                ""));
    }
}
