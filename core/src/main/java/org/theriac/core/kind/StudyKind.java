package org.theriac.core.kind;

import java.util.Map;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;
import org.theriac.core.study.ReportSettings;

/** A kind of study. */
public interface StudyKind<S extends Record> {
    /**
     * Carries the study out.
     *
     * @param data the cohorts of the study's {@code data:} by name, in its order; empty only if the kind's entry says that it does without
     */
    Findings run(S settings, Map<String, Cohort> data, Run run);

    /** The same for a report that asks for more than the scores. A kind that has nothing more to show does without. */
    default Findings run(S settings, Map<String, Cohort> data, ReportSettings report, Run run) {
        return run(settings, data, run);
    }

    /**
     * Refuses at once, in the words of {@link #run}, what would be refused there before the work begins; nothing is fitted.
     *
     * @throws org.theriac.core.UserError if the settings do not fit the tables
     */
    default void check(S settings, Map<String, Cohort> data, Run run) {}
}
