package org.theriac.core.evaluation.category;

import java.util.List;
import org.theriac.core.classification.ReliabilityBins;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;

/** Expected calibration error in ten bins of equal number of rows; the bins of all folds are added. */
public final class CalibrationErrorMetric extends CategoryMetric {
    private static final int BINS = 10;

    public CalibrationErrorMetric() {
        super(
                "ece",
                "Expected calibration error",
                "Mean over rows of |observed share − mean prediction| of the row's bin; " + BINS
                        + " bins of equal number of rows by the"
                        + " probability of the positive class (with more than two classes: by that of the most likely class, and whether it was"
                        + " right). Bins are formed within each fold and added over folds. Resampling adds noise to the bins; the interval is"
                        + " shifted down by the mean excess of the draws.",
                Direction.LOWER_IS_BETTER);
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    @Override
    public Prepared prepare(Judged<Category, ClassProbabilities> judged) {
        Confidence confidence = Confidence.of(judged.task().outcome(), judged.predicted(), truth(judged));
        ReliabilityBins bins = ReliabilityBins.of(confidence.probability(), BINS);
        return weight -> bins.sums(confidence.hit(), weight);
    }

    @Override
    public double combine(List<double[]> parts) {
        double[] together = new double[3 * BINS];
        for (double[] sums : parts) {
            for (int i = 0; i < together.length; i++) {
                together[i] += sums[i];
            }
        }
        return ReliabilityBins.expectedCalibrationError(together);
    }
}
