package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.RestrictedMean;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Restricted mean survival times of groups, and their differences: how much longer one group lives on average up to a horizon. */
public record RestrictedMeanAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "restricted_mean",
            "Restricted mean survival time",
            "How long groups live on average up to a horizon, and how much longer one than another.",
            "Royston and Parmar, Restricted mean survival time: an alternative to the hazard ratio, BMC Medical Research Methodology 13, 2013",
            Settings.DEFAULTS,
            RestrictedMeanAnalysis::new);

    /** Settings of restricted means. */
    @Meaning("The mean time up to a horizon: the area under the survival curve.")
    public record Settings(
            @Meaning("Columns whose groups are compared; empty: one mean of all rows.")
            List<String> by,

            @Required @Meaning("The horizon, in the unit of the outcome's times.") @Range(min = 1e-300)
            double until,

            @Meaning(
                    "Count the time from here on, among those alive then, where late entry leaves few rows at risk early on.")
            @Range(min = 0)
            Optional<Double> from,

            @Meaning(
                    "With competing risks: the cause whose events count, all others being censored; any of them unless given.")
            Optional<String> cause,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS =
                new Settings(List.of(), 1, Optional.empty(), Optional.empty(), Optional.empty());

        public Settings {
            by = List.copyOf(by);
            double horizon = until;
            from.filter(start -> start >= horizon).ifPresent(start -> {
                throw new IllegalArgumentException("from: " + start + " does not come before until: " + horizon + ".");
            });
        }
    }

    @Override
    public String title() {
        return settings.title()
                .orElseGet(() -> "Restricted mean survival time"
                        + (settings.by().isEmpty() ? "" : " by " + String.join(", ", settings.by())));
    }

    private record Plan(Sample sample, SurvivalTimes times, Groups groups) {}

    private Plan plan(Sample all) {
        Sample complete = all.complete(settings.by());
        int[] shown = Groups.of(complete, settings.by()).rowsOfGroupsFrom(SmallCells.LEAST);
        if (shown.length == 0) {
            throw new UserError("no group has " + SmallCells.LEAST + " rows, so that no mean can be shown.");
        }
        Sample sample = complete.take(shown, "groups of fewer than " + SmallCells.LEAST + " rows");
        SurvivalTimes times = sample.times(settings.cause());
        if (settings.until() > times.lastTime()) {
            throw new UserError("until: " + Numbers.value(settings.until())
                    + " lies beyond the last observed time of all rows. Choose"
                    + " a time at which some are still under observation.");
        }
        Groups groups =
                settings.by().isEmpty() ? Groups.of(sample, List.of()) : Groups.toCompare(sample, settings.by());
        return new Plan(sample, times, groups);
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        List<RestrictedMean> means = new ArrayList<>();
        for (int g = 0; g < plan.groups().size(); g++) {
            SurvivalTimes rows = plan.times().take(plan.groups().rows(g));
            if (rows.lastTime() < settings.until()) {
                run.notice(
                        "beyond-follow-up",
                        "Observation of a group ends before the horizon: "
                                + plan.groups().names().get(g) + ". Its curve is carried forward from there.",
                        1);
            }
            if (settings.from().isPresent() && rows.lastTime() < settings.from().get()) {
                throw new UserError("from: " + Numbers.value(settings.from().get())
                        + " lies beyond the last observed time of a group: "
                        + plan.groups().names().get(g) + ".");
            }
            LateEntryWarning.tell(plan.groups().names().get(g), curve(rows), run);
            means.add(settings.from()
                    .map(from -> RestrictedMean.fitFrom(rows, from, settings.until()))
                    .orElseGet(() -> RestrictedMean.fit(rows, settings.until())));
        }
        GroupCounts counts = new GroupCounts(plan.times(), plan.groups());
        List<Line> headline = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.times().events())));
        blocks.add(means(plan, means, counts, headline));
        ObjectNode json = ResultNumbers.object("until", settings.until(), "groups", numbers(plan, means));
        settings.from().ifPresent(from -> json.put("from", from));
        if (means.size() > 1) {
            RestrictedMeanContrasts contrasts =
                    new RestrictedMeanContrasts(plan.sample(), plan.groups().names(), means);
            blocks.add(contrasts.differences(headline));
            blocks.add(contrasts.ratios());
            json.set("differences", contrasts.numbers());
            contrasts.comparison(headline).ifPresent(blocks::add);
            contrasts.comparisonNumbers().ifPresent(test -> json.set("comparison", test));
        }
        return new AnalysisResult(blocks, headline, json);
    }

    private KaplanMeier curve(SurvivalTimes rows) {
        return settings.from().map(from -> KaplanMeier.fitFrom(rows, from)).orElseGet(() -> KaplanMeier.fit(rows));
    }

    private Table means(Plan plan, List<RestrictedMean> means, GroupCounts counts, List<Line> headline) {
        String unit = plan.sample().unit();
        List<Row> rows = new ArrayList<>();
        for (int g = 0; g < means.size(); g++) {
            RestrictedMean mean = means.get(g);
            String name = plan.groups().names().get(g);
            String estimate = Estimates.measure(plan.sample().confidence().around(mean.mean(), mean.standardError()));
            rows.add(Row.of(
                    name, counts.rowsShown(g), counts.eventsShown(g), estimate, Numbers.measure(mean.standardError())));
            headline.add(
                    new Line("mean up to " + Numbers.value(settings.until()) + " " + unit + ", " + name, estimate, ""));
        }
        List<String> notes = new ArrayList<>(List.of("Area under the Kaplan–Meier curve up to "
                + Numbers.value(settings.until()) + " " + unit + "; Greenwood-type variance."
                + settings.from()
                        .map(from -> " Time from " + Numbers.value(from) + " on, of those alive then.")
                        .orElse("")));
        notes.addAll(counts.notes());
        return new Table(
                "Restricted mean survival time",
                List.of(
                        Column.text("Group"),
                        Column.number("Rows"),
                        Column.number("Events"),
                        Column.number(plan.sample().confidence().heading("Mean") + ", " + unit),
                        Column.number("Standard error")),
                rows,
                notes);
    }

    private static ArrayNode numbers(Plan plan, List<RestrictedMean> means) {
        ArrayNode groups = ResultNumbers.array();
        for (int g = 0; g < means.size(); g++) {
            groups.add(ResultNumbers.object(
                    "group", plan.groups().names().get(g),
                    "mean", means.get(g).mean(),
                    "standard_error", means.get(g).standardError()));
        }
        return groups;
    }
}
