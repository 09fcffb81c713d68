package org.theriac.biostatistics.competing;

import java.util.Optional;
import org.theriac.biostatistics.distribution.TimeErrors;
import org.theriac.biostatistics.metrics.ObservedRows;
import org.theriac.biostatistics.metrics.StudyTimes;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** The mean absolute error of the predicted time lost to a cause before a horizon. */
public final class TimeLostMetric extends RequestedCauseMetric {
    public TimeLostMetric() {
        this(Cause.NONE);
    }

    private TimeLostMetric(Cause cause) {
        super(
                "cause_time_lost",
                "Absolute error of time lost",
                "Mean |time lost − predicted time lost| to the cause by τ, the 75 % quantile of all event times, in units of time: lost is τ − T to a row with an event "
                        + "of the cause at T before τ and nothing to others, predicted ∫_0^τ F (Andersen, Statistics in Medicine 32, 2013). Rows with an event by "
                        + "τ weigh 1/G(T−), rows observed longer 1/G(τ), rows censored before nothing, divided by the sum of weights; G is the Kaplan–Meier curve "
                        + "of censoring of the training rows. Mean over folds." + ObservedRows.WITH_ENTRY_TIMES,
                Direction.LOWER_IS_BETTER,
                cause);
    }

    @Override
    CauseMetric of(Cause cause) {
        return new TimeLostMetric(cause);
    }

    @Override
    public int rowsUsed(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return errors(judged).used();
    }

    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        TimeErrors.Rows rows = errors(judged);
        return weight -> new double[] {rows.mean(weight)};
    }

    @Override
    Optional<String> underDelayedEntry(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return weighable(judged);
    }

    private TimeErrors.Rows errors(Judged<CompetingRisks, CumulativeIncidences> judged) {
        ObservedRows rows = observed(judged);
        double tau =
                StudyTimes.eventQuantile(train(judged).times(), test(judged).times(), 0.75);
        double[] error = new double[test(judged).size()];
        double[] weight = new double[error.length];
        for (int k = 0; k < rows.rows().length; k++) {
            int i = rows.rows()[k];
            double time = rows.test().time(k);
            boolean ended = rows.test().event(k) && time <= tau;
            boolean livesOn = time > tau && rows.test().entry(k) <= tau;
            double observed = ended
                    ? rows.censoring().before(time)
                    : livesOn ? rows.censoring().at(tau) : 0;
            weight[i] = observed > 0 ? 1 / observed : 0;
            double lost = ended && test(judged).cause()[i] == cause() ? tau - time : 0;
            error[i] = Math.abs(lost - expected(judged.predicted(), i, rows.start(), tau));
        }
        return new TimeErrors.Rows(error, weight);
    }

    /** ∫ F from 0 to τ; of rows that enter late ∫ (F − F(start)) / S(start) from {@code start} on. */
    private double expected(CumulativeIncidences predicted, int row, double start, double tau) {
        StepCurve incidence = new StepCurve(0, predicted.times(), predicted.incidence()[cause() - 1][row]);
        if (start == Double.NEGATIVE_INFINITY) {
            return incidence.area(tau);
        }
        double free = predicted.survivalAt(row, start);
        double from = Math.max(0, start);
        return free > 0 ? (incidence.area(tau) - incidence.area(from) - incidence.at(from) * (tau - from)) / free : 0;
    }
}
