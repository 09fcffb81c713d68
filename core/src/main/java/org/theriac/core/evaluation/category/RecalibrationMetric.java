package org.theriac.core.evaluation.category;

import java.util.Arrays;
import java.util.Optional;
import org.theriac.core.classification.CalibrationLine;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;

/** What logistic recalibration on the test rows would change; for two classes. */
public final class RecalibrationMetric extends CategoryMetric {
    /** A coefficient of the calibration line under row weights. */
    private interface Coefficient {
        double of(CalibrationLine line, double[] weight);
    }

    private final Coefficient coefficient;
    private final boolean needsSpread;

    private RecalibrationMetric(
            String id,
            String title,
            String convention,
            Direction direction,
            Coefficient coefficient,
            boolean needsSpread) {
        super(id, title, convention + " Mean over folds.", direction);
        this.coefficient = coefficient;
        this.needsSpread = needsSpread;
    }

    /** Calibration in the large. */
    public static RecalibrationMetric intercept() {
        return new RecalibrationMetric(
                "calibration_intercept",
                "Calibration intercept",
                "Intercept of a logistic regression of the truth with the logit of the prediction as offset: below 0, risks are overestimated;"
                        + " above 0, underestimated.",
                Direction.NEARER_TO_0_IS_BETTER,
                CalibrationLine::intercept,
                false);
    }

    /** The calibration slope. */
    public static RecalibrationMetric slope() {
        return new RecalibrationMetric(
                "calibration_slope",
                "Calibration slope",
                "Slope of a logistic regression of the truth on the logit of the prediction: below 1, predictions are too extreme; above 1, too"
                        + " timid. Predictions are kept within 1e-10 of 0 and 1.",
                Direction.NEARER_TO_1_IS_BETTER,
                CalibrationLine::slope,
                true);
    }

    @Override
    public Optional<String> inapplicable(Judged<Category, ClassProbabilities> judged) {
        if (!judged.task().outcome().binary()) {
            return Optional.of(TWO_CLASSES);
        }
        double[] probability = probability(judged);
        if (needsSpread && Arrays.stream(probability).distinct().limit(2).count() < 2) {
            return Optional.of("The predictions do not differ between rows.");
        }
        return oneClass(judged);
    }

    private static double[] probability(Judged<Category, ClassProbabilities> judged) {
        return judged.predicted().ofClass(judged.task().outcome().positiveClass());
    }

    @Override
    public Prepared prepare(Judged<Category, ClassProbabilities> judged) {
        CalibrationLine line = new CalibrationLine(
                probability(judged), is(truth(judged), judged.task().outcome().positiveClass()));
        return weight -> new double[] {coefficient.of(line, weight)};
    }
}
