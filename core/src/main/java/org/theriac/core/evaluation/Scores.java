package org.theriac.core.evaluation;

import java.util.List;
import java.util.Optional;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;

/**
 * Every metric of every candidate.
 *
 * @param metrics those that were asked for
 * @param scores by candidate, then by metric
 * @param drawn the bootstrap's values by candidate, metric and draw: with another run's on the same draws they give paired differences
 */
public record Scores<O extends Outcome<P>, P extends Predictions>(
        List<Metric<O, P>> metrics, List<List<Score>> scores, double[][][] drawn) {
    public Scores {
        metrics = List.copyOf(metrics);
        scores = scores.stream().map(List::copyOf).toList();
    }

    /**
     * One metric of one candidate.
     *
     * @param value with its interval; NaN when inapplicable
     * @param folds the value within each fold
     * @param difference candidate minus reference on the same draws; empty for the reference itself
     * @param pValue of the metric, when it is a test
     * @param inapplicable why there is no value
     * @param rows test rows of all folds that the metric looked at
     */
    public record Score(
            Estimate value,
            List<Double> folds,
            Optional<Estimate> difference,
            Optional<Double> pValue,
            Optional<String> inapplicable,
            int rows) {
        public Score {
            folds = List.copyOf(folds);
        }
    }
}
