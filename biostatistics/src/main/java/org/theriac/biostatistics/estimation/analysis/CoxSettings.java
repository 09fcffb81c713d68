package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.biostatistics.cox.ProportionalHazardsTest.Transform;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.estimation.terms.Term;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Settings of Cox regression. */
@Meaning("Proportional hazards regression.")
public record CoxSettings(
        @Required
        @Meaning(
                "Terms: columns, arithmetic such as log(bili), factor(stage), ns(age, 3), interactions a : b, or a * b with main effects.")
        List<Term> terms,

        @Meaning("Columns whose levels have a baseline hazard each.")
        List<String> strata,

        @Meaning("How tied event times are treated.") Ties ties,

        @Meaning(
                "Standard errors: robust ones allow for rows of one subject or cluster; auto chooses them where a subject has several rows, a cluster is named or rows are weighted.")
        Variance variance,

        @Meaning("Column whose levels may depend on each other within; the subject unless given.")
        Optional<String> cluster,

        @Meaning("Column with case weights.") Optional<String> weights,

        @Meaning(
                "With competing risks: the cause whose hazard is modelled, all others being censored; any of them unless given.")
        Optional<String> cause,

        @Meaning("Ridge penalty on squared standardised coefficients; 0 for none.") @Range(min = 0)
        double ridge,

        @Meaning("The function of time in the test of proportional hazards: km is the default of R.")
        Transform transform,

        @Meaning(
                "Patients whose survival curves are drawn: a value for each column of the terms, such as {age: 60, sex: male}; name: says what the curve is called.")
        List<Map<String, String>> curves,

        @Meaning(
                "Columns for whose levels adjusted survival is drawn: the mean curve of all rows, each given that level.")
        List<String> adjusted,

        @Meaning("Times at which the curves are tabulated.") @Range(min = 0)
        List<Double> at,

        @Meaning("Heading of the section.") Optional<String> title) {

    /** Where standard errors come from. */
    public enum Variance {
        AUTO,
        MODEL,
        ROBUST
    }

    public static final CoxSettings DEFAULTS = new CoxSettings(
            List.of(),
            List.of(),
            Ties.EFRON,
            Variance.AUTO,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Transform.KM,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty());

    public CoxSettings {
        terms = List.copyOf(terms);
        strata = List.copyOf(strata);
        curves = List.copyOf(curves);
        adjusted = List.copyOf(adjusted);
        at = List.copyOf(at);
        if (variance == Variance.MODEL && cluster.isPresent()) {
            throw new IllegalArgumentException(
                    "cluster: names a column, but variance: model leaves clusters out of account. Keep one.");
        }
    }
}
