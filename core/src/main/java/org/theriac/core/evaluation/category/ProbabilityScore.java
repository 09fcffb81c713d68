package org.theriac.core.evaluation.category;

import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;

/** A proper score: the mean over rows of a loss of the row's predicted probabilities. */
public final class ProbabilityScore extends CategoryMetric {
    /** A row's loss from its probabilities and its class. */
    private interface Loss {
        double of(double[] probability, int truth);
    }

    /** Where a probability of 0 was given to what happened, the logarithm is taken of this. */
    private static final double LEAST = 1e-15;

    private final Loss loss;

    private ProbabilityScore(String id, String title, String convention, Loss loss) {
        super(id, title, convention + " Mean over folds.", Direction.LOWER_IS_BETTER);
        this.loss = loss;
    }

    /** Squared error of the probabilities. */
    public static ProbabilityScore brier() {
        return new ProbabilityScore(
                "brier",
                "Brier score",
                "Squared error of the predicted probability of the positive class, from 0 to 1; with more than two classes the squared errors of"
                        + " all classes are added, from 0 to 2.",
                ProbabilityScore::squaredError);
    }

    /** −log of the probability of what happened. */
    public static ProbabilityScore logLoss() {
        return new ProbabilityScore(
                "log_loss",
                "Log loss",
                "−log of the probability that was given to the row's own class, natural logarithm; probabilities under 1e-15 count as 1e-15.",
                (probability, truth) -> -Math.log(Math.max(probability[truth], LEAST)));
    }

    private static double squaredError(double[] probability, int truth) {
        double sum = 0;
        for (int k = 0; k < probability.length; k++) {
            double error = probability[k] - (k == truth ? 1 : 0);
            sum += error * error;
        }
        return probability.length == 2 ? sum / 2 : sum;
    }

    @Override
    public Prepared prepare(Judged<Category, ClassProbabilities> judged) {
        int[] truth = truth(judged);
        double[] losses = new double[truth.length];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = loss.of(judged.predicted().probability()[row], truth[row]);
        }
        return weight -> new double[] {mean(losses, weight)};
    }
}
