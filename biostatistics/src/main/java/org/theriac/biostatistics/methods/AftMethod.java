package org.theriac.biostatistics.methods;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.theriac.biostatistics.aft.Aft;
import org.theriac.biostatistics.aft.AftFit;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.task.Task;

/** Accelerated failure time regression on a task's inputs, prepared as for {@link CoxMethod}. */
public record AftMethod(Settings settings) implements Method<TimeToEvent, SurvivalCurves> {
    /** Settings of the regression. */
    @Meaning("Accelerated failure time: covariates stretch time by constant factors.")
    public record Settings(
            @Meaning("The law of the times.") Lifetime law,

            @Meaning("Only these inputs; empty: all inputs of the task.")
            List<String> columns,

            @Meaning("How the inputs are prepared.") Preparation.Settings preparation) {
        public static final Settings DEFAULTS =
                new Settings(Lifetime.WEIBULL, List.of(), CoxMethod.Settings.DEFAULTS.preparation());

        public Settings {
            columns = List.copyOf(columns);
        }
    }

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "aft",
            "Accelerated failure time",
            "A parametric law of the times that covariates stretch: smooth curves, ratios of times instead of hazards.",
            "Kalbfleisch JD, Prentice RL. The Statistical Analysis of Failure Time Data, 2nd edition, chapter 3. Wiley, 2002.",
            TimeToEvent.class,
            Settings.DEFAULTS,
            Map.of(),
            AftMethod::new);

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        List<String> inputs = InputColumns.of(
                "aft", settings.columns(), task.inputs(), "kaplan_meier for a curve without covariates");
        Preparation preparation = Preparation.fit(train, inputs, settings.preparation());
        Prepared prepared = preparation.apply(train);
        SurvivalTimes times = SurvivalTimes.of(task.outcome().truth(train));
        AftFit fit = Aft.of(settings.law())
                .withNames(prepared.terms().stream().map(Prepared.Term::term).toList())
                .fit(times, prepared.contrasts());
        report(fit, run);
        return AftModel.of(preparation, prepared.terms(), fit, grid(times));
    }

    /** The distinct times of events, where a curve is written out. */
    private static double[] grid(SurvivalTimes times) {
        double[] seen = new double[times.events()];
        int at = 0;
        for (int i = 0; i < times.size(); i++) {
            if (times.event(i)) {
                seen[at++] = times.time(i);
            }
        }
        return Arrays.stream(seen).sorted().distinct().toArray();
    }

    private static void report(AftFit fit, Run run) {
        if (!fit.aliased().isEmpty()) {
            run.notice(
                    "aft-aliased",
                    "The accelerated failure time model left out columns that are constant or follow from others: "
                            + String.join(", ", fit.aliased()) + ".",
                    fit.aliased().size());
        }
        if (!fit.infinite().isEmpty()) {
            run.notice(
                    "aft-infinite",
                    "Coefficients of the accelerated failure time model may be infinite, because a group has no events: "
                            + String.join(", ", fit.infinite()) + ". Leave the columns out.",
                    fit.infinite().size());
        }
        if (!fit.converged()) {
            run.notice("aft-not-converged", "The accelerated failure time model did not converge.", 1);
        }
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return AftModel.of(state);
    }
}
