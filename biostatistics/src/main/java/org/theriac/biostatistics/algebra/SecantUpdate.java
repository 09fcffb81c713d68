package org.theriac.biostatistics.algebra;

/** What a step tells of a second derivative: the update of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and Wright, Numerical Optimization, 2006). */
public final class SecantUpdate {
    /** Where the curvature along a step is so small a part of what was expected, rounding may be all that it shows. */
    private static final double LEAST = 1e-8;

    private SecantUpdate() {}

    /**
     * Corrects a positive definite matrix, so that it turns the step into the change of the slope. O(a²).
     *
     * @param curvature minus the second derivative, a × a; changed in place
     * @param step that was taken
     * @param fall by how much the first derivative fell along it
     */
    public static void apply(double[][] curvature, double[] step, double[] fall) {
        int a = step.length;
        double[] expected = new double[a];
        double along = 0;
        double expectedAlong = 0;
        for (int i = 0; i < a; i++) {
            for (int k = 0; k < a; k++) {
                expected[i] += curvature[i][k] * step[k];
            }
            expectedAlong += expected[i] * step[i];
            along += fall[i] * step[i];
        }
        if (along > LEAST * Math.abs(expectedAlong) && expectedAlong > LEAST * along) {
            for (int i = 0; i < a; i++) {
                double own = fall[i] / along;
                double other = expected[i] / expectedAlong;
                for (int k = 0; k < a; k++) {
                    curvature[i][k] += own * fall[k] - other * expected[k];
                }
            }
        }
    }
}
