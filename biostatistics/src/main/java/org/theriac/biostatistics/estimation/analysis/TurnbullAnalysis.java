package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.aft.CensoredTimes;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.intervals.Turnbull;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Survival curves of groups whose times are only known to lie between two others. */
public record TurnbullAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "turnbull",
            "Turnbull's curve",
            "Survival curves of times that are only known to lie between two visits, with quartiles and survival at given times.",
            "Turnbull, The empirical distribution function with arbitrarily grouped, censored and truncated data, Journal of the Royal Statistical Society B 38, 1976",
            Settings.DEFAULTS,
            TurnbullAnalysis::new);

    /** Settings of curves of interval-censored times. */
    @Meaning("Survival curves of times that are only known to lie between two visits.")
    public record Settings(
            @Required @Meaning("The columns between whose numbers the time lies.")
            Between between,

            @Meaning("Columns whose levels have a curve each; empty: one curve for all rows.")
            List<String> by,

            @Meaning("Times at which survival is tabulated; empty: none.") @Range(min = 0)
            List<Double> at,

            @Meaning("Column with case weights: a weight of 2 counts as two rows.")
            Optional<String> weights,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS =
                new Settings(Between.DEFAULTS, List.of(), List.of(), Optional.empty(), Optional.empty());

        public Settings {
            by = List.copyOf(by);
            at = List.copyOf(at);
        }
    }

    @Override
    public String title() {
        return settings.title()
                .orElseGet(() -> "Survival between visits"
                        + (settings.by().isEmpty() ? "" : " by " + String.join(", ", settings.by())));
    }

    /** A group's times, and its curve as far as enough rows reach for it to be shown. */
    private record Estimate(String name, CensoredTimes times, Turnbull curve, double end) {
        static Estimate of(String name, CensoredTimes times) {
            return new Estimate(name, times, Turnbull.fit(times), end(times));
        }

        /** The time that all but a few rows have left behind, by event or by their last visit. */
        private static double end(CensoredTimes times) {
            double[] last = new double[times.rows()];
            for (int row = 0; row < last.length; row++) {
                last[row] = Double.isInfinite(times.upper(row)) ? times.lower(row) : times.upper(row);
            }
            Arrays.sort(last);
            return last[last.length - SmallCells.LEAST];
        }

        int shown() {
            return (int)
                    Arrays.stream(curve.upper()).filter(upper -> upper <= end).count();
        }
    }

    private record Plan(Sample sample, Groups groups) {}

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(settings.by());
        settings.weights().ifPresent(used::add);
        Sample known = settings.between().known(all.complete(used));
        int[] shown = Groups.of(known, settings.by()).rowsOfGroupsFrom(SmallCells.LEAST);
        if (shown.length == 0) {
            throw new UserError("no group has " + SmallCells.LEAST + " rows, so that no curve can be shown.");
        }
        Sample sample = known.take(shown, "groups of fewer than " + SmallCells.LEAST + " rows");
        times(sample);
        return new Plan(sample, Groups.of(sample, settings.by()));
    }

    private CensoredTimes times(Sample sample) {
        return settings.between().times(sample, settings.weights());
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        List<Estimate> estimates = new ArrayList<>();
        for (int g = 0; g < plan.groups().size(); g++) {
            run.checkStop();
            int[] rows = plan.groups().rows(g);
            String name = plan.groups().names().get(g);
            Estimate estimate = Estimate.of(name, times(plan.sample().take(rows, "other groups")));
            if (!estimate.curve().converged()) {
                run.notice("not-converged", name + ": the curve is not yet the most likely one.", 1);
            }
            estimates.add(estimate);
        }
        String unit = settings.between().unit();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(counted(plan.sample())));
        blocks.add(new LinesOverTime(
                        "Time (" + unit + ")",
                        "Survival",
                        true,
                        Optional.empty(),
                        estimates.stream().map(TurnbullAnalysis::line).toList())
                .figure(
                        "curves",
                        title(),
                        "Turnbull's nonparametric curves. A slanted piece: the curve falls by so much between its ends, and nothing tells"
                                + " where. Drawn as far as " + SmallCells.LEAST + " rows reach.",
                        "Nonparametric survival curves of " + estimates.size()
                                + " groups; the tables beneath give their numbers."));
        blocks.add(quartiles(estimates, unit));
        if (!settings.at().isEmpty()) {
            blocks.add(atTimes(estimates, unit));
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode groups = json.putArray("groups");
        estimates.forEach(estimate -> groups.add(numbers(estimate)));
        List<Line> headline = estimates.stream()
                .map(e -> new Line("median, " + e.name(), written(e.curve().quantile(0.5)), ""))
                .toList();
        return new AnalysisResult(blocks, headline, json);
    }

    private static String counted(Sample sample) {
        String rows = Numbers.count(sample.rows()) + " rows";
        if (sample.leftOut() == 0) {
            return rows + "; no row left out.";
        }
        return rows + "; " + SmallCells.count(sample.leftOut()) + " left out: " + String.join(", ", sample.reasons())
                + ".";
    }

    /** Down to the right within the intervals in which the curve falls, level between them. */
    private static LinesOverTime.Line line(Estimate estimate) {
        Turnbull curve = estimate.curve();
        int shown = estimate.shown();
        double[] time = new double[2 * shown + 2];
        double[] survival = new double[2 * shown + 2];
        survival[0] = 1;
        double left = 1;
        for (int j = 0; j < shown; j++) {
            time[2 * j + 1] = curve.lower()[j];
            survival[2 * j + 1] = left;
            left = Math.max(0, left - curve.mass()[j]);
            time[2 * j + 2] = curve.upper()[j];
            survival[2 * j + 2] = left;
        }
        time[2 * shown + 1] = Math.max(estimate.end(), time[2 * shown]);
        survival[2 * shown + 1] = left;
        double[] none = new double[time.length];
        Arrays.fill(none, Double.NaN);
        return new LinesOverTime.Line(estimate.name(), time, survival, none, none);
    }

    private static Table quartiles(List<Estimate> estimates, String unit) {
        List<Row> rows = estimates.stream()
                .map(e -> Row.of(
                        e.name(),
                        Numbers.count(e.times().rows()),
                        written(e.curve().quantile(0.25)),
                        written(e.curve().quantile(0.5)),
                        written(e.curve().quantile(0.75))))
                .toList();
        return new Table(
                "Quartiles of the time to the event",
                List.of(
                        Column.text("Group"),
                        Column.number("Rows"),
                        Column.number("Lower quartile (" + unit + ")"),
                        Column.number("Median (" + unit + ")"),
                        Column.number("Upper quartile (" + unit + ")")),
                rows,
                List.of(
                        "Two numbers: the quartile lies between them, and the data do not tell where. A dash: not reached.",
                        "No confidence limits: curves of interval-censored times converge too slowly for those of Kaplan–Meier curves."));
    }

    private Table atTimes(List<Estimate> estimates, String unit) {
        List<Row> rows = new ArrayList<>();
        for (Estimate estimate : estimates) {
            for (double time : settings.at()) {
                Turnbull.Range survival = estimate.curve().survivalAt(time);
                boolean beyond = time > estimate.end();
                rows.add(Row.of(
                        estimate.name(),
                        Numbers.value(time),
                        beyond
                                ? "–"
                                : survival.upper() - survival.lower() < 5e-4
                                        ? Numbers.measure(survival.upper())
                                        : Numbers.measure(survival.lower()) + " to "
                                                + Numbers.measure(survival.upper())));
            }
        }
        return new Table(
                "Survival at given times",
                List.of(Column.text("Group"), Column.number("Time (" + unit + ")"), Column.number("Survival")),
                rows,
                List.of("Two numbers: survival lies between them. A dash: beyond the time that " + SmallCells.LEAST
                        + " rows of the group reach."));
    }

    private static String written(Turnbull.Range range) {
        if (Double.isInfinite(range.lower()) || Double.isInfinite(range.upper())) {
            return Double.isInfinite(range.lower()) ? "–" : "after " + Numbers.value(range.lower());
        }
        return range.lower() == range.upper()
                ? Numbers.value(range.lower())
                : Numbers.value(range.lower()) + " to " + Numbers.value(range.upper());
    }

    private ObjectNode numbers(Estimate estimate) {
        Turnbull curve = estimate.curve();
        int shown = estimate.shown();
        ObjectNode json = ResultNumbers.object(
                "group", estimate.name(),
                "rows", estimate.times().rows(),
                "log_likelihood", curve.logLikelihood(),
                "log_likelihood_gap", curve.gap());
        ArrayNode quantiles = json.putArray("quantiles");
        for (double p : new double[] {0.25, 0.5, 0.75}) {
            Turnbull.Range range = curve.quantile(p);
            quantiles.add(ResultNumbers.object("p", p, "from", range.lower(), "to", range.upper()));
        }
        ArrayNode at = json.putArray("at");
        for (double time : settings.at()) {
            if (time <= estimate.end()) {
                Turnbull.Range range = curve.survivalAt(time);
                at.add(ResultNumbers.object("time", time, "from", range.lower(), "to", range.upper()));
            }
        }
        ObjectNode falls = json.putObject("curve");
        falls.set("after", ResultNumbers.array(Arrays.copyOf(curve.lower(), shown)));
        falls.set("until", ResultNumbers.array(Arrays.copyOf(curve.upper(), shown)));
        falls.set("falls_by", ResultNumbers.array(Arrays.copyOf(curve.mass(), shown)));
        return json;
    }
}
