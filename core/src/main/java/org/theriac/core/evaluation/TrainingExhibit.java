package org.theriac.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.method.TrainingHistory;
import org.theriac.core.method.TrainingHistory.Epoch;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Section;
import org.theriac.core.report.chart.TrainingCurves;
import org.theriac.core.run.Run;

/** Losses over epochs of every model that was trained in epochs, as fitted to all rows. */
public final class TrainingExhibit implements Exhibit<Outcome<Predictions>, Predictions> {
    @Override
    public String id() {
        return "training";
    }

    @Override
    @SuppressWarnings("unchecked") // for any outcome: the exhibit asks nothing of it
    public Class<Outcome<Predictions>> outcome() {
        return (Class<Outcome<Predictions>>) (Class<?>) Outcome.class;
    }

    @Override
    public List<Section> show(Evaluation<Outcome<Predictions>, Predictions> evaluation, Run run) {
        List<Block> blocks = new ArrayList<>();
        for (Candidate<Outcome<Predictions>, Predictions> candidate : evaluation.candidates()) {
            candidate
                    .whole()
                    .flatMap(whole -> whole.as(TrainingHistory.class))
                    .filter(history -> !history.history().isEmpty())
                    .ifPresent(history -> blocks.add(figure(candidate.name(), history, blocks.size())));
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section(id(), "Training", blocks));
    }

    private Block figure(String name, TrainingHistory history, int number) {
        List<Epoch> epochs = history.history();
        double[] training = epochs.stream().mapToDouble(Epoch::training).toArray();
        double[] validation = epochs.stream().mapToDouble(Epoch::validation).toArray();
        return new TrainingCurves("Loss", training, validation, history.bestEpoch())
                .figure(
                        id() + "-" + number,
                        name,
                        "The model fitted to all rows. Validation rows are set apart from the training rows by subject to choose the epoch"
                                + " whose weights are kept; they take no part in the scores of this report.",
                        "Training and validation loss of " + name + " over " + epochs.size()
                                + " epochs; the weights of epoch " + history.bestEpoch() + " were kept.");
    }
}
