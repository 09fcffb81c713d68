package org.theriac.biostatistics.metrics;

import java.util.List;
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.calibration.SmoothedCalibration;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** How far a smooth curve of observed against predicted risk lies from the diagonal: ICI, E50 and E90. */
public final class SmoothedCalibrationMetric extends RequestedMetric {
    private final Distance distance;

    /** What is told of the distances. */
    public enum Distance {
        ICI("ici", "ICI", "Mean"),
        E50("e50", "E50", "Median"),
        E90("e90", "E90", "90th percentile");

        private final String id;
        private final String title;
        private final String words;

        Distance(String id, String title, String words) {
            this.id = id;
            this.title = title;
            this.words = words;
        }

        /** The word in study files. */
        public String id() {
            return id;
        }

        /** For tables. */
        public String title() {
            return title;
        }

        /** For conventions. */
        public String words() {
            return words;
        }

        /** Its value. */
        public double of(SmoothedCalibration calibration) {
            return switch (this) {
                case ICI -> calibration.ici();
                case E50 -> calibration.e50();
                case E90 -> calibration.e90();
            };
        }
    }

    public SmoothedCalibrationMetric(Distance distance) {
        super(
                distance.id(),
                distance.title() + " at the median event time",
                distance.words()
                        + " distance between predicted risk and smoothed observed risk at the median event time: Cox regression of the test rows of all folds "
                        + "on a restricted cubic spline (3 knots at the 10, 50 and 90 % quantiles) of log(−log(1 − risk)).",
                Direction.LOWER_IS_BETTER);
        this.distance = distance;
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        double horizon = StudyTimes.eventQuantile(train(judged), test, 0.5);
        double[] risk = RiskRows.risk(judged.predicted(), horizon);
        return weight -> RiskRows.parts(horizon, new JudgedRisks(risk, test.times(), RiskRows.causes(test), weight));
    }

    @Override
    public double combine(List<double[]> parts) {
        return distance.of(SmoothedCalibration.of(RiskRows.together(parts), RiskRows.horizon(parts)));
    }
}
