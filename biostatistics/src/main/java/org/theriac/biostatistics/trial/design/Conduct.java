package org.theriac.biostatistics.trial.design;

import org.theriac.core.study.Meaning;

/**
 * The conduct of a real trial: the log of its patients is the study's table, and grows cohort by cohort.
 *
 * @param acceptDeviations whether doses above what the design allowed are taken as they happened
 */
@Meaning(
        "Conduct of a real trial: the table under data: is the log of its patients in the order of treatment, and the answer is what the next ones"
                + " receive, and why.")
public record Conduct(
        @Meaning(
                "Whether doses above what the design allowed are taken as they happened, with a warning; otherwise they are an error.")
        boolean acceptDeviations) {
    public static final Conduct DEFAULTS = new Conduct(false);
}
