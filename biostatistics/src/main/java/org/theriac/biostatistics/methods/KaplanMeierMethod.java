package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TabulatedCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.task.Task;

/** Predicts the Kaplan–Meier curve of the training rows for everybody: the yardstick that a model with covariates must beat. */
public record KaplanMeierMethod(Settings settings) implements Method<TimeToEvent, SurvivalCurves> {
    /** Kaplan–Meier has nothing to set. */
    @Meaning("The survival curve of all training rows, the same for everybody.")
    public record Settings() {}

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "kaplan_meier",
            "Kaplan–Meier",
            "The survival curve of all training rows, the same for everybody: what is known without covariates.",
            "Kaplan EL, Meier P. Nonparametric estimation from incomplete observations. "
                    + "Journal of the American Statistical Association 53, 1958.",
            TimeToEvent.class,
            new Settings(),
            Map.of(),
            KaplanMeierMethod::new);

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        TimeToEvent.Observed truth = task.outcome().truth(train);
        KaplanMeier fitted = KaplanMeier.fit(SurvivalTimes.of(truth));
        if (fitted.warning().isPresent()) {
            run.notice(
                    "kaplan-meier-at-0",
                    "The Kaplan–Meier curve falls to 0 although rows come under observation later: too few had entered when an early"
                            + " event was seen.",
                    1);
        }
        StepCurve curve = fitted.curve();
        return new Curve(curve.times(), curve.values());
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return new Curve(state.array("times").doubles(), state.array("survival").doubles());
    }

    /**
     * The same curve for every row.
     *
     * @param times strictly increasing
     * @param survival S at these times
     */
    private record Curve(double[] times, double[] survival) implements Model<SurvivalCurves> {
        @Override
        public SurvivalCurves predict(Cohort rows) {
            double[][] shared = new double[rows.rows()][];
            Arrays.fill(shared, survival);
            return new TabulatedCurves(times, shared, new double[rows.rows()]);
        }

        @Override
        public ModelState state() {
            TreeMap<String, NumericArray> arrays = new TreeMap<>();
            arrays.put("times", NumericArray.of(times));
            arrays.put("survival", NumericArray.of(survival));
            return new ModelState(Preparation.NONE, JsonNodeFactory.instance.objectNode(), arrays);
        }
    }
}
