package org.theriac.biostatistics.metrics;

import java.util.Optional;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.NamedMetric;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** What the metrics of survival predictions share: the outcome, and the way from cohorts and predictions to plain arrays. */
abstract class SurvivalMetric extends NamedMetric<TimeToEvent, SurvivalCurves> {
    SurvivalMetric(String id, String title, String convention, Direction direction) {
        super(id, title, convention, direction, TimeToEvent.class);
    }

    @Override
    public Optional<String> inapplicable(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        if (test.events() == 0) {
            return Optional.of("None of the test rows has the event.");
        }
        return test.delayedEntry() ? underDelayedEntry(judged) : Optional.empty();
    }

    /** Why the metric cannot be had where rows come under observation later than at 0; empty when it can. */
    Optional<String> underDelayedEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        return Optional.of(
                "Not defined for rows with entry times: its weights or pairs take every row as observed from 0.");
    }

    /** The answer of a measure whose weights can take care of entry times: {@link ObservedRows}. */
    static Optional<String> weighable(Judged<TimeToEvent, SurvivalCurves> judged) {
        return ObservedRows.repeatedSubjects(judged.train(), judged.test())
                .or(() -> observed(judged).withoutEvents());
    }

    static ObservedRows observed(Judged<TimeToEvent, SurvivalCurves> judged) {
        return ObservedRows.of(train(judged), test(judged));
    }

    static SurvivalTimes train(Judged<TimeToEvent, SurvivalCurves> judged) {
        return times(judged, judged.train());
    }

    static SurvivalTimes test(Judged<TimeToEvent, SurvivalCurves> judged) {
        return times(judged, judged.test());
    }

    private static SurvivalTimes times(Judged<TimeToEvent, SurvivalCurves> judged, Cohort rows) {
        TimeToEvent.Observed truth = judged.task().outcome().truth(rows);
        return SurvivalTimes.of(truth);
    }

    static double[] risks(SurvivalCurves predicted) {
        double[] risks = new double[predicted.rows()];
        for (int i = 0; i < risks.length; i++) {
            risks[i] = predicted.risk(i);
        }
        return risks;
    }

    /** Predicted survival at each test row's own time. */
    static double[] own(Judged<TimeToEvent, SurvivalCurves> judged) {
        return curves(judged.predicted()).survivalAtOwn(test(judged).times());
    }

    /** Predicted survival at each test row's entry; 1 where rows are observed from 0. */
    static double[] atEntry(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        double[] survival = new double[test.size()];
        for (int i = 0; i < survival.length; i++) {
            survival[i] = test.delayedEntry() ? judged.predicted().survivalAt(i, test.entry(i)) : 1;
        }
        return survival;
    }

    /**
     * The predicted median of each row: the first time at which its curve is ½ or less, beyond the curve's end on the line from (0, 1) through its last point,
     * capped where the training rows' Kaplan–Meier curve with such a line reaches 0.
     */
    static double[] medians(Judged<TimeToEvent, SurvivalCurves> judged, double cap) {
        return medians(judged, cap, Double.NEGATIVE_INFINITY);
    }

    /** The same given survival up to {@code start}: ½ of S(start) instead of ½. */
    static double[] medians(Judged<TimeToEvent, SurvivalCurves> judged, double cap, double start) {
        SurvivalCurves predicted = judged.predicted();
        int last = predicted.times().length - 1;
        double[] median = new double[predicted.rows()];
        for (int i = 0; i < median.length; i++) {
            double half = predicted.survivalAt(i, start) / 2;
            double own = predicted.quantile(i, half);
            median[i] = Double.isInfinite(own)
                    ? Math.min(cap, predicted.times()[last] * (1 - half) / (1 - predicted.survival(i, last)))
                    : Math.min(cap, own);
        }
        return median;
    }

    static CurveSet curves(SurvivalCurves predicted) {
        return CurveSet.computed(predicted.times(), predicted.rows(), predicted::survival);
    }
}
