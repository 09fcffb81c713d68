package org.theriac.biostatistics.estimation.analysis;

import java.util.Arrays;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.CoxResiduals.Schoenfeld;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.core.report.SmallCells;

/**
 * A coefficient of a Cox model as it changes with time: the least-squares fit of a cubic in g(t) to its scaled Schoenfeld residuals, with its pointwise
 * band (Grambsch and Therneau, Biometrika 81, 1994). Drawn between the events that have at least {@value SmallCells#LEAST} others before and after them.
 *
 * @param time of the places
 * @param coefficient the smooth at each
 * @param lower limit of the band at each
 * @param upper limit of the band at each
 */
record SmoothedCoefficient(double[] time, double[] coefficient, double[] lower, double[] upper) {
    private static final int PLACES = 40;

    /** Fewer events say nothing of a change with time. */
    static final int LEAST_EVENTS = 20;

    /**
     * @param residuals by ascending time, at least {@value #LEAST_EVENTS}
     * @param column of the coefficient
     */
    static SmoothedCoefficient of(CoxFit fit, Schoenfeld[] residuals, int column, Confidence confidence) {
        int n = residuals.length;
        double[] g = ranks(residuals);
        double[][] normal = new double[Cubic.SIZE][Cubic.SIZE];
        double[] right = new double[Cubic.SIZE];
        for (int e = 0; e < n; e++) {
            double[] basis = Cubic.basis(g[e]);
            for (int a = 0; a < Cubic.SIZE; a++) {
                right[a] += basis[a] * residuals[e].residual()[column];
                for (int b = 0; b < Cubic.SIZE; b++) {
                    normal[a][b] += basis[a] * basis[b];
                }
            }
        }
        GeneralisedCholesky factor = GeneralisedCholesky.of(normal);
        double[] theta = factor.solve(right);
        double variance = n * fit.modelVariance()[column][column];
        double[] time = new double[PLACES];
        double[] value = new double[PLACES];
        double[] lower = new double[PLACES];
        double[] upper = new double[PLACES];
        for (int k = 0; k < PLACES; k++) {
            int event = SmallCells.LEAST + (int) ((long) k * (n - 1 - 2 * SmallCells.LEAST) / (PLACES - 1));
            double[] basis = Cubic.basis(g[event]);
            double error = Math.sqrt(variance * factor.quadraticForm(basis));
            time[k] = residuals[event].time();
            double[] around = confidence.around(Cubic.value(basis, theta), error);
            value[k] = around[0];
            lower[k] = around[1];
            upper[k] = around[2];
        }
        return new SmoothedCoefficient(time, value, lower, upper);
    }

    /** The share of events before each one, tied ones alike: the function of time in which the smooth is a polynomial. */
    private static double[] ranks(Schoenfeld[] residuals) {
        double[] times = Arrays.stream(residuals).mapToDouble(Schoenfeld::time).toArray();
        double[] ranks = new double[times.length];
        for (int e = 0; e < times.length; e++) {
            ranks[e] = e > 0 && times[e] == times[e - 1] ? ranks[e - 1] : 2.0 * e / times.length - 1;
        }
        return ranks;
    }

    /** The smooth at a place of 0 (first) to 1 (last). */
    double at(double share) {
        return coefficient[(int) Math.round(share * (PLACES - 1))];
    }

    double timeAt(double share) {
        return time[(int) Math.round(share * (PLACES - 1))];
    }
}
