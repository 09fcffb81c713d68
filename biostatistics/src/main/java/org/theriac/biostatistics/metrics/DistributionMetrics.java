package org.theriac.biostatistics.metrics;

import java.util.ArrayList;
import java.util.List;
import org.theriac.biostatistics.calibration.OneCalibration.Variant;
import org.theriac.biostatistics.concordance.TieTreatment;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The metrics of individual survival distributions that a study reports when it names them. */
public final class DistributionMetrics {
    private DistributionMetrics() {}

    /** Measures of calibration: whether predicted probabilities are those observed. */
    public static List<Metric<TimeToEvent, SurvivalCurves>> calibration() {
        List<Metric<TimeToEvent, SurvivalCurves>> metrics = new ArrayList<>();
        metrics.add(new ACalibrationMetric());
        metrics.add(new KolmogorovMetric());
        for (Variant variant : Variant.values()) {
            metrics.add(new OneCalibrationMetric(variant));
        }
        for (SmoothedCalibrationMetric.Distance distance : SmoothedCalibrationMetric.Distance.values()) {
            metrics.add(new SmoothedCalibrationMetric(distance));
        }
        metrics.add(new MeanCurveMetric());
        metrics.add(new CoverageMetric());
        for (ResidualMetric.Kind kind : ResidualMetric.Kind.values()) {
            metrics.add(new ResidualMetric(kind));
        }
        return List.copyOf(metrics);
    }

    /** Measures of accuracy: ranking, errors of probabilities at horizons, errors of times. */
    public static List<Metric<TimeToEvent, SurvivalCurves>> accuracy() {
        List<Metric<TimeToEvent, SurvivalCurves>> metrics = new ArrayList<>();
        for (TieTreatment ties : TieTreatment.values()) {
            metrics.add(new MedianConcordanceMetric(ties));
        }
        metrics.add(new MarginConcordanceMetric());
        metrics.add(new IntegratedBrierMetric(EventWeight.HAIDER));
        for (HorizonMetric.Kind kind : HorizonMetric.Kind.values()) {
            metrics.add(new HorizonMetric(kind));
        }
        metrics.addAll(TimeErrorMetric.each());
        metrics.add(new PrecisionRecallMetric());
        return List.copyOf(metrics);
    }

    /** Both, for a catalogue. */
    public static Metric<?, ?>[] all() {
        List<Metric<?, ?>> all = new ArrayList<>(accuracy());
        all.addAll(calibration());
        return all.toArray(Metric[]::new);
    }
}
