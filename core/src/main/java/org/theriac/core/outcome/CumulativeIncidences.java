package org.theriac.core.outcome;

import java.util.Arrays;
import java.util.List;

/**
 * For each row and each cause the probability F_r(t|x) that the event has happened by t and was of that cause, on one shared grid of times. Each is a
 * right-continuous step function that starts at 0: the value at the k-th time holds from there until the next. At each time the causes and the probability
 * of no event add up to 1.
 *
 * @param causes their names, in the order of {@link CompetingRisks#causes()}
 * @param times strictly increasing, length m. Shared: do not change
 * @param incidence causes × n × m, each row non-decreasing; rows may share one array. Shared: do not change
 */
public record CumulativeIncidences(List<String> causes, double[] times, double[][][] incidence) implements Predictions {
    /** Single-precision networks are off by less. */
    private static final double TOLERANCE = 1e-5;

    /** @throws IllegalArgumentException if lengths differ, an incidence falls, or the incidences of a row exceed 1 */
    public CumulativeIncidences {
        causes = List.copyOf(causes);
        if (incidence.length != causes.size() || causes.isEmpty()) {
            throw new IllegalArgumentException(incidence.length + " incidences for " + causes.size() + " causes");
        }
        int n = incidence[0].length;
        for (double[][] ofCause : incidence) {
            if (ofCause.length != n) {
                throw new IllegalArgumentException("causes with " + n + " and " + ofCause.length + " rows");
            }
            for (double[] row : ofCause) {
                requireRising(row, times.length);
            }
        }
        for (int row = 0; row < n && times.length > 0; row++) {
            double sum = 0;
            for (double[][] ofCause : incidence) {
                sum += ofCause[row][times.length - 1];
            }
            if (!(sum <= 1 + TOLERANCE)) {
                throw new IllegalArgumentException("the incidences of a row add up to " + sum);
            }
        }
    }

    private static void requireRising(double[] row, int m) {
        if (row.length != m) {
            throw new IllegalArgumentException("an incidence of " + row.length + " points on a grid of " + m);
        }
        double before = 0;
        for (double value : row) {
            if (!(value >= before - TOLERANCE)) {
                throw new IllegalArgumentException("an incidence falls from " + before + " to " + value);
            }
            before = value;
        }
    }

    @Override
    public int rows() {
        return incidence[0].length;
    }

    /** F of a cause at the k-th time of the grid. */
    public double incidence(int cause, int row, int k) {
        return incidence[cause][row][k];
    }

    /** F of a cause at any time: 0 before the first time of the grid, the last value after its end. */
    public double incidenceAt(int cause, int row, double time) {
        int k = indexAt(time);
        return k < 0 ? 0 : incidence[cause][row][k];
    }

    /** The probability of no event up to and including {@code time}: what all causes leave. */
    public double survivalAt(int row, double time) {
        int k = indexAt(time);
        return k < 0 ? 1 : survival(row, k);
    }

    /** The probability of no event up to and including the k-th time of the grid. */
    public double survival(int row, int k) {
        double left = 1;
        for (double[][] ofCause : incidence) {
            left -= ofCause[row][k];
        }
        return Math.max(0, left);
    }

    private int indexAt(double time) {
        int found = Arrays.binarySearch(times, time);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public CumulativeIncidences take(int[] rows) {
        double[][][] taken = new double[incidence.length][][];
        for (int cause = 0; cause < taken.length; cause++) {
            double[][] own = incidence[cause];
            taken[cause] = Arrays.stream(rows).mapToObj(row -> own[row]).toArray(double[][]::new);
        }
        return new CumulativeIncidences(causes, times, taken);
    }
}
