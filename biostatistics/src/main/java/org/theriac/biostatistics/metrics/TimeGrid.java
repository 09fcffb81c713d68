package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;

/** The grid of times on which scores are integrated. */
public final class TimeGrid {
    /** Where fewer of the training rows than this are uncensored, weights 1/G grow too large to be trusted. */
    public static final double LEAST_UNCENSORED = 0.1;

    private static final int POINTS = 100;

    private TimeGrid() {}

    /**
     * Equally spaced times from the earliest test time to the latest one, but no further than the last test time at which a tenth of the
     * training rows would still be uncensored. Empty if that leaves no span.
     */
    public static Optional<double[]> of(ObservedRows rows) {
        double[] within = Arrays.stream(rows.test().times())
                .filter(t -> t < rows.end())
                .sorted()
                .toArray();
        return rows.rows().length == 0 || within.length == 0 || within[0] == within[within.length - 1]
                ? Optional.empty()
                : Optional.of(BrierScore.evenGrid(within[0], within[within.length - 1], POINTS));
    }
}
