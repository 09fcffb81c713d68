package org.theriac.biostatistics.estimation.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.survival.TimeOrder;
import org.theriac.core.report.SmallCells;

/**
 * Martingale residuals along a column: the least-squares fit of a cubic in the column's rank (ties at their middle), with a pointwise band from the
 * sandwich variance by cluster, since residuals of Cox models are skewed and of unequal spread. Drawn between the rows that have at least
 * {@value SmallCells#LEAST} others before and after them.
 *
 * @param place values of the column, ascending
 * @param residual the smooth at each
 * @param lower limit of the band at each
 * @param upper limit of the band at each
 */
record SmoothedResidual(double[] place, double[] residual, double[] lower, double[] upper) {
    private static final int PLACES = 40;
    private static final int SIZE = Cubic.SIZE;

    /** Fewer rows say nothing of a form. */
    static final int LEAST_ROWS = 50;

    /**
     * @param values of the column, at least {@value #LEAST_ROWS}
     * @param weights of the rows
     * @param cluster codes from 0 on
     */
    static SmoothedResidual of(
            double[] values, double[] residual, double[] weights, int[] cluster, Confidence confidence) {
        int n = values.length;
        int[] order = TimeOrder.of(values);
        double[] rank = ranks(values, order);
        double[][] normal = new double[SIZE][SIZE];
        double[] right = new double[SIZE];
        for (int i = 0; i < n; i++) {
            double[] basis = Cubic.basis(rank[i]);
            for (int a = 0; a < SIZE; a++) {
                right[a] += weights[i] * basis[a] * residual[i];
                for (int b = 0; b < SIZE; b++) {
                    normal[a][b] += weights[i] * basis[a] * basis[b];
                }
            }
        }
        GeneralisedCholesky factor = GeneralisedCholesky.of(normal);
        double[] theta = factor.solve(right);
        double[][] score = new double[Arrays.stream(cluster).max().orElse(0) + 1][SIZE];
        for (int i = 0; i < n; i++) {
            double[] basis = Cubic.basis(rank[i]);
            double left = weights[i] * (residual[i] - Cubic.value(basis, theta));
            for (int a = 0; a < SIZE; a++) {
                score[cluster[i]][a] += left * basis[a];
            }
        }
        double[] place = new double[PLACES];
        double[] value = new double[PLACES];
        double[] lower = new double[PLACES];
        double[] upper = new double[PLACES];
        for (int k = 0; k < PLACES; k++) {
            int row = order[SmallCells.LEAST + (int) ((long) k * (n - 1 - 2 * SmallCells.LEAST) / (PLACES - 1))];
            double[] basis = Cubic.basis(rank[row]);
            double[] weight = factor.solve(basis);
            double variance = 0;
            for (double[] one : score) {
                double part = Cubic.value(weight, one);
                variance += part * part;
            }
            place[k] = values[row];
            double[] around = confidence.around(Cubic.value(basis, theta), Math.sqrt(variance));
            value[k] = around[0];
            lower[k] = around[1];
            upper[k] = around[2];
        }
        return distinct(new SmoothedResidual(place, value, lower, upper));
    }

    /** From −1 to 1; equal values share their middle. */
    private static double[] ranks(double[] values, int[] order) {
        int n = order.length;
        double[] rank = new double[n];
        for (int from = 0; from < n; ) {
            int to = from;
            while (to < n && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int k = from; k < to; k++) {
                rank[order[k]] = (from + to - 1.0) / (n - 1) - 1;
            }
            from = to;
        }
        return rank;
    }

    private static SmoothedResidual distinct(SmoothedResidual all) {
        int[] kept = IntStream.range(0, all.place.length)
                .filter(k -> k == 0 || all.place[k] > all.place[k - 1])
                .toArray();
        return new SmoothedResidual(
                take(all.place, kept), take(all.residual, kept), take(all.lower, kept), take(all.upper, kept));
    }

    private static double[] take(double[] values, int[] kept) {
        return IntStream.of(kept).mapToDouble(k -> values[k]).toArray();
    }
}
