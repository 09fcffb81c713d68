package org.theriac.biostatistics.competing;

import java.util.ArrayList;
import java.util.List;
import org.theriac.biostatistics.exhibits.AccuracyOverTime;
import org.theriac.biostatistics.metrics.ObservedRows;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.report.Block;
import org.theriac.core.report.Section;
import org.theriac.core.run.Run;

/** The Brier score and the area under the ROC curve of each cause as the horizon moves, method beside method. */
public final class CauseAccuracyExhibit implements Exhibit<CompetingRisks, CumulativeIncidences> {
    @Override
    public String id() {
        return "cause-accuracy-over-time";
    }

    @Override
    public Class<CompetingRisks> outcome() {
        return CompetingRisks.class;
    }

    @Override
    public List<Section> show(Evaluation<CompetingRisks, CumulativeIncidences> evaluation, Run run) {
        boolean late = evaluation.task().outcome().entry().isPresent();
        if (late && ObservedRows.repeatedSubjects(evaluation.cohort()).isPresent()) {
            return List.of();
        }
        List<CompetingFold> folds = CompetingFold.of(evaluation);
        List<ObservedRows> rows = folds.stream()
                .map(fold -> ObservedRows.of(fold.train().times(), fold.test().times()))
                .toList();
        if (rows.stream().anyMatch(fold -> fold.withoutEvents().isPresent())) {
            return List.of();
        }
        List<String> names = evaluation.task().outcome().causeNames();
        List<Block> blocks = new ArrayList<>();
        for (int cause = 1; cause <= names.size(); cause++) {
            blocks.addAll(ofCause(evaluation, folds, rows, cause)
                    .figures(brier(cause, names.get(cause - 1)), auc(cause, names.get(cause - 1)), run));
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section(id(), "Accuracy over time", blocks));
    }

    private static AccuracyOverTime ofCause(
            Evaluation<CompetingRisks, CumulativeIncidences> evaluation,
            List<CompetingFold> folds,
            List<ObservedRows> rows,
            int cause) {
        return new AccuracyOverTime(
                folds.stream()
                        .map(fold -> new AccuracyOverTime.Fold(
                                rows.get(fold.part()),
                                CauseMetric.coded(
                                        rows.get(fold.part()).of(fold.test().cause()), cause)))
                        .toList(),
                evaluation.candidates().stream()
                        .map(candidate -> new AccuracyOverTime.Predicted(
                                candidate.name(),
                                folds.stream()
                                        .map(fold -> rows.get(fold.part())
                                                .given(candidate.predictions().get(fold.part()), cause))
                                        .toList()))
                        .toList(),
                evaluation.task().outcome().unit());
    }

    private static AccuracyOverTime.Words brier(int cause, String name) {
        return new AccuracyOverTime.Words(
                "cause-brier-" + cause,
                name + ": Brier score, lower is better",
                "Mean squared error of the predicted incidence at each time, an event of another cause counting as none, weighted by the inverse probability of"
                        + " being uncensored in the training rows.",
                "Brier score of " + name);
    }

    private static AccuracyOverTime.Words auc(int cause, String name) {
        return new AccuracyOverTime.Words(
                "cause-auc-" + cause,
                name + ": concordance at each time, higher is better",
                "Cumulative/dynamic area under the ROC curve: the probability that a row with an event of the cause by that time was given a higher incidence"
                        + " than a row without one, other events included, weighted as above; 0.5 is chance.",
                "Area under the ROC curve of " + name);
    }
}
