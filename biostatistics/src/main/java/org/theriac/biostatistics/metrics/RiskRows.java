package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.outcome.SurvivalCurves;

/** Risks by a horizon beside what happened, as the parts of a metric: the horizon in front, then the rows. */
public final class RiskRows {
    private RiskRows() {}

    /** The predicted probability of the event by a horizon. */
    static double[] risk(SurvivalCurves predicted, double horizon) {
        return IntStream.range(0, predicted.rows())
                .mapToDouble(row -> 1 - predicted.survivalAt(row, horizon))
                .toArray();
    }

    /** 1 for the event, 0 for censored. */
    public static int[] causes(SurvivalTimes times) {
        return IntStream.range(0, times.size()).map(i -> times.event(i) ? 1 : 0).toArray();
    }

    /** One fold's parts. */
    public static double[] parts(double horizon, JudgedRisks rows) {
        double[] flat = rows.flat();
        double[] parts = new double[flat.length + 1];
        parts[0] = horizon;
        System.arraycopy(flat, 0, parts, 1, flat.length);
        return parts;
    }

    /** The rows of all folds. */
    public static JudgedRisks together(List<double[]> parts) {
        return JudgedRisks.together(parts.stream()
                .map(part -> Arrays.copyOfRange(part, 1, part.length))
                .toList());
    }

    /** The horizon, which all folds share. */
    public static double horizon(List<double[]> parts) {
        return parts.get(0)[0];
    }
}
