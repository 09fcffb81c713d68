package org.theriac.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.catalogue.CoreCatalogue;
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
import org.theriac.core.run.Codec;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.task.Task;

/** A method for tests: it reaches its one coefficient in many small random steps, so that it can be stopped between them. */
record IteratedRisk(Settings settings) implements Method<TimeToEvent, SurvivalCurves> {
    enum Direction {
        RISING,
        FALLING
    }

    @Meaning("A walk to a coefficient.")
    record Settings(
            @Meaning("The column.") String column,

            @Meaning("Number of steps.") @Range(min = 1, max = 1_000_000)
            int steps,

            @Meaning("Random numbers drawn in each step.") @Range(min = 1)
            int draws,

            @Meaning("Sign of the coefficient.") Direction direction) {
        static final Settings DEFAULTS = new Settings("age", 10, 10, Direction.RISING);

        Settings {
            if (steps == 13) {
                throw new IllegalArgumentException("13 steps bring bad luck; take 12 or 14");
            }
        }
    }

    static final MethodEntry<Settings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "iterated_risk",
            "Iterated risk",
            "Ranks rows by one column.",
            "none",
            TimeToEvent.class,
            Settings.DEFAULTS,
            Map.of("long", new Settings("age", 1000, 10, Direction.RISING)),
            IteratedRisk::new);

    static final Catalogue CATALOGUE = new CoreCatalogue().catalogue().and(Catalogue.ofMethods(ENTRY));

    private record State(int step, double coefficient) {}

    private static final Codec<State> CODEC = new Codec<>() {
        @Override
        public void write(State value, DataOutput out) throws IOException {
            out.writeInt(value.step());
            out.writeDouble(value.coefficient());
        }

        @Override
        public State read(DataInput in) throws IOException {
            return new State(in.readInt(), in.readDouble());
        }
    };

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        State end = run.iterate(
                "walk",
                CODEC,
                () -> new State(0, 1),
                state -> new State(
                        state.step() + 1,
                        state.coefficient()
                                + run.random("walk", state.step())
                                        .doubles(settings.draws())
                                        .map(u -> u - 0.5)
                                        .average()
                                        .orElse(0)),
                state -> state.step() >= settings.steps());
        run.notice("walked", "A model walked to its end.", 1);
        double sign = settings.direction() == Direction.RISING ? 1 : -1;
        return new Fitted(
                Preparation.fit(
                        train,
                        List.of(settings.column()),
                        new Preparation.Settings(Preparation.Imputation.MEDIAN, false, true, 1)),
                sign * end.coefficient());
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return new Fitted(state.preparation(), state.array("coefficient").doubles()[0]);
    }

    private record Fitted(Preparation preparation, double coefficient) implements Model<SurvivalCurves> {
        @Override
        public SurvivalCurves predict(Cohort rows) {
            double[] risk = preparation.apply(rows).numbers().clone();
            for (int i = 0; i < risk.length; i++) {
                risk[i] *= coefficient;
            }
            return new ProportionalHazards(
                    new double[] {10, 20, 30, 40, 50}, new double[] {0.1, 0.2, 0.3, 0.4, 0.5}, risk);
        }

        @Override
        public ModelState state() {
            TreeMap<String, NumericArray> arrays = new TreeMap<>();
            arrays.put("coefficient", NumericArray.of(coefficient));
            return new ModelState(preparation, JsonNodeFactory.instance.objectNode(), arrays);
        }
    }
}
