package org.theriac.core.kind.prediction;

import java.util.List;
import java.util.Optional;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/**
 * How methods are judged.
 *
 * @param folds of the cross-validation, when neither {@code holdout} nor {@code test} is given
 * @param holdout share of the subjects that form the test set instead
 * @param test rows that the table itself marks as test rows instead
 * @param by the key that is never split
 * @param stratify whether the outcome is balanced over the folds
 * @param validation share of the training subjects that methods with early stopping set apart
 * @param metrics ids of metrics, {@code default} or {@code all}; empty: default
 * @param draws bootstrap draws
 * @param level of the intervals
 * @param reference name of the method that the others are compared with; empty: the first
 * @param refit whether each method is fitted to all rows at the end and kept
 */
@Meaning("How methods are judged.")
public record Protocol(
        @Meaning("Number of folds of the cross-validation.") @Range(min = 2, max = 100)
        int folds,

        @Meaning("Share of the subjects held out as one test set, instead of cross-validation.")
        @Range(min = 0.01, max = 0.99)
        Optional<Double> holdout,

        @Meaning("Test rows that the table itself marks, instead of cross-validation.")
        Optional<GivenTest> test,

        @Meaning("The key that is never split: 'subject', or a column such as a site.")
        String by,

        @Meaning("Whether the outcome is balanced over the folds.")
        boolean stratify,

        @Meaning("Share of the training subjects set apart for early stopping by methods that want it.")
        @Range(min = 0.05, max = 0.5)
        double validation,

        @Meaning(
                "Metrics to report, by their ids (docs/metrics.md); 'default' stands for the usual ones, 'all' for every one; empty: default.")
        List<String> metrics,

        @Meaning("Bootstrap draws for intervals; 0: none.") @Range(min = 0, max = 100_000)
        int draws,

        @Meaning("Level of the intervals.") @Range(min = 0.5, max = 0.999)
        double level,

        @Meaning("Name of the method that the others are compared with; the first unless given.")
        Optional<String> reference,

        @Meaning("Whether each method is fitted to all rows at the end and its model kept.")
        boolean refit) {

    public static final Protocol DEFAULTS = new Protocol(
            5,
            Optional.empty(),
            Optional.empty(),
            Cohort.SUBJECT,
            true,
            0.2,
            List.of(),
            1000,
            0.95,
            Optional.empty(),
            true);

    public Protocol {
        metrics = List.copyOf(metrics);
        if (holdout.isPresent() && test.isPresent()) {
            throw new IllegalArgumentException("holdout and test exclude each other: keep one");
        }
    }

    /**
     * Rows that a column marks.
     *
     * @param column such as {@code part}
     * @param value that marks test rows
     * @param validation value that marks rows for early stopping; when absent they are drawn from the training subjects
     */
    @Meaning("Rows that a column of the table marks as test rows.")
    public record GivenTest(
            @Meaning("Column that marks the rows.") String column,
            @Meaning("Value that marks test rows.") String value,

            @Meaning("Value that marks rows for early stopping; otherwise they are drawn.")
            Optional<String> validation) {
        public static final GivenTest DEFAULTS = new GivenTest("part", "test", Optional.empty());
    }
}
