package org.theriac.biostatistics.competing;

import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.distribution.TimeErrors;
import org.theriac.biostatistics.metrics.StudyTimes;
import org.theriac.biostatistics.survival.CompetingTimes;
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
                        + "of censoring of the training rows. Mean over folds.",
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

    private TimeErrors.Rows errors(Judged<CompetingRisks, CumulativeIncidences> judged) {
        CompetingTimes test = test(judged);
        CensoringCurve g = CensoringCurve.of(train(judged).times());
        double tau = StudyTimes.eventQuantile(train(judged).times(), test.times(), 0.75);
        CumulativeIncidences predicted = judged.predicted();
        double[] error = new double[test.size()];
        double[] weight = new double[test.size()];
        for (int i = 0; i < error.length; i++) {
            double time = test.times().time(i);
            boolean ended = test.cause()[i] > 0 && time <= tau;
            double uncensored = ended ? g.before(time) : time > tau ? g.at(tau) : 0;
            weight[i] = uncensored > 0 ? 1 / uncensored : 0;
            double lost = ended && test.cause()[i] == cause() ? tau - time : 0;
            double expected = new StepCurve(0, predicted.times(), predicted.incidence()[cause() - 1][i]).area(tau);
            error[i] = Math.abs(lost - expected);
        }
        return new TimeErrors.Rows(error, weight);
    }
}
