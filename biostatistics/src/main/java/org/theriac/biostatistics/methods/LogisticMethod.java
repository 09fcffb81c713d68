package org.theriac.biostatistics.methods;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.theriac.biostatistics.logistic.Logistic;
import org.theriac.biostatistics.logistic.LogisticFit;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.task.Task;

/**
 * Logistic regression on a task's inputs, multinomial where there are more than two classes: missing numbers imputed and flagged, categories as
 * treatment contrasts against the most frequent level. Coefficients are those of the columns' own units.
 */
public record LogisticMethod(Settings settings) implements Method<Category, ClassProbabilities> {
    private static final int ROWS_PER_COEFFICIENT = 10;

    /** Settings of logistic regression. */
    @Meaning("Logistic regression: log-odds that are linear in the inputs; multinomial with more than two classes.")
    public record Settings(
            @Meaning("Only these inputs; empty: all inputs of the task.")
            List<String> columns,

            @Meaning(
                    "Ridge penalty on squared standardised coefficients; 0 for none. A small one, such as 1, tames columns that separate the classes.")
            @Range(min = 0)
            double ridge,

            @Meaning("How the inputs are prepared.") Preparation.Settings preparation) {
        public static final Settings DEFAULTS =
                new Settings(List.of(), 0, new Preparation.Settings(Preparation.Imputation.MEDIAN, true, false, 20));

        public Settings {
            columns = List.copyOf(columns);
        }
    }

    /** The method's line in the catalogue. */
    public static final MethodEntry<Settings, Category, ClassProbabilities> ENTRY = new MethodEntry<>(
            "logistic",
            "Logistic regression",
            "Log-odds of the classes, linear in the inputs: the standard that a network has to beat.",
            "Cox DR. The regression analysis of binary sequences. Journal of the Royal Statistical Society B 20, 1958.",
            Category.class,
            Settings.DEFAULTS,
            Map.of(),
            LogisticMethod::new);

    @Override
    public Model<ClassProbabilities> fit(Task<Category> task, Cohort train, Cohort validation, Run run) {
        List<String> inputs = InputColumns.of(
                "logistic", settings.columns(), task.inputs(), "prevalence for the shares of the classes");
        Category outcome = task.outcome();
        List<String> classes = outcome.classes();
        int[] truth = outcome.truth(train);
        int[] rows = new int[classes.size()];
        for (int k : truth) {
            rows[k]++;
        }
        int reference = reference(outcome, rows);
        Preparation preparation = Preparation.fit(train, inputs, settings.preparation());
        Prepared prepared = preparation.apply(train);
        List<Prepared.Term> terms = prepared.terms();
        LogisticFit fit = Logistic.of(classes.size())
                .withReference(reference)
                .withRidge(settings.ridge())
                .withNames(terms.stream().map(Prepared.Term::term).toList())
                .fit(prepared.contrasts(), truth);
        report(fit, classes, rows, run);
        return new LogisticModel(classes, reference, preparation, terms, fit.coefficients(), fit.standardErrors());
    }

    /** The class that is not the positive one; of more than two the first that has rows. */
    private static int reference(Category outcome, int[] rows) {
        if (Arrays.stream(rows).filter(count -> count > 0).count() < 2) {
            throw new UserError(
                    "logistic: the training rows hold one class only; telling classes apart needs rows of at"
                            + " least two. Use fewer folds, or stratify them.");
        }
        if (outcome.binary()) {
            return 1 - outcome.positiveClass();
        }
        int first = 0;
        while (rows[first] == 0) {
            first++;
        }
        return first;
    }

    private static void report(LogisticFit fit, List<String> classes, int[] rows, Run run) {
        if (!fit.aliased().isEmpty()) {
            run.notice(
                    "logistic-aliased",
                    "Logistic regression left out columns that are constant or follow from others: "
                            + String.join(", ", fit.aliased()) + ".",
                    fit.aliased().size());
        }
        if (!fit.infinite().isEmpty()) {
            List<String> named = fit.infinite().stream()
                    .map(LogisticFit.Term::column)
                    .distinct()
                    .toList();
            run.notice(
                    "logistic-separated",
                    "Coefficients of logistic regression may be infinite, because columns separate the classes: "
                            + String.join(", ", named) + ". Set a ridge penalty, or leave the columns out.",
                    fit.infinite().size());
        }
        if (!fit.converged()) {
            run.notice("logistic-not-converged", "Logistic regression did not converge: set a ridge penalty.", 1);
        }
        int estimated = fit.names().size() - fit.aliased().size();
        for (int k = 0; k < rows.length; k++) {
            if (rows[k] == 0) {
                run.notice(
                        "logistic-absent-class",
                        "The training rows did not hold the class " + classes.get(k) + "; it gets probability 0.",
                        1);
            } else if (rows[k] < ROWS_PER_COEFFICIENT * estimated) {
                run.notice(
                        "logistic-few-rows",
                        "Logistic regression had fewer than " + ROWS_PER_COEFFICIENT + " rows of the class "
                                + classes.get(k) + " for each of its coefficients: expect overfitting.",
                        1);
            }
        }
    }

    @Override
    public Model<ClassProbabilities> restore(Task<Category> task, ModelState state) {
        return LogisticModel.of(task.outcome().classes(), state);
    }
}
