package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.recurrent.MeanCumulativeFunction;
import org.theriac.biostatistics.recurrent.RecurrentEvents;
import org.theriac.biostatistics.recurrent.RecurrentTest;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.StepCurves;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Mean cumulative functions of events that recur: how many a subject has had by each time, and a test of groups. */
public record MeanCumulativeAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "mean_cumulative_function",
            "Mean cumulative function",
            "Events that recur: the mean number by each time with robust intervals, and a test of groups.",
            "Lawless and Nadeau, Some simple robust methods for the analysis of recurrent events, Technometrics 37, 1995",
            Settings.DEFAULTS,
            MeanCumulativeAnalysis::new);

    /** Settings of mean cumulative functions. */
    @Meaning("The mean number of events of a subject by each time.")
    public record Settings(
            @Required @Meaning("Columns of the events.") EventColumns columns,

            @Meaning(
                    "Columns whose levels have a curve each and are compared; empty: one curve. A subject stays in its level.")
            List<String> by,

            @Meaning("Times at which the means are tabulated; empty: those that label the axis.") @Range(min = 0)
            List<Double> at,

            @Meaning("Column with case weights.") Optional<String> weights,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS =
                new Settings(EventColumns.DEFAULTS, List.of(), List.of(), Optional.empty(), Optional.empty());

        public Settings {
            by = List.copyOf(by);
            at = List.copyOf(at);
        }
    }

    @Override
    public String title() {
        return settings.title()
                .orElseGet(() -> "Mean number of events"
                        + (settings.by().isEmpty() ? "" : " by " + String.join(", ", settings.by())));
    }

    private record Plan(Sample sample, RecurrentEvents events, Groups groups) {}

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(settings.by());
        used.addAll(settings.columns().read());
        settings.weights().ifPresent(used::add);
        Sample complete = all.complete(used);
        int[] shown = Groups.of(complete, settings.by()).rowsOfGroupsFrom(SmallCells.LEAST);
        if (shown.length == 0) {
            throw new UserError("no group has " + SmallCells.LEAST + " rows, so that no curve can be shown.");
        }
        Sample sample = complete.take(shown, "groups of fewer than " + SmallCells.LEAST + " rows");
        RecurrentEvents events = settings.columns().events(sample, settings.weights());
        return new Plan(sample, events, Groups.of(sample, settings.by()));
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        Confidence confidence = all.confidence();
        double end = ShownCurve.end(plan.events().stop());
        List<Double> ticks = ShownCurve.ticks(end);
        List<StepCurves.Curve> curves = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        List<Line> headline = new ArrayList<>();
        ArrayNode groups = ResultNumbers.array();
        double top = 0;
        for (int g = 0; g < plan.groups().size(); g++) {
            String name = plan.groups().names().get(g);
            RecurrentEvents own = plan.events().take(plan.groups().rows(g));
            MeanCumulativeFunction fit = MeanCumulativeFunction.fit(own);
            StepCurves.Curve curve = curve(name, own, fit, ticks, confidence);
            top = Math.max(top, Arrays.stream(curve.upper()).max().orElse(0));
            curves.add(curve);
            groups.add(tabulate(name, own, fit, end, confidence, run, rows, headline));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.events().events())));
        blocks.add(new StepCurves(
                        settings.columns().timeTitle(), "Mean number of events", ShownCurve.axisEnd(top), curves, ticks)
                .figure(
                        "means",
                        title(),
                        "Mean cumulative function with pointwise " + confidence.word()
                                + " intervals that let a subject's events depend on each other, cut where fewer than "
                                + SmallCells.LEAST
                                + " subjects are under observation. Death ends observation like censoring.",
                        "Mean numbers of events of " + curves.size()
                                + " groups over time; the table beneath gives the numbers."));
        blocks.add(new Table(
                "Mean number of events at given times",
                List.of(
                        Column.text("Group"),
                        Column.number(settings.columns().timeTitle()),
                        Column.number(confidence.heading("Mean")),
                        Column.number("Robust standard error")),
                rows,
                List.of("Nelson's estimate, variance by Lawless and Nadeau; intervals on the logarithmic scale."
                        + settings.weights()
                                .map(column -> " Rows are weighted by " + column + ".")
                                .orElse(""))));
        ObjectNode json = ResultNumbers.object("groups", groups);
        if (plan.groups().size() > 1) {
            json.set("test", test(plan, blocks, headline));
        }
        return new AnalysisResult(blocks, headline, json);
    }

    private static StepCurves.Curve curve(
            String name, RecurrentEvents own, MeanCumulativeFunction fit, List<Double> ticks, Confidence confidence) {
        double[] time = fit.time();
        double[] lower = new double[time.length];
        double[] upper = new double[time.length];
        for (int k = 0; k < time.length; k++) {
            MeanCumulativeFunction.Estimate at = fit.at(time[k], confidence.level());
            lower[k] = at.lower();
            upper[k] = at.upper();
        }
        int[] atRisk = ticks.stream().mapToInt(t -> observed(own, t)).toArray();
        int shown = time.length == 0 ? 0 : ShownCurve.count(fit.atRisk());
        return ShownCurve.of(name, 0, 0, time, fit.curve().values(), lower, upper, shown, atRisk);
    }

    private static int observed(RecurrentEvents own, double t) {
        int count = 0;
        for (int i = 0; i < own.rows(); i++) {
            count += own.start()[i] < t && own.stop()[i] >= t || t == 0 && own.start()[i] == 0 ? 1 : 0;
        }
        return count;
    }

    private ObjectNode tabulate(
            String name,
            RecurrentEvents own,
            MeanCumulativeFunction fit,
            double end,
            Confidence confidence,
            Run run,
            List<Row> rows,
            List<Line> headline) {
        ArrayNode json = ResultNumbers.array();
        double[] times = ShownCurve.tabulated(settings.at(), end);
        for (int k = 0; k < times.length; k++) {
            MeanCumulativeFunction.Estimate at = fit.at(times[k], confidence.level());
            if (Double.isNaN(at.mean())) {
                run.notice(
                        "beyond-follow-up",
                        "The mean number was asked for at " + Numbers.value(times[k])
                                + ", beyond the last observed time of a group, where it is not known.",
                        1);
            }
            String estimate = Estimates.measure(at.mean(), at.lower(), at.upper());
            rows.add(Row.of(name, Numbers.value(times[k]), estimate, Numbers.measure(at.standardError())));
            json.add(ResultNumbers.object(
                    "time", times[k],
                    "mean", at.mean(),
                    "standard_error", at.standardError(),
                    "lower", at.lower(),
                    "upper", at.upper()));
            if (k == times.length - 1) {
                headline.add(new Line(
                        "events by " + settings.columns().time(Numbers.value(times[k])) + ", " + name, estimate, ""));
            }
        }
        return ResultNumbers.object("group", name, "subjects", own.subjects(), "at", json);
    }

    private ObjectNode test(Plan plan, List<Block> blocks, List<Line> headline) {
        RecurrentTest test = RecurrentTest.test(plan.events(), plan.groups().codes());
        String said = Estimates.chiSquare(test.statistic(), test.degreesOfFreedom(), test.p());
        blocks.add(
                Paragraph.text("Test that the groups have the same mean cumulative function (robust): " + said + "."));
        headline.add(new Line("test of mean numbers", "", said));
        return ResultNumbers.object(
                "statistic", test.statistic(), "degrees_of_freedom", test.degreesOfFreedom(), "p", test.p());
    }
}
