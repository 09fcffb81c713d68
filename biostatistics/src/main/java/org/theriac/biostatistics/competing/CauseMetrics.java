package org.theriac.biostatistics.competing;

import java.util.ArrayList;
import java.util.List;
import org.theriac.biostatistics.calibration.OneCalibration.Variant;
import org.theriac.biostatistics.metrics.SmoothedCalibrationMetric.Distance;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** The metrics of cumulative incidences that a study reports when it names them, each for every cause. */
public final class CauseMetrics {
    private CauseMetrics() {}

    /** Measures of calibration: whether predicted incidences are those observed. */
    public static List<Metric<CompetingRisks, CumulativeIncidences>> calibration() {
        List<Metric<CompetingRisks, CumulativeIncidences>> metrics = new ArrayList<>();
        for (CauseCellsMetric.Kind kind : CauseCellsMetric.Kind.values()) {
            metrics.add(new CauseCellsMetric(kind));
        }
        metrics.add(new CauseOneCalibrationMetric(Variant.DAGOSTINO_NAM));
        metrics.add(new CauseOneCalibrationMetric(Variant.GREENWOOD));
        for (Distance distance : Distance.values()) {
            metrics.add(new CauseSmoothedMetric(distance));
        }
        metrics.add(new CauseCurveMetric());
        return List.copyOf(metrics);
    }

    /** Measures of accuracy. */
    public static List<Metric<CompetingRisks, CumulativeIncidences>> accuracy() {
        return List.of(
                new CauseHorizonMetric(CauseHorizonMetric.Kind.BRIER),
                new CauseHorizonMetric(CauseHorizonMetric.Kind.AUC),
                new TimeLostMetric());
    }

    /** Both, for a catalogue. */
    public static Metric<?, ?>[] all() {
        List<Metric<?, ?>> all = new ArrayList<>(accuracy());
        all.addAll(calibration());
        return all.toArray(Metric[]::new);
    }
}
