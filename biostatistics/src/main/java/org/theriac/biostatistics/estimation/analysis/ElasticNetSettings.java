package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.estimation.terms.Term;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Settings of penalised Cox regression. */
@Meaning(
        "Cox regression under an elastic net, for every penalty from the one that lets nothing in, judged by cross-validation.")
public record ElasticNetSettings(
        @Required
        @Meaning(
                "Terms: columns, arithmetic such as log(bili), factor(stage), ns(age, 3), interactions a : b, or a * b with main effects.")
        List<Term> terms,

        @Meaning("The share of absolute coefficients in the penalty: 1 is the lasso, 0 ridge regression.")
        @Range(min = 0, max = 1)
        double alpha,

        @Meaning("Folds of the cross-validation, by subject.") @Range(min = 2)
        int folds,

        @Meaning("How tied event times are treated; breslow is what glmnet and scikit-survival do.")
        Ties ties,

        @Meaning("Columns whose levels have a baseline hazard each.")
        List<String> strata,

        @Meaning("Column with case weights.") Optional<String> weights,

        @Meaning(
                "With competing risks: the cause that is modelled, all others being censored; any of them unless given.")
        Optional<String> cause,

        @Meaning("Heading of the section.") Optional<String> title) {
    public static final ElasticNetSettings DEFAULTS = new ElasticNetSettings(
            List.of(), 1, 10, Ties.BRESLOW, List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public ElasticNetSettings {
        terms = List.copyOf(terms);
        strata = List.copyOf(strata);
    }
}
