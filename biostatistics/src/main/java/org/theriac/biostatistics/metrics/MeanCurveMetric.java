package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.MeanCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** KM-calibration: the squared distance between the mean predicted curve and the Kaplan–Meier curve of the test rows. */
public final class MeanCurveMetric extends RequestedMetric {
    private static final int POINTS = 100;

    public MeanCurveMetric() {
        super(
                "km_calibration",
                "KM-calibration",
                "Root of the squared distance between the mean predicted curve and the Kaplan–Meier curve of the same rows, all folds together; trapezoid over "
                        + "100 equally spaced times from 0 to the last event time, divided by it.",
                Direction.LOWER_IS_BETTER);
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        SurvivalTimes train = train(judged);
        double[] distinct = DoubleStream.concat(Arrays.stream(train.times()), Arrays.stream(test.times()))
                .sorted()
                .distinct()
                .toArray();
        double[] grid = BrierScore.evenGrid(0, StudyTimes.lastEvent(train, test), POINTS);
        SurvivalCurves predicted = judged.predicted();
        return new MeanCurve(
                        grid,
                        distinct,
                        test.times(),
                        RiskRows.causes(test),
                        (row, t) -> 1 - predicted.survivalAt(row, t))::parts;
    }

    @Override
    public double combine(List<double[]> parts) {
        return MeanCurve.distance(parts);
    }
}
