package org.theriac.core.leakage;

import java.util.List;
import org.theriac.core.report.Numbers;
import org.theriac.core.run.Run;
import org.theriac.core.task.InputSelection;

/** Inputs that are another model's output or a person's judgement: no leak, but what is learned leans on them. */
final class PredictedInputs implements LeakGuard {
    @Override
    public LeakCheck check(Examined study, Run run) {
        List<String> predictions = study.inputs().stream()
                .filter(input -> InputSelection.isPrediction(study.cohort().definition(input)))
                .toList();
        String lookedAt = "the data dictionary's 'source' of "
                + Numbers.count(study.inputs().size()) + " inputs";
        String title = "Is an input itself a prediction?";
        if (predictions.isEmpty()) {
            return new LeakCheck("predicted_input", title, lookedAt, List.of());
        }
        String sentence = "Inputs that are another model's output or a person's judgement: "
                + String.join(", ", predictions) + ". What is learned leans on them.";
        run.notice("input-is-prediction", sentence, predictions.size());
        return new LeakCheck(
                "predicted_input",
                title,
                lookedAt,
                List.of(LeakFinding.warning(
                        predictions,
                        predictions.size(),
                        sentence + " To leave them out: task: {inputs: {source: [measured]}}")));
    }
}
