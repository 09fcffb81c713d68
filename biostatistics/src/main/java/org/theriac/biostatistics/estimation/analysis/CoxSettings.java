package org.theriac.biostatistics.estimation.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.biostatistics.cox.ProportionalHazardsTest.Transform;
import org.theriac.biostatistics.cox.TieTreatment;
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

        @Meaning(
                "How tied event times are treated: efron and breslow for times that were rounded, exact for times that are discrete (without weights, ridge, robust errors and adjusted curves).")
        TieTreatment ties,

        @Meaning(
                "Standard errors: robust ones allow for rows of one subject or cluster; auto chooses them where a subject has several rows, a cluster is named or rows are weighted.")
        Variance variance,

        @Meaning("Column whose levels may depend on each other within; the subject unless given.")
        Optional<String> cluster,

        @Meaning("Column with case weights.") Optional<String> weights,

        @Meaning("Column with a known part of the linear predictor, whose coefficient is 1.")
        Optional<String> offset,

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

        @Meaning(
                "Whether smoothed martingale residuals are drawn against each column of numbers, with events observed and expected along it.")
        boolean residuals,

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
            TieTreatment.EFRON,
            Variance.AUTO,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Transform.KM,
            List.of(),
            List.of(),
            List.of(),
            false,
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
        if (offset.isPresent() && !curves.isEmpty()) {
            throw new IllegalArgumentException(
                    "curves: describes patients by the columns of the terms, which leave their offset: open. Keep one, or ask for adjusted: curves, in which every row keeps its own offset.");
        }
        if (ties == TieTreatment.EXACT) {
            Map<String, Boolean> asked = new LinkedHashMap<>();
            asked.put("variance: robust", variance == Variance.ROBUST);
            asked.put("cluster:", cluster.isPresent());
            asked.put("weights:", weights.isPresent());
            asked.put("ridge:", ridge > 0);
            asked.put("adjusted:", !adjusted.isEmpty());
            asked.put("residuals:", residuals);
            asked.forEach(CoxSettings::refuseWithExactTies);
        }
    }

    private static void refuseWithExactTies(String key, boolean asked) {
        if (asked) {
            throw new IllegalArgumentException(key
                    + " cannot be had with ties: exact, whose likelihood counts sets of rows and gives no row an influence of its own. Choose ties: efron, or leave "
                    + key + " out.");
        }
    }
}
