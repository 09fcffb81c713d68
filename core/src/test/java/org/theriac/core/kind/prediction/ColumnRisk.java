package org.theriac.core.kind.prediction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.AuxiliaryOutputs;
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
import org.theriac.core.task.Task;

/** The smallest method that learns something: the standardised value of one column is the log risk, the event rate is the hazard. */
public record ColumnRisk(Settings settings) implements Method<TimeToEvent, SurvivalCurves> {
    public record Settings(String column, double sign) {}

    public static final MethodEntry<Settings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "column_risk",
            "Column risk",
            "Ranks rows by one column.",
            "none",
            TimeToEvent.class,
            new Settings("x", 1),
            Map.of(),
            ColumnRisk::new);

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        TimeToEvent.Observed truth = task.outcome().truth(train);
        double exposure = 0;
        for (double time : truth.time()) {
            exposure += time;
        }
        run.notice("fitted", "A model was fitted.", 1);
        return new Fitted(
                Preparation.fit(
                        train,
                        List.of(settings.column()),
                        new Preparation.Settings(Preparation.Imputation.MEDIAN, false, true, 1)),
                settings.sign(),
                truth.events() / exposure);
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        double[] values = state.array("values").doubles();
        return new Fitted(state.preparation(), values[0], values[1]);
    }

    /** Says beside each prediction the same risk doubled and which half of the risks it is in, by the mean of the training rows. */
    record Fitted(Preparation preparation, double sign, double rate)
            implements Model<SurvivalCurves>, AuxiliaryOutputs {
        @Override
        public Columns auxiliary(Cohort rows) {
            double[] doubled = predict(rows).logRisk().clone();
            int[] half = new int[doubled.length];
            for (int row = 0; row < half.length; row++) {
                doubled[row] *= 2;
                half[row] = doubled[row] > 0 ? 1 : 0;
            }
            return new Columns(
                    List.of(new NumberColumn("doubled", doubled)),
                    List.of(new CategoryColumn("half", List.of("lower", "upper"), half)));
        }

        @Override
        public ProportionalHazards predict(Cohort rows) {
            double[] risk = preparation.apply(rows).numbers().clone();
            for (int i = 0; i < risk.length; i++) {
                risk[i] *= sign;
            }
            return new ProportionalHazards(new double[] {1, 10}, new double[] {rate, 10 * rate}, risk);
        }

        @Override
        public ModelState state() {
            TreeMap<String, NumericArray> arrays = new TreeMap<>();
            arrays.put("values", NumericArray.of(sign, rate));
            return new ModelState(preparation, JsonNodeFactory.instance.objectNode(), arrays);
        }
    }
}
