package org.theriac.biostatistics.calibration;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** A chi-square test of what was seen in cells of predicted probability. Cells of several folds are added before the one test. */
public interface CellTest {
    /** The chi-square statistic. */
    double statistic();

    /** Its degrees of freedom. */
    int degreesOfFreedom();

    /** The p value; small means that the predicted probabilities are not those observed. */
    default double p() {
        return ChiSquaredDistribution.of(degreesOfFreedom()).survivalProbability(statistic());
    }

    /** The cells of all folds, place by place. */
    static double[] sum(List<double[]> folds) {
        double[] sum = new double[folds.get(0).length];
        for (double[] fold : folds) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += fold[k];
            }
        }
        return sum;
    }
}
