package org.theriac.core.outcome;

/**
 * A survival curve for each row on one shared grid of times, and a risk that ranks the rows. Curves are right-continuous steps that start at 1: the
 * value at the k-th time holds from there until the next.
 */
public sealed interface SurvivalCurves extends Predictions
        permits ProportionalHazards, TabulatedCurves, ComputedCurves {
    /** The grid, strictly increasing. Shared: do not change. */
    double[] times();

    /** A number that orders the rows: the higher, the earlier the event. Equal for all rows when the model uses no covariates. */
    double risk(int row);

    /** Probability of no event up to and including the k-th time of the grid. */
    double survival(int row, int k);

    /** Probability of no event up to and including {@code time}: 1 before the first time of the grid, the last value after its end. */
    default double survivalAt(int row, double time) {
        int found = java.util.Arrays.binarySearch(times(), time);
        int k = found >= 0 ? found : -found - 2;
        return k < 0 ? 1 : survival(row, k);
    }

    /** First time of the grid at which survival is {@code level} or less; +∞ when it is never reached. */
    default double quantile(int row, double level) {
        int low = 0;
        int high = times().length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (survival(row, middle) <= level) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == times().length ? Double.POSITIVE_INFINITY : times()[low];
    }

    @Override
    SurvivalCurves take(int[] rows);
}
