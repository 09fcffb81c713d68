package org.theriac.biostatistics.methods;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.BaselineHazard;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.elasticnet.ElasticNetCox;
import org.theriac.biostatistics.elasticnet.ElasticNetPath;
import org.theriac.biostatistics.elasticnet.ElasticNetSelection;
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
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.task.Task;

/**
 * Cox regression under an elastic net, the penalty chosen by cross-validation inside the training rows, folds by subject. Contrasts of categories are
 * penalised like any column.
 */
public record ElasticNetMethod(Settings settings) implements Method<TimeToEvent, SurvivalCurves> {
    /** Which penalty of the path predicts. */
    public enum Choice {
        /** The one with the least deviance of held-out rows. */
        MINIMUM,
        /** The largest within one standard error of that: fewer coefficients. */
        ONE_STANDARD_ERROR
    }

    /** Settings of penalised Cox regression. */
    @Meaning("Cox regression under an elastic-net penalty, for many inputs or correlated ones.")
    public record Settings(
            @Meaning("The share of absolute coefficients in the penalty: 1 is the lasso, 0 ridge regression.")
            @Range(min = 0, max = 1)
            double alpha,

            @Meaning(
                    "Which penalty of the path: the one with the least deviance of held-out rows, or the largest within one standard error of it.")
            Choice lambda,

            @Meaning("Folds of the cross-validation that chooses the penalty.") @Range(min = 2)
            int folds,

            @Meaning("How tied event times are treated; breslow is what glmnet and scikit-survival do.")
            Ties ties,

            @Meaning("Only these inputs; empty: all inputs of the task.")
            List<String> columns,

            @Meaning("How the inputs are prepared.") Preparation.Settings preparation) {
        public static final Settings DEFAULTS = new Settings(
                0.5, Choice.MINIMUM, 10, Ties.BRESLOW, List.of(), CoxMethod.Settings.DEFAULTS.preparation());

        public Settings {
            columns = List.copyOf(columns);
        }
    }

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, TimeToEvent, SurvivalCurves> ENTRY = new MethodEntry<>(
            "elastic_net_cox",
            "Elastic-net Cox regression",
            "Cox regression with shrunken coefficients, of which many may be 0: the standard where columns are many.",
            "Simon N, Friedman J, Hastie T, Tibshirani R. Regularization paths for Cox's proportional hazards model via coordinate descent."
                    + " Journal of Statistical Software 39(5), 2011.",
            TimeToEvent.class,
            Settings.DEFAULTS,
            Map.of(),
            ElasticNetMethod::new);

    @Override
    public Model<SurvivalCurves> fit(Task<TimeToEvent> task, Cohort train, Cohort validation, Run run) {
        List<String> inputs = InputColumns.of(
                "elastic_net_cox", settings.columns(), task.inputs(), "kaplan_meier for a curve without covariates");
        Preparation preparation = Preparation.fit(train, inputs, settings.preparation());
        Prepared prepared = preparation.apply(train);
        List<Prepared.Term> terms = prepared.terms();
        double[][] x = prepared.contrasts();
        SurvivalTimes times = SurvivalTimes.of(task.outcome().truth(train));
        ElasticNetSelection selection = select(times, x, terms, train, run);
        ElasticNetPath path = selection.path();
        int k = settings.lambda() == Choice.MINIMUM ? selection.minimum() : selection.oneStandardError();
        report(path, k, run);
        StepCurve baseline = BaselineHazard.cumulative(times, path.linearPredictor(x, k), settings.ties());
        double[] none = new double[terms.size()];
        Arrays.fill(none, Double.NaN);
        return new ElasticNetModel(new CoxModel(
                preparation, terms, path.coefficients(k), none, path.means(), baseline.times(), baseline.values()));
    }

    private ElasticNetSelection select(
            SurvivalTimes times, double[][] x, List<Prepared.Term> terms, Cohort train, Run run) {
        List<String> subjects =
                IntStream.range(0, train.rows()).mapToObj(train::subject).toList();
        List<String> distinct = subjects.stream().distinct().sorted().toList();
        int[] subject = subjects.stream()
                .mapToInt(key -> Collections.binarySearch(distinct, key))
                .toArray();
        int folds = Math.min(settings.folds(), distinct.size());
        int[] fold = ElasticNetCox.folds(folds, subject, times.eventIndicators(), run.random("folds", 0));
        try (Progress progress = run.progress("choose the penalty", folds)) {
            return ElasticNetCox.of(settings.alpha())
                    .withTies(settings.ties())
                    .withNames(terms.stream().map(Prepared.Term::term).toList())
                    .select(times, x, fold, done -> {
                        run.checkStop();
                        progress.at(done, "");
                    });
        }
    }

    private static void report(ElasticNetPath path, int k, Run run) {
        if (path.nonzero(k) == 0) {
            run.notice(
                    "elastic-net-empty",
                    "Cross-validation of the elastic net chose no covariate at all: its model predicts the same for every row.",
                    1);
        }
        if (k == path.size() - 1 && path.nonzero(k) > 0) {
            run.notice(
                    "elastic-net-end",
                    String.format(
                            Locale.ROOT,
                            "Cross-validation of the elastic net chose the smallest penalty of the path, %.3g: hardly any is needed.",
                            path.lambda(k)),
                    1);
        }
        if (!path.converged()) {
            run.notice("elastic-net-not-converged", "Some penalties of the elastic net did not converge.", 1);
        }
    }

    @Override
    public Model<SurvivalCurves> restore(Task<TimeToEvent> task, ModelState state) {
        return new ElasticNetModel(CoxModel.of(state));
    }
}
