package org.theriac.app.example;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;
import org.theriac.core.task.Task;

/** Every level of one category has a constant hazard: its events divided by its observed time. */
public record ConstantHazard(Settings settings) implements Method<TimeToEvent, SurvivalCurves> {

    /** Components are the keys of the study file; the sentences go into schema, reference and error messages. */
    public record Settings(
            @Required @Meaning("The column whose levels have a hazard each.")
            String by,

            @Meaning("Events that every level is given beforehand, so that none has a hazard of 0.") @Range(min = 0)
            double priorEvents) {}

    /** The line in the catalogue is made of this. */
    public static final MethodEntry<Settings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "constant_hazard",
            "Constant hazard",
            "One exponential survival curve for each level of a category.",
            "Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, Wiley, 2002, chapter 2",
            TimeToEvent.class,
            new Settings("", 0.5),
            Map.of(),
            ConstantHazard::new);

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        Preparation preparation = Preparation.fit(train, List.of(settings.by()), Preparation.Settings.DEFAULTS);
        int[] level = preparation.apply(train).codes();
        TimeToEvent.Observed truth = task.outcome().truth(train);
        double[] events = new double[preparation.cardinalities()[0]];
        double[] exposure = new double[events.length];
        for (int row = 0; row < train.rows(); row++) {
            events[level[row]] += truth.event()[row] ? 1 : 0;
            exposure[level[row]] += truth.time()[row];
        }
        double[] logHazard = new double[events.length];
        for (int l = 0; l < logHazard.length; l++) {
            logHazard[l] = Math.log((events[l] + settings.priorEvents()) / Math.max(exposure[l], 1e-9));
        }
        return new Fitted(preparation, task.outcome().eventTimes(train), logHazard);
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return new Fitted(
                state.preparation(),
                state.array("times").doubles(),
                state.array("log_hazard").doubles());
    }

    /** S(t) = exp(−e^{log hazard} t), at the training data's event times. */
    private record Fitted(Preparation preparation, double[] times, double[] logHazard)
            implements Model<SurvivalCurves> {
        @Override
        public SurvivalCurves predict(Cohort rows) {
            int[] level = preparation.apply(rows).codes();
            double[] risk = new double[rows.rows()];
            for (int row = 0; row < risk.length; row++) {
                risk[row] = logHazard[level[row]];
            }
            return new ProportionalHazards(times, times, risk);
        }

        @Override
        public ModelState state() {
            TreeMap<String, NumericArray> arrays = new TreeMap<>();
            arrays.put("times", NumericArray.of(times));
            arrays.put("log_hazard", NumericArray.of(logHazard));
            return new ModelState(preparation, JsonNodeFactory.instance.objectNode(), arrays);
        }
    }
}
