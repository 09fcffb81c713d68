package org.theriac.biostatistics.competing;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.metrics.RiskRows;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** A metric of the incidence of one cause that a study reports when it names it. */
abstract class RequestedCauseMetric extends CauseMetric {
    RequestedCauseMetric(String id, String title, String convention, Direction direction, Cause of) {
        super(id, title, convention, direction, of);
    }

    @Override
    public boolean standard() {
        return false;
    }

    /** The predicted incidence of this cause by a time. */
    double[] risk(CumulativeIncidences predicted, double horizon) {
        return IntStream.range(0, predicted.rows())
                .mapToDouble(row -> predicted.incidenceAt(cause() - 1, row, horizon))
                .toArray();
    }

    /** The risks of this cause by a horizon beside what happened, for {@link RiskRows}. */
    Prepared riskRows(Judged<CompetingRisks, CumulativeIncidences> judged, double horizon) {
        CompetingTimes test = test(judged);
        double[] risk = risk(judged.predicted(), horizon);
        double[] time = test.times().times();
        int[] coded = coded(test.cause());
        return weight -> RiskRows.parts(horizon, new JudgedRisks(risk, time, coded, weight));
    }

    /** The median time of this cause's events among training and test rows together, so that all folds share it. */
    double medianEvent(Judged<CompetingRisks, CumulativeIncidences> judged) {
        double[] sorted = DoubleStream.concat(events(train(judged)), events(test(judged)))
                .sorted()
                .toArray();
        int half = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private DoubleStream events(CompetingTimes times) {
        return IntStream.range(0, times.size())
                .filter(i -> times.cause()[i] == cause())
                .mapToDouble(i -> times.times().time(i));
    }
}
