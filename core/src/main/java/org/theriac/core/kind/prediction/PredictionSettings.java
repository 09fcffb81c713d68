package org.theriac.core.kind.prediction;

import java.util.List;
import org.theriac.core.leakage.LeakSettings;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;
import org.theriac.core.task.InputSelection;

/** Settings of a prediction study. */
@Meaning("Fits methods, judges them on rows that they have not seen, and compares them.")
public record PredictionSettings(
        @Required @Meaning("What is to be predicted, and from what.")
        TaskSettings task,

        @Required @Meaning("The methods to compare, in the order of the report.")
        List<MethodChoice> methods,

        @Meaning("How they are judged.") Protocol protocol,

        @Meaning("What stays although a leak guard names it, with the reason.")
        LeakSettings leaks) {

    public static final PredictionSettings DEFAULTS =
            new PredictionSettings(TaskSettings.DEFAULTS, List.of(), Protocol.DEFAULTS, LeakSettings.DEFAULTS);

    public PredictionSettings {
        methods = List.copyOf(methods);
    }

    /**
     * The task.
     *
     * @param outcome what is to be predicted
     * @param inputs the columns that may be used
     */
    @Meaning("What is to be predicted, and from what.")
    public record TaskSettings(
            @Required @Meaning("The outcome: one of the outcomes' names with its settings.")
            Outcome<?> outcome,

            @Meaning("The columns that may be used.") InputSelection inputs) {
        public static final TaskSettings DEFAULTS = new TaskSettings(TimeToEvent.DEFAULTS, InputSelection.DEFAULTS);
    }
}
