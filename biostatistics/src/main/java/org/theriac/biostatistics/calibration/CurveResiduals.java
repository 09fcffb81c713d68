package org.theriac.biostatistics.calibration;

/**
 * Residuals of predicted curves (Therneau, Grambsch and Fleming, Biometrika 77, 1990). Under a true model the Cox–Snell residual −log S_i(T_i) is a censored
 * time from the exponential distribution with mean 1, and the martingale residuals have mean 0.
 *
 * @param coxSnell −log S_i(T_i), less −log S_i(entry) where rows enter late
 * @param martingale 1 or 0 for the event, less the Cox–Snell residual: above 0 the event came earlier than predicted
 * @param deviance the martingale residual made symmetric: sign(M) √(−2 [M + e log(e − M)])
 */
public record CurveResiduals(double[] coxSnell, double[] martingale, double[] deviance) {
    /** S below this counts as this: one row predicted to be surely dead must not be the whole mean. */
    public static final double LEAST_SURVIVAL = 1e-6;

    /**
     * Computes all three.
     *
     * @param u S_i(T_i)
     * @param uAtEntry S_i at the entry; 1 for rows observed from 0
     */
    public static CurveResiduals of(double[] u, double[] uAtEntry, boolean[] event) {
        int n = u.length;
        double[] coxSnell = new double[n];
        double[] martingale = new double[n];
        double[] deviance = new double[n];
        for (int i = 0; i < n; i++) {
            double hazard = Math.log(Math.max(LEAST_SURVIVAL, uAtEntry[i])) - Math.log(Math.max(LEAST_SURVIVAL, u[i]));
            coxSnell[i] = Math.max(0, hazard);
            martingale[i] = (event[i] ? 1 : 0) - coxSnell[i];
            // an event that was predicted to be impossible has an infinite residual; its hazard counts as the least one
            double log = event[i] ? Math.log(Math.max(LEAST_SURVIVAL, coxSnell[i])) : 0;
            deviance[i] = Math.signum(martingale[i]) * Math.sqrt(Math.max(0, -2 * (martingale[i] + log)));
        }
        return new CurveResiduals(coxSnell, martingale, deviance);
    }
}
