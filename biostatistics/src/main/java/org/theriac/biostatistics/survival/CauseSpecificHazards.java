package org.theriac.biostatistics.survival;

import java.util.Arrays;

/**
 * From cause-specific cumulative hazards to cumulative incidences. Within a step all causes act at constant rates, so that the probabilities of the causes
 * and of no event add up to 1 exactly: S ← S e^{−ΣdH}, F_r ← F_r + S (1 − e^{−ΣdH}) dH_r/ΣdH, the matrix exponential of the step's hazards.
 *
 * @param time the steps' times, strictly increasing, length m
 * @param increment the baseline hazard of each cause in each step, causes × m
 */
public record CauseSpecificHazards(double[] time, double[][] increment) {
    public CauseSpecificHazards {
        for (double[] ofCause : increment) {
            if (ofCause.length != time.length) {
                throw new IllegalArgumentException(ofCause.length + " increments for " + time.length + " times");
            }
        }
    }

    /** Cumulative hazards of the causes, each on its own times, brought onto the times of all. */
    public static CauseSpecificHazards of(StepCurve[] cumulative) {
        double[] time = Arrays.stream(cumulative)
                .flatMapToDouble(curve -> Arrays.stream(curve.times()))
                .sorted()
                .distinct()
                .toArray();
        double[][] increment = new double[cumulative.length][time.length];
        for (int r = 0; r < cumulative.length; r++) {
            double[] own = cumulative[r].times();
            double[] values = cumulative[r].values();
            for (int k = 0; k < own.length; k++) {
                increment[r][Arrays.binarySearch(time, own[k])] = values[k] - (k == 0 ? 0 : values[k - 1]);
            }
        }
        return new CauseSpecificHazards(time, increment);
    }

    /**
     * F_r at each time for a row under whose covariates the hazards are multiplied.
     *
     * @param ratio e^η of the row, one for each cause
     * @return causes × m
     */
    public double[][] incidence(double[] ratio) {
        double[][] incidence = new double[increment.length][time.length];
        double[] upTo = new double[increment.length];
        double alive = 1;
        for (int k = 0; k < time.length; k++) {
            double any = 0;
            for (int r = 0; r < increment.length; r++) {
                any += hazard(r, k, ratio);
            }
            double lost = any > 0 ? -alive * Math.expm1(-any) : 0;
            for (int r = 0; r < increment.length; r++) {
                double own = hazard(r, k, ratio);
                // An infinite hazard ratio takes everybody at once; two of them share.
                double share =
                        Double.isInfinite(any) ? (Double.isInfinite(own) ? 1.0 / infinite(k, ratio) : 0) : own / any;
                upTo[r] += lost > 0 ? lost * share : 0;
                incidence[r][k] = upTo[r];
            }
            alive -= lost;
        }
        return incidence;
    }

    private double hazard(int r, int k, double[] ratio) {
        return increment[r][k] == 0 ? 0 : increment[r][k] * ratio[r];
    }

    private int infinite(int k, double[] ratio) {
        int count = 0;
        for (int r = 0; r < increment.length; r++) {
            count += Double.isInfinite(hazard(r, k, ratio)) ? 1 : 0;
        }
        return count;
    }
}
