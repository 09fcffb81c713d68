package org.theriac.biostatistics.trial.ewoc;

/** Distances from the points of the true curve of maximum tolerated combinations to an estimated one. */
public final class CurveDistance {
    private static final int SCAN = 200;
    private static final int REFINEMENTS = 40;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final MtdCurve estimated;
    private final double[] scanned = new double[SCAN + 1];

    public CurveDistance(MtdCurve estimated) {
        this.estimated = estimated;
        for (int i = 0; i <= SCAN; i++) {
            scanned[i] = estimated.y((double) i / SCAN);
        }
    }

    /**
     * Signed distance from a point to the estimated curve over 0 ≤ x ≤ 1: negative if the point lies above the curve, where the estimate is too
     * careful.
     */
    public double signed(double x, double y) {
        int nearest = 0;
        for (int i = 1; i <= SCAN; i++) {
            if (squared(x, y, i) < squared(x, y, nearest)) {
                nearest = i;
            }
        }
        double from = Math.max(0, nearest - 1.0) / SCAN;
        double to = Math.min(SCAN, nearest + 1.0) / SCAN;
        for (int r = 0; r < REFINEMENTS; r++) {
            double left = to - GOLDEN * (to - from);
            double right = from + GOLDEN * (to - from);
            if (distance(x, y, left) < distance(x, y, right)) {
                to = right;
            } else {
                from = left;
            }
        }
        double at = (from + to) / 2;
        double distance = distance(x, y, at);
        return y > estimated.y(at) ? -distance : distance;
    }

    private double squared(double x, double y, int i) {
        double dx = x - (double) i / SCAN;
        double dy = y - scanned[i];
        return dx * dx + dy * dy;
    }

    private double distance(double x, double y, double at) {
        return Math.hypot(x - at, y - estimated.y(at));
    }
}
