package org.theriac.core.evaluation.category;

import java.util.function.ToDoubleFunction;
import org.theriac.core.classification.ConfusionMatrix;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;

/** How good the most likely class is as a decision. */
public final class DecisionMetric extends CategoryMetric {
    private static final String DECISION =
            "The class of largest probability; with two classes that is a threshold of 0.5. ";
    private final ToDoubleFunction<ConfusionMatrix> value;

    private DecisionMetric(String id, String title, String convention, ToDoubleFunction<ConfusionMatrix> value) {
        super(id, title, DECISION + convention + " Mean over folds.", Direction.HIGHER_IS_BETTER);
        this.value = value;
    }

    /** Share of rows that were given their class. */
    public static DecisionMetric accuracy() {
        return new DecisionMetric(
                "accuracy", "Accuracy", "Share of rows that were given their class.", ConfusionMatrix::accuracy);
    }

    /** Mean sensitivity of the classes. */
    public static DecisionMetric balancedAccuracy() {
        return new DecisionMetric(
                "balanced_accuracy",
                "Balanced accuracy",
                "Mean, over the classes that the test rows hold, of the share of their rows that was given the class.",
                ConfusionMatrix::balancedAccuracy);
    }

    /** Cohen's κ. */
    public static DecisionMetric kappa() {
        return new DecisionMetric(
                "kappa",
                "Cohen's κ",
                "Agreement with the truth beyond what calls of the same frequencies would reach by chance; unweighted.",
                ConfusionMatrix::kappa);
    }

    /** Matthews' correlation coefficient. */
    public static DecisionMetric matthews() {
        return new DecisionMetric(
                "mcc",
                "Matthews correlation",
                "Correlation of truth and call (with more than two classes Gorodkin's R_K); 0 when all rows are given one class.",
                ConfusionMatrix::matthews);
    }

    @Override
    public Prepared prepare(Judged<Category, ClassProbabilities> judged) {
        int[] truth = truth(judged);
        int[] called = new int[truth.length];
        for (int row = 0; row < called.length; row++) {
            called[row] = judged.predicted().mostLikely(row);
        }
        int classes = judged.task().outcome().classes().size();
        return weight -> new double[] {value.applyAsDouble(ConfusionMatrix.of(classes, truth, called, weight))};
    }
}
