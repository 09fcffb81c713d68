package org.theriac.core.evaluation;

import java.util.List;
import java.util.Optional;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;

/**
 * A pure function of predictions, truth and row weights. The weights carry bootstrap samples, subgroups and sampling weights, so that each metric is
 * written once.
 *
 * <p>Work that does not depend on the weights is done once, in {@link #prepare}; the result is asked for its {@linkplain Prepared#parts parts} under
 * thousands of weight vectors. In cross-validation the parts of the test folds are {@linkplain #combine combined}: a mean of fold values by default,
 * a sum of counts for a calibration test.
 */
public interface Metric<O extends Outcome<P>, P extends Predictions> {
    /** The word in study files and results.json, such as {@code harrell_c}. */
    String id();

    /** For tables: "Harrell's C". */
    String title();

    /** Which of the definitions in use this is: ties, weights, grids, integration. One or two sentences. */
    String convention();

    Direction direction();

    Class<O> outcome();

    /**
     * The metrics that this one stands for under an outcome: itself, or one for each cause of several that compete. The study names this one; their ids
     * begin with its id.
     *
     * @param outcome settled
     */
    default List<Metric<O, P>> each(O outcome) {
        return List.of(this);
    }

    /** Whether a study reports the metric without naming it. */
    default boolean standard() {
        return true;
    }

    /** How many of the test rows the metric looks at: all, unless it leaves some out, such as those that were censored. Only asked where it applies. */
    default int rowsUsed(Judged<O, P> judged) {
        return judged.test().rows();
    }

    /** Why the metric cannot be had for these predictions, in one sentence; empty when it can. */
    default Optional<String> inapplicable(Judged<O, P> judged) {
        return Optional.empty();
    }

    Prepared prepare(Judged<O, P> judged);

    /** The value for all folds together, from each fold's parts: the mean of their first parts unless the metric says otherwise. */
    default double combine(List<double[]> parts) {
        return parts.stream().mapToDouble(part -> part[0]).average().orElse(Double.NaN);
    }

    /** A p value that belongs to the combined value, for metrics that are tests. */
    default Optional<Double> pValue(List<double[]> parts) {
        return Optional.empty();
    }

    /**
     * Whether the metric grows under resampling by itself, as a chi-square of bins does, since drawing subjects adds noise to the bins. The interval
     * is then shifted by the mean excess of the draws over the value.
     */
    default boolean growsUnderResampling() {
        return false;
    }

    /** Which way is better. */
    enum Direction {
        HIGHER_IS_BETTER("higher is better"),
        LOWER_IS_BETTER("lower is better"),
        NEARER_TO_0_IS_BETTER("nearer to 0 is better"),
        NEARER_TO_1_IS_BETTER("nearer to 1 is better");

        private final String words;

        Direction(String words) {
            this.words = words;
        }

        /** For readers. */
        public String words() {
            return words;
        }
    }

    /** A metric with the weight-free work done. Safe for use by several threads. */
    interface Prepared {
        /**
         * @param weight one non-negative weight for each test row
         * @return the parts that {@link Metric#combine} takes; a value that cannot be computed (no comparable pair) is NaN
         */
        double[] parts(double[] weight);
    }
}
