package org.theriac.biostatistics.methods;

import java.util.List;
import java.util.Map;
import org.theriac.biostatistics.finegray.FineGray;
import org.theriac.biostatistics.finegray.FineGrayFit;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.task.Task;

/**
 * A Fine–Gray regression of each cause. The regressions know nothing of each other, so that for some rows their incidences may add up to more than 1; from the
 * moment at which a row's incidences reach 1 together they stand still, and the report says for how many training rows that was so.
 */
public record FineGrayMethod(Settings settings) implements Method<CompetingRisks, CumulativeIncidences> {
    /** Settings of the regressions. */
    @Meaning("Fine–Gray regression of each cause: its incidence directly, with the other causes as part of the world.")
    public record Settings(
            @Meaning("Only these inputs; empty: all inputs of the task.")
            List<String> columns,

            @Meaning(
                    "weighted: Cox regression of weighted rows, Efron's ties, robust errors; original: Fine and Gray 1999, Breslow's ties.")
            FineGray.Variant variant,

            @Meaning("Ridge penalty on squared standardised coefficients; 0 for none.") @Range(min = 0)
            double ridge,

            @Meaning("How the inputs are prepared.") Preparation.Settings preparation) {
        public static final Settings DEFAULTS =
                new Settings(List.of(), FineGray.Variant.WEIGHTED, 0, CoxMethod.Settings.DEFAULTS.preparation());

        public Settings {
            columns = List.copyOf(columns);
        }
    }

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, CompetingRisks, CumulativeIncidences> ENTRY = new MethodEntry<>(
            "fine_gray",
            "Fine–Gray regression",
            "Proportional subdistribution hazards of each cause: covariates act on the cumulative incidence itself.",
            "Fine JP, Gray RJ. A proportional hazards model for the subdistribution of a competing risk. Journal of the American Statistical Association 94, "
                    + "1999.",
            CompetingRisks.class,
            Settings.DEFAULTS,
            Map.of(),
            FineGrayMethod::new);

    @Override
    public Model<CumulativeIncidences> fit(Task<CompetingRisks> task, Cohort train, Cohort validation, Run run) {
        List<String> inputs = InputColumns.of(
                "fine_gray", settings.columns(), task.inputs(), "aalen_johansen for incidences without covariates");
        Preparation preparation = Preparation.fit(train, inputs, settings.preparation());
        List<String> causes = task.outcome().causeNames();
        FineGrayModel model =
                new FineGrayModel(CauseRegressions.fit(task.outcome(), preparation, train, (times, cause, names, x) -> {
                    FineGrayFit fit = FineGray.of(settings.variant())
                            .withRidge(settings.ridge())
                            .withNames(names)
                            .fit(times, cause, x);
                    CoxMethod.report(fit.weightedCox(), "Fine–Gray regression of cause " + causes.get(cause - 1), run);
                    return new CauseRegressions.Part(
                            fit.coefficients(),
                            fit.standardErrors(),
                            fit.weightedCox().means(),
                            fit.baseline());
                }));
        int beyond = model.beyondOne(train);
        if (beyond > 0) {
            run.notice(
                    "fine-gray-beyond-one",
                    "Fine–Gray regressions of the causes, fitted each by itself, gave incidences that add up to more than 1 for some training rows; "
                            + "a row's incidences stand still from the time at which they reach 1 together.",
                    beyond);
        }
        return model;
    }

    @Override
    public Model<CumulativeIncidences> restore(Task<CompetingRisks> task, ModelState state) {
        return new FineGrayModel(CauseRegressions.of(task.outcome().causeNames(), state));
    }
}
