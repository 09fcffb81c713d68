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
        return test.delayedEntry() ? underDelayedEntry() : Optional.empty();
    }

    /** Why the metric cannot be had where rows come under observation later than at 0; empty when it can. */
    Optional<String> underDelayedEntry() {
        return Optional.of(
                "Not defined for rows with entry times: its weights or pairs take every row as observed from 0.");
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

    static CurveSet curves(SurvivalCurves predicted) {
        return CurveSet.computed(predicted.times(), predicted.rows(), predicted::survival);
    }
}
