package org.theriac.biostatistics.cox;

import java.util.List;
import org.theriac.biostatistics.survival.StepCurve;

/**
 * Rows that stay in the risk sets after their time T, at t &gt; T with the weight g(t−)/g(T−): those with a competing event in the regression of a
 * subdistribution hazard, where g is the probability of being still under observation (Fine and Gray, JASA 94, 1999). Rows are never copied: running sums
 * keep a fit at O(n p²) whatever the number of times.
 *
 * @param retained which of the n rows stay
 * @param curve the index of each row's g
 * @param curves the functions g ≥ 0
 */
public record RetainedRows(boolean[] retained, int[] curve, List<StepCurve> curves) {
    /** @throws IllegalArgumentException if lengths differ or a curve is missing */
    public RetainedRows {
        if (retained.length != curve.length) {
            throw new IllegalArgumentException(curve.length + " curves for " + retained.length + " rows");
        }
        for (int c : curve) {
            if (c < 0 || c >= curves.size()) {
                throw new IllegalArgumentException("curve " + c + " of " + curves.size());
            }
        }
        retained = retained.clone();
        curve = curve.clone();
        curves = List.copyOf(curves);
    }

    /** No row stays: ordinary Cox regression. */
    static RetainedRows none(int rows) {
        return new RetainedRows(
                new boolean[rows], new int[rows], List.of(new StepCurve(1, new double[0], new double[0])));
    }

    /** Whether some row stays. */
    boolean any() {
        for (boolean r : retained) {
            if (r) {
                return true;
            }
        }
        return false;
    }

    /** 1/g(T−) of a row that stays; 0 of one that leaves, or that nobody can have outlasted. */
    double share(int row, double time) {
        double g = retained[row] ? curves.get(curve[row]).before(time) : 0;
        return g > 0 ? 1 / g : 0;
    }
}
