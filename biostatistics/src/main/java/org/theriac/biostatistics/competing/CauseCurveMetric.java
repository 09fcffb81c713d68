package org.theriac.biostatistics.competing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.MeanCurve;
import org.theriac.biostatistics.metrics.StudyTimes;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** AJ-calibration: the squared distance between the mean predicted incidence of a cause and the Aalen–Johansen curve of the test rows. */
public final class CauseCurveMetric extends RequestedCauseMetric {
    private static final int POINTS = 100;

    public CauseCurveMetric() {
        this(Cause.NONE);
    }

    private CauseCurveMetric(Cause cause) {
        super(
                "aj_calibration",
                "AJ-calibration",
                "Root of the squared distance between the mean predicted incidence of the cause and the Aalen–Johansen curve of the same rows, all folds together; "
                        + "trapezoid over 100 equally spaced times from 0 to the last event time, divided by it.",
                Direction.LOWER_IS_BETTER,
                cause);
    }

    @Override
    CauseMetric of(Cause cause) {
        return new CauseCurveMetric(cause);
    }

    @Override
    public boolean growsUnderResampling() {
        return true;
    }

    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        SurvivalTimes test = test(judged).times();
        SurvivalTimes train = train(judged).times();
        double[] distinct = DoubleStream.concat(Arrays.stream(train.times()), Arrays.stream(test.times()))
                .sorted()
                .distinct()
                .toArray();
        double[] grid = BrierScore.evenGrid(0, StudyTimes.lastEvent(train, test), POINTS);
        CumulativeIncidences predicted = judged.predicted();
        return new MeanCurve(
                grid,
                distinct,
                test.times(),
                coded(test(judged).cause()),
                (row, t) -> predicted.incidenceAt(cause() - 1, row, t))::parts;
    }

    @Override
    public double combine(List<double[]> parts) {
        return MeanCurve.distance(parts);
    }
}
