package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.estimation.terms.Term;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/** Settings of accelerated failure time regression. */
@Meaning("Accelerated failure time regression: terms that stretch or shorten the time to the event.")
public record AftSettings(
        @Required
        @Meaning(
                "Terms: columns, arithmetic such as log(bili), factor(stage), ns(age, 3), interactions a : b, or a * b with main effects.")
        List<Term> terms,

        @Meaning("The law of the times.") Lifetime law,

        @Meaning("Columns whose levels have a scale each.") List<String> strata,

        @Meaning("Column with case weights.") Optional<String> weights,

        @Meaning("Column with a known part of the mean of log T, whose coefficient is 1.")
        Optional<String> offset,

        @Meaning(
                "Columns between whose numbers the time lies, where it is only known to (interval censoring); they take the place of the study's outcome.")
        Optional<Between> between,

        @Meaning(
                "With competing risks: the cause that is modelled, all others being censored; any of them unless given.")
        Optional<String> cause,

        @Meaning("Heading of the section.") Optional<String> title) {
    public static final AftSettings DEFAULTS = new AftSettings(
            List.of(),
            Lifetime.WEIBULL,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public AftSettings {
        terms = List.copyOf(terms);
        strata = List.copyOf(strata);
        if (between.isPresent() && cause.isPresent()) {
            throw new IllegalArgumentException(
                    "between: and cause: exclude each other; times between two others have no cause.");
        }
    }
}
