package org.theriac.core.outcome;

import java.util.Arrays;

/**
 * Survival curves S(t|x) = exp(−H₀(t) e^h(x)), kept as one baseline and one number for each row.
 *
 * @param times strictly increasing, length m
 * @param cumulativeHazard H₀ at each time, non-decreasing, length m
 * @param logRisk h(x) of each row, length n
 */
public record ProportionalHazards(double[] times, double[] cumulativeHazard, double[] logRisk)
        implements SurvivalCurves {
    public ProportionalHazards {
        if (times.length != cumulativeHazard.length) {
            throw new IllegalArgumentException(times.length + " times for " + cumulativeHazard.length + " hazards");
        }
    }

    @Override
    public int rows() {
        return logRisk.length;
    }

    @Override
    public double risk(int row) {
        return logRisk[row];
    }

    @Override
    public double survival(int row, int k) {
        // a hazard of exactly 0 stays 0 whatever the risk: 0 · ∞ would be NaN
        return cumulativeHazard[k] == 0 ? 1 : Math.exp(-cumulativeHazard[k] * Math.exp(logRisk[row]));
    }

    @Override
    public ProportionalHazards take(int[] rows) {
        return new ProportionalHazards(
                times,
                cumulativeHazard,
                Arrays.stream(rows).mapToDouble(row -> logRisk[row]).toArray());
    }
}
