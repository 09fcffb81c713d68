package org.theriac.biostatistics.calibration;

import java.util.List;

/**
 * Predicted risks of an event by a horizon beside what happened to the rows: what the calibration at a horizon is computed from, for one event or for one of
 * several that compete. Arrays are shared: do not change.
 *
 * @param risk predicted probability of the event by the horizon, length n
 * @param time at which observation ended, length n
 * @param cause 1: by the event; 2: by one that competes with it; 0: censored
 * @param weight not negative, length n
 */
public record JudgedRisks(double[] risk, double[] time, int[] cause, double[] weight) {
    private static final int FIELDS = 4;

    public JudgedRisks {
        if (time.length != risk.length || cause.length != risk.length || weight.length != risk.length) {
            throw new IllegalArgumentException(risk.length + " risks, " + time.length + " times, " + cause.length
                    + " causes and " + weight.length + " weights");
        }
    }

    /** All numbers in one array, so that they can be the parts of a metric. */
    public double[] flat() {
        int n = risk.length;
        double[] flat = new double[FIELDS * n];
        System.arraycopy(risk, 0, flat, 0, n);
        System.arraycopy(time, 0, flat, n, n);
        for (int i = 0; i < n; i++) {
            flat[2 * n + i] = cause[i];
        }
        System.arraycopy(weight, 0, flat, 3 * n, n);
        return flat;
    }

    /** The rows of several folds as one, from their {@link #flat} forms. Rows without weight are left out. */
    public static JudgedRisks together(List<double[]> parts) {
        int n = 0;
        for (double[] part : parts) {
            for (int i = 3 * part.length / FIELDS; i < part.length; i++) {
                n += part[i] > 0 ? 1 : 0;
            }
        }
        JudgedRisks all = new JudgedRisks(new double[n], new double[n], new int[n], new double[n]);
        int at = 0;
        for (double[] part : parts) {
            int rows = part.length / FIELDS;
            for (int i = 0; i < rows; i++) {
                if (part[3 * rows + i] > 0) {
                    all.risk[at] = part[i];
                    all.time[at] = part[rows + i];
                    all.cause[at] = (int) part[2 * rows + i];
                    all.weight[at++] = part[3 * rows + i];
                }
            }
        }
        return all;
    }

    /** The number of rows. */
    public int rows() {
        return risk.length;
    }
}
