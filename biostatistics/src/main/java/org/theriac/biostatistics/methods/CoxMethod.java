package org.theriac.biostatistics.methods;

import java.util.List;
import java.util.Map;
import org.theriac.biostatistics.cox.BaselineHazard;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.ExactCox;
import org.theriac.biostatistics.cox.TieTreatment;
import org.theriac.biostatistics.survival.StepCurve;
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
import org.theriac.core.study.Range;
import org.theriac.core.task.Task;

/**
 * Cox's proportional hazards regression on a task's inputs: missing numbers imputed and flagged, categories as treatment contrasts against the
 * most frequent level. Coefficients are those of the columns' own units.
 */
public record CoxMethod(Settings settings) implements Method<TimeToEvent, SurvivalCurves> {
    private static final int EVENTS_PER_COEFFICIENT = 10;

    private static final int MOST_NAMED = 10;

    /** How the curve of the baseline is estimated. */
    public enum Baseline {
        /** exp(−H₀) with the increments of the rule for ties. */
        CUMULATIVE_HAZARD,
        /** The product of the discrete survival of each event time. */
        KALBFLEISCH_PRENTICE
    }

    /** Settings of Cox regression. */
    @Meaning("Cox regression: hazards that differ between rows by a constant factor.")
    public record Settings(
            @Meaning("Only these inputs; empty: all inputs of the task.")
            List<String> columns,

            @Meaning(
                    "How tied event times are treated: efron and breslow for times that were rounded, exact for times that are discrete (baseline then by Breslow).")
            TieTreatment ties,

            @Meaning(
                    "Ridge penalty on squared standardised coefficients; 0 for none. A small one, such as 1, tames columns that separate the events.")
            @Range(min = 0)
            double ridge,

            @Meaning(
                    "How the curve of the baseline is estimated: from the cumulative hazard under the rule for ties, or as the discrete survival of Kalbfleisch and Prentice.")
            Baseline baseline,

            @Meaning("How the inputs are prepared.") Preparation.Settings preparation) {
        public static final Settings DEFAULTS = new Settings(
                List.of(),
                TieTreatment.EFRON,
                0,
                Baseline.CUMULATIVE_HAZARD,
                new Preparation.Settings(Preparation.Imputation.MEDIAN, true, false, 20));

        public Settings {
            columns = List.copyOf(columns);
            if (ties == TieTreatment.EXACT && ridge > 0) {
                throw new IllegalArgumentException(
                        "ridge: cannot be had with ties: exact. Choose ties: efron, or ridge: 0.");
            }
        }

        /** The regression of any times that these settings ask for. After exact ties the baseline is Breslow's, as that of R's {@code survfit}. */
        CoxFit fit(List<String> names, SurvivalTimes times, double[][] x) {
            return ties.rule()
                    .map(rule -> Cox.of(rule).withRidge(ridge).withNames(names).fit(times, x))
                    .orElseGet(() ->
                            ExactCox.create().withNames(names).fit(times, x).withBreslowBaseline());
        }
    }

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "cox",
            "Cox regression",
            "Proportional hazards, log-linear in the inputs: the standard that a network has to beat.",
            "Cox DR. Regression models and life-tables. Journal of the Royal Statistical Society B 34, 1972.",
            TimeToEvent.class,
            Settings.DEFAULTS,
            Map.of(),
            CoxMethod::new);

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        List<String> inputs = InputColumns.of(
                "cox", settings.columns(), task.inputs(), "kaplan_meier for a curve without covariates");
        Preparation preparation = Preparation.fit(train, inputs, settings.preparation());
        Prepared prepared = preparation.apply(train);
        List<Prepared.Term> terms = prepared.terms();
        TimeToEvent.Observed truth = task.outcome().truth(train);
        SurvivalTimes times = SurvivalTimes.of(truth);
        CoxFit fit = settings.fit(terms.stream().map(Prepared.Term::term).toList(), times, prepared.contrasts());
        report(fit, "Cox regression", run);
        StepCurve baseline = settings.baseline() == Baseline.CUMULATIVE_HAZARD
                ? fit.baseline().cumulative(0)
                : BaselineHazard.kalbfleischPrentice(times, fit.fittedLinearPredictor());
        return CoxModel.of(preparation, terms, fit, baseline);
    }

    /** @param what was fitted, as the notices begin */
    static void report(CoxFit fit, String what, Run run) {
        int estimated = fit.names().size() - fit.aliased().size();
        if (!fit.aliased().isEmpty()) {
            run.notice(
                    "cox-aliased",
                    what + " left out columns that are constant or follow from others: " + named(fit.aliased()) + ".",
                    fit.aliased().size());
        }
        if (!fit.infinite().isEmpty()) {
            run.notice(
                    "cox-infinite",
                    "Coefficients of the " + what + " may be infinite, because a column separates the events: "
                            + named(fit.infinite()) + ". Set a ridge penalty, or leave the column out.",
                    fit.infinite().size());
        }
        if (!fit.converged()) {
            run.notice("cox-not-converged", what + " did not converge: set a ridge penalty.", 1);
        }
        if (fit.events() < EVENTS_PER_COEFFICIENT * estimated) {
            run.notice(
                    "cox-few-events",
                    what + " had fewer than " + EVENTS_PER_COEFFICIENT
                            + " events for each coefficient: expect overfitting.",
                    1);
        }
    }

    private static String named(List<String> columns) {
        return columns.size() <= MOST_NAMED
                ? String.join(", ", columns)
                : String.join(", ", columns.subList(0, MOST_NAMED)) + " and " + (columns.size() - MOST_NAMED) + " more";
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return CoxModel.of(state);
    }
}
