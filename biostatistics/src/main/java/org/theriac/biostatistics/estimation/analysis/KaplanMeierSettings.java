package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Settings of Kaplan–Meier curves. */
@Meaning("Survival curves by Kaplan and Meier.")
public record KaplanMeierSettings(
        @Meaning("Columns whose levels have a curve each; empty: one curve for all rows.")
        List<String> by,

        @Meaning("Times at which survival is tabulated; empty: none.") @Range(min = 0)
        List<Double> at,

        @Meaning(
                "What is drawn: survival, events (1 − survival) or cumulative_hazard (Nelson–Aalen); survival is tabulated in any case.")
        Plot plot,

        @Meaning("The scale on which confidence limits are symmetric: log is the default of R.")
        IntervalType limits,

        @Meaning(
                "Standard errors: greenwood, or robust ones, which allow for rows of one subject or cluster; auto chooses robust ones where a cluster is named or weights are not whole numbers.")
        Variance variance,

        @Meaning("Column whose levels may depend on each other within; the subject unless given.")
        Optional<String> cluster,

        @Meaning("Column with case weights: a weight of 2 counts as two rows.")
        Optional<String> weights,

        @Meaning("Estimate survival given survival up to this time, where late entry leaves few rows at risk early on.")
        @Range(min = 0)
        Optional<Double> from,

        @Meaning("Tabulate survival up to later times given survival up to earlier ones.")
        Optional<Conditional> conditional,

        @Meaning("Beyond the last observed time, carry the last value forward instead of printing a dash.")
        boolean carryForward,

        @Meaning(
                "With competing risks: the cause whose events count, all others being censored; any of them unless given.")
        Optional<String> cause,

        @Meaning("Heading of the section.") Optional<String> title) {

    /** What the figure shows. */
    public enum Plot {
        SURVIVAL,
        EVENTS,
        CUMULATIVE_HAZARD
    }

    /** Where standard errors come from. */
    public enum Variance {
        AUTO,
        GREENWOOD,
        ROBUST
    }

    /** Survival up to each of some times given survival up to each of others, for every pair in order. */
    @Meaning("Survival up to later times given survival up to earlier ones.")
    public record Conditional(
            @Required @Meaning("Times that have been survived.") @Range(min = 0)
            List<Double> given,

            @Required @Meaning("Times up to which survival is asked for.") @Range(min = 0)
            List<Double> until) {
        public static final Conditional DEFAULTS = new Conditional(List.of(), List.of());

        /** The lists are immutable. */
        public Conditional {
            given = List.copyOf(given);
            until = List.copyOf(until);
        }
    }

    public static final KaplanMeierSettings DEFAULTS = new KaplanMeierSettings(
            List.of(),
            List.of(),
            Plot.SURVIVAL,
            IntervalType.LOG,
            Variance.AUTO,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());

    /** @throws IllegalArgumentException if a cluster is named that is left out of account, or no time comes after those survived */
    public KaplanMeierSettings {
        by = List.copyOf(by);
        at = List.copyOf(at);
        if (variance == Variance.GREENWOOD && cluster.isPresent()) {
            throw new IllegalArgumentException(
                    "cluster: names a column, but variance: greenwood leaves clusters out of account. Keep one.");
        }
        conditional.ifPresent(asked -> {
            for (double given : asked.given()) {
                if (asked.until().stream().noneMatch(until -> until > given)) {
                    throw new IllegalArgumentException(
                            "conditional: names no time in until: that comes after given: " + given + ".");
                }
            }
        });
    }
}
