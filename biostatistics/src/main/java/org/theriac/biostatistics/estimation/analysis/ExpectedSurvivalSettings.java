package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.population.Matched.Calendar;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/** Settings of expected survival. */
@Meaning("Survival and events beside those of a population of the same age, sex and calendar years.")
public record ExpectedSurvivalSettings(
        @Required
        @Meaning(
                "The name under data: of the table of rates, with columns age (years at which a rate begins), sex, year and rate (events per person and year).")
        String rates,

        @Required @Meaning("The column with the age in years at time 0.")
        String age,

        @Required
        @Meaning("The column with the sex, in the words of the table of rates; levels: gives values other names.")
        String sex,

        @Required
        @Meaning(
                "The column with the calendar year of time 0. A whole number counts as the middle of that year, 1995.25 as the end of March.")
        String year,

        @Meaning("Columns whose groups are told apart.") List<String> by,

        @Meaning("Times at which survival is tabulated, in the unit of the outcome; the axis's labels unless given.")
        List<Double> at,

        @Meaning(
                "Whom the expected curve counts: conditional: those still under observation (Ederer II), which stands beside Kaplan–Meier; ederer: everybody for ever; hakulinen: as long as each could have been followed.")
        Method method,

        @Meaning("For hakulinen: the column with the time until which each could have been followed, dead or not.")
        Optional<String> potential,

        @Meaning(
                "date: rates of the calendar year; birthday: those of the year of the last birthday, as life tables of the United States are made and R reads its own.")
        Calendar calendar,

        @Meaning(
                "With competing risks: the cause whose events count, all others being censored; any of them unless given.")
        Optional<String> cause,

        @Meaning("Heading of the section.") Optional<String> title) {
    /** Whom an expected curve counts, and for how long. */
    public enum Method {
        CONDITIONAL,
        EDERER,
        HAKULINEN
    }

    public static final ExpectedSurvivalSettings DEFAULTS = new ExpectedSurvivalSettings(
            "",
            "",
            "",
            "",
            List.of(),
            List.of(),
            Method.CONDITIONAL,
            Optional.empty(),
            Calendar.DATE,
            Optional.empty(),
            Optional.empty());

    /** @throws IllegalArgumentException if Hakulinen's method has no potential times, or another method has some */
    public ExpectedSurvivalSettings {
        by = List.copyOf(by);
        at = List.copyOf(at);
        if (potential.isPresent() != (method == Method.HAKULINEN)) {
            throw new IllegalArgumentException(
                    potential.isPresent()
                            ? "potential: is for method: hakulinen; leave it out, or write that method."
                            : "method: hakulinen needs potential:, the column with the time until which each could have been followed.");
        }
    }
}
