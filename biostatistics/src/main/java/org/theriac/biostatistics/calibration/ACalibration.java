package org.theriac.biostatistics.calibration;

import java.util.Arrays;
import java.util.Locale;

/**
 * A-calibration (Simonsen and Waagepetersen, BMC Medical Research Methodology 25:236, 2025): Akritas's goodness-of-fit test (JASA 83, 1988) of the
 * probability-transformed times. The event seen at S(T) = u falls into one of B equal cells of 1 − u; expected in a cell is what the rows under observation
 * accumulate of the hazard there,
 *
 * <pre>E_b = Σ_i [Λ(min(1 − u_i, b∕B)) − Λ(min(1 − u_i, (b−1)∕B))],   Λ(v) = −log(1 − v)</pre>
 *
 * so that no censored row has to be imputed, and N_b − E_b are uncorrelated with variance E_b: Σ (N_b − E_b)² ∕ E_b is chi-square with B degrees of freedom
 * (cells that expect fewer than 5 events are merged with their neighbours first).
 * Unlike D-calibration it keeps its power under censoring. With entry times a row accumulates from S(entry) on.
 *
 * <p>For one of several causes that compete, Λ is the cumulative hazard of the cause and a row's place is its predicted incidence F_k; see {@link Sums}.
 */
public final class ACalibration implements CellTest {
    private final double[] observed;
    private final double[] expected;

    /** With fewer events expected in a cell the chi-square distribution is too narrow. */
    private static final double LEAST_EXPECTED = 5;

    private ACalibration(double[] observed, double[] expected) {
        this.observed = observed;
        this.expected = expected;
    }

    /** From events seen and expected in each cell, such as those of several folds added up; neighbouring cells that expect fewer than 5 are merged. */
    public static ACalibration of(double[] observed, double[] expected) {
        double[] o = new double[observed.length];
        double[] e = new double[expected.length];
        int merged = 0;
        for (int b = 0; b < observed.length; b++) {
            o[merged] += observed[b];
            e[merged] += expected[b];
            merged += e[merged] >= LEAST_EXPECTED && b < observed.length - 1 ? 1 : 0;
        }
        if (merged > 0 && e[merged] < LEAST_EXPECTED) {
            o[merged - 1] += o[merged];
            e[merged - 1] += e[merged];
            merged--;
        }
        return new ACalibration(Arrays.copyOf(o, merged + 1), Arrays.copyOf(e, merged + 1));
    }

    /**
     * Each row's event and expectation by cell.
     *
     * @param observed n × B, 1 in the cell of a row's event
     * @param expected n × B
     */
    public record Sums(double[][] observed, double[][] expected) {

        /**
         * Of survival probabilities.
         *
         * @param u S_i(T_i); one of 0 would be infinitely late and counts as 1∕(2n)
         * @param uAtEntry S_i at the entry; 1 for rows observed from 0
         */
        public static Sums of(double[] u, double[] uAtEntry, boolean[] event, int cells) {
            int n = u.length;
            double[][] observed = new double[n][cells];
            double[][] expected = new double[n][cells];
            double floor = 0.5 / n;
            for (int i = 0; i < n; i++) {
                double own = Math.min(1, Math.max(floor, u[i]));
                double entry = Math.min(1, Math.max(own, uAtEntry[i]));
                if (event[i]) {
                    observed[i][Math.min(cells - 1, (int) ((1 - own) * cells))] = 1;
                }
                for (int b = 0; b < cells && 1 - own > (double) b / cells; b++) {
                    double from = Math.min(entry, 1 - (double) b / cells);
                    double to = Math.max(own, b == cells - 1 ? 0 : 1 - (double) (b + 1) / cells);
                    expected[i][b] = Math.max(0, Math.log(from) - Math.log(to));
                }
            }
            return new Sums(observed, expected);
        }

        /** Observed, then expected, by cell under row weights. */
        public double[] parts(double[] weight) {
            int cells = observed.length == 0 ? 0 : observed[0].length;
            double[] parts = new double[2 * cells];
            for (int i = 0; i < weight.length; i++) {
                for (int b = 0; b < cells; b++) {
                    parts[b] += weight[i] * observed[i][b];
                    parts[cells + b] += weight[i] * expected[i][b];
                }
            }
            return parts;
        }
    }

    /** Σ (N − E)² ∕ E over the cells. */
    @Override
    public double statistic() {
        double sum = 0;
        for (int b = 0; b < observed.length; b++) {
            if (expected[b] > 0) {
                sum += (observed[b] - expected[b]) * (observed[b] - expected[b]) / expected[b];
            }
        }
        return sum;
    }

    /** The number of cells after merging. */
    @Override
    public int degreesOfFreedom() {
        return observed.length;
    }

    /** Events seen over events expected: above 1 where the model promises too much. */
    public double observedOverExpected() {
        double o = 0;
        double e = 0;
        for (int b = 0; b < observed.length; b++) {
            o += observed[b];
            e += expected[b];
        }
        return o / e;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "A-calibration: chi-square %.5f on %d df, p %.4g", statistic(), degreesOfFreedom(), p());
    }
}
