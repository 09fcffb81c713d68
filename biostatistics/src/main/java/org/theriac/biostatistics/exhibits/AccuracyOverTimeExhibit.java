package org.theriac.biostatistics.exhibits;

import java.util.List;
import org.theriac.biostatistics.metrics.ObservedRows;
import org.theriac.biostatistics.metrics.RiskRows;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Section;
import org.theriac.core.run.Run;

/** The Brier score and the area under the ROC curve as the horizon moves, method beside method. */
public final class AccuracyOverTimeExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    private static final AccuracyOverTime.Words BRIER = new AccuracyOverTime.Words(
            "brier-over-time",
            "Brier score, lower is better",
            "Mean squared error of the predicted survival at each time, weighted by the inverse probability of being uncensored in the training rows.",
            "Brier score");

    private static final AccuracyOverTime.Words AUC = new AccuracyOverTime.Words(
            "auc-over-time",
            "Concordance at each time, higher is better",
            "Cumulative/dynamic area under the ROC curve: the probability that a row with the event by that time was given a higher risk than a row without it,"
                    + " weighted as above; 0.5 is chance.",
            "Area under the ROC curve");

    @Override
    public String id() {
        return "accuracy-over-time";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        boolean late = evaluation.task().outcome().entry().isPresent();
        if (late && ObservedRows.repeatedSubjects(evaluation.cohort()).isPresent()) {
            return List.of();
        }
        List<TestFold> folds = TestFold.of(evaluation);
        List<ObservedRows> rows = folds.stream()
                .map(fold -> ObservedRows.of(fold.train(), fold.test()))
                .toList();
        if (rows.stream().anyMatch(fold -> fold.withoutEvents().isPresent())) {
            return List.of();
        }
        List<Block> figures = new AccuracyOverTime(
                        rows.stream()
                                .map(fold -> new AccuracyOverTime.Fold(fold, RiskRows.causes(fold.test())))
                                .toList(),
                        evaluation.candidates().stream()
                                .map(candidate -> new AccuracyOverTime.Predicted(
                                        candidate.name(), curves(candidate, folds, rows)))
                                .toList(),
                        evaluation.task().outcome().unit())
                .figures(BRIER, AUC, run);
        return figures.isEmpty() ? List.of() : List.of(new Section(id(), "Accuracy over time", figures));
    }

    private static List<CurveSet> curves(
            Candidate<TimeToEvent, SurvivalCurves> candidate, List<TestFold> folds, List<ObservedRows> rows) {
        return folds.stream()
                .map(fold -> {
                    SurvivalCurves curves = fold.predicted(candidate);
                    return rows.get(fold.part())
                            .given(CurveSet.computed(curves.times(), curves.rows(), curves::survival));
                })
                .toList();
    }
}
