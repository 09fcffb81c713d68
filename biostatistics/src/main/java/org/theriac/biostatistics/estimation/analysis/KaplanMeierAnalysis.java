package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.exhibits.GroupCurves;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.Table;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/** Kaplan–Meier curves of groups: the figure with numbers at risk, quartiles of the time, survival at given times, median follow-up. */
public record KaplanMeierAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "kaplan_meier",
            "Kaplan–Meier",
            "Survival curves of groups with numbers at risk, quartiles, survival at given times and median follow-up.",
            "Kaplan and Meier, Nonparametric estimation from incomplete observations, Journal of the American Statistical Association 53, 1958",
            Settings.DEFAULTS,
            KaplanMeierAnalysis::new);

    private static final double[] QUARTILES = {0.25, 0.5, 0.75};

    /** Settings of Kaplan–Meier curves. */
    @Meaning("Survival curves by Kaplan and Meier.")
    public record Settings(
            @Meaning("Columns whose levels have a curve each; empty: one curve for all rows.")
            List<String> by,

            @Meaning("Times at which survival is tabulated; empty: none.") @Range(min = 0)
            List<Double> at,

            @Meaning("The scale on which confidence limits are symmetric: log is the default of R.")
            IntervalType limits,

            @Meaning(
                    "Estimate survival given survival up to this time, where late entry leaves few rows at risk early on.")
            @Range(min = 0)
            Optional<Double> from,

            @Meaning(
                    "With competing risks: the cause whose events count, all others being censored; any of them unless given.")
            Optional<String> cause,

            @Meaning("Column with case weights: a weight of 2 counts as two rows.")
            Optional<String> weights,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS = new Settings(
                List.of(),
                List.of(),
                IntervalType.LOG,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        public Settings {
            by = List.copyOf(by);
            at = List.copyOf(at);
        }
    }

    @Override
    public String title() {
        return settings.title()
                .orElseGet(
                        () -> settings.by().isEmpty() ? "Survival" : "Survival by " + String.join(", ", settings.by()));
    }

    /** The rows in use with their groups. */
    private record Plan(Sample sample, SurvivalTimes times, Groups groups) {}

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(settings.by());
        settings.weights().ifPresent(used::add);
        Sample complete = all.complete(used);
        int[] shown = Groups.of(complete, settings.by()).rowsOfGroupsFrom(SmallCells.LEAST);
        if (shown.length == 0) {
            throw new UserError("no group has " + SmallCells.LEAST + " rows, so that no curve can be shown.");
        }
        Sample sample = complete.take(shown, "groups of fewer than " + SmallCells.LEAST + " rows");
        SurvivalTimes times = sample.times(settings.cause(), settings.weights());
        Groups groups = Groups.of(sample, settings.by());
        settings.from().filter(from -> from >= times.lastTime()).ifPresent(from -> {
            throw new UserError("from: " + Numbers.value(from) + " lies at or beyond the last observed time.");
        });
        return new Plan(sample, times, groups);
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        Confidence confidence = all.confidence();
        GroupCounts counts = new GroupCounts(plan.times(), plan.groups());
        List<String> names = new ArrayList<>();
        List<KaplanMeier> curves = new ArrayList<>();
        List<Row> quartiles = new ArrayList<>();
        List<Row> atTimes = new ArrayList<>();
        List<Line> headline = new ArrayList<>();
        ArrayNode groups = JsonNodeFactory.instance.arrayNode();
        for (int g = 0; g < plan.groups().size(); g++) {
            String name = plan.groups().names().get(g);
            SurvivalTimes rows = plan.times().take(plan.groups().rows(g));
            KaplanMeier curve = settings.from()
                    .map(from -> KaplanMeier.fitFrom(rows, from))
                    .orElseGet(() -> KaplanMeier.fit(rows))
                    .withInterval(settings.limits(), confidence.level());
            curve.warning()
                    .ifPresent(sentence -> run.notice("curve-falls-to-0", name + ": " + sentence + " Set from:.", 1));
            names.add(name);
            curves.add(curve);
            quartiles.add(quartiles(name, counts, g, curve));
            atTimes.addAll(atTimes(name, curve, run));
            headline.add(new Line("median, " + name, quantile(curve.median()), ""));
            groups.add(numbers(name, counts, g, curve));
        }
        String unit = plan.sample().unit();
        GroupCurves figure = new GroupCurves(names, curves, GroupCurves.middle(plan.times()), unit);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.times().events())));
        blocks.add(figure.chart()
                .figure(
                        "curves",
                        title(),
                        caption(confidence),
                        "Kaplan–Meier curves of " + names.size() + " groups. " + figure.inWords()));
        blocks.add(new Table(
                "Quartiles of the time to the event, and follow-up",
                List.of(
                        Column.text("Group"),
                        Column.number("Rows"),
                        Column.number("Events"),
                        Column.number("Lower quartile (" + unit + ")"),
                        Column.number("Median (" + unit + ")"),
                        Column.number("Upper quartile (" + unit + ")"),
                        Column.number("Median follow-up (" + unit + ")")),
                quartiles,
                notes(counts, confidence)));
        if (!atTimes.isEmpty()) {
            blocks.add(
                    new Table(
                            "Survival at given times",
                            List.of(
                                    Column.text("Group"),
                                    Column.number("Time (" + unit + ")"),
                                    Column.number("At risk"),
                                    Column.number(confidence.heading("Survival")),
                                    Column.number("Standard error")),
                            atTimes,
                            List.of(
                                    "Standard errors by Greenwood's formula. A dash: beyond the last observed time of the group.")));
        }
        ObjectNode json = ResultNumbers.object("limits", word(settings.limits()));
        json.set("groups", groups);
        return new AnalysisResult(blocks, headline, json);
    }

    private String caption(Confidence confidence) {
        return "Kaplan–Meier with pointwise " + confidence.word() + " intervals (" + word(settings.limits())
                + "), cut where fewer than " + SmallCells.LEAST + " are at risk."
                + settings.from()
                        .map(from -> " Given survival up to " + Numbers.value(from) + ".")
                        .orElse("")
                + settings.weights()
                        .map(column -> " Rows are weighted by " + column + ".")
                        .orElse("");
    }

    private List<String> notes(GroupCounts counts, Confidence confidence) {
        List<String> notes = new ArrayList<>(
                List.of(
                        "Time by which a quarter, half and three quarters have had the event, with " + confidence.word()
                                + " intervals from the limits of the curve ("
                                + word(settings.limits())
                                + "); a dash where the curve or a limit does not come down so far. Follow-up by the reverse Kaplan–Meier estimate."));
        notes.addAll(counts.notes());
        return notes;
    }

    private static String word(IntervalType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Row quartiles(String name, GroupCounts counts, int group, KaplanMeier curve) {
        List<String> cells = new ArrayList<>(List.of(name, counts.rowsShown(group), counts.eventsShown(group)));
        for (double p : QUARTILES) {
            cells.add(quantile(curve.quantile(p)));
        }
        cells.add(quantile(curve.medianFollowUp()));
        return Row.of(cells);
    }

    private static String quantile(KaplanMeier.Quantile quantile) {
        return Estimates.time(quantile.time(), quantile.lower(), quantile.upper());
    }

    private List<Row> atTimes(String name, KaplanMeier curve, Run run) {
        List<Row> rows = new ArrayList<>();
        for (double t : settings.at()) {
            KaplanMeier.Estimate at = curve.at(t);
            if (Double.isNaN(at.survival())) {
                run.notice(
                        "beyond-follow-up",
                        "Survival was asked for at " + Numbers.value(t)
                                + ", beyond the last observed time of a group, where it is not known.",
                        1);
            }
            rows.add(Row.of(
                    name,
                    Numbers.value(t),
                    SmallCells.count(Math.round(at.atRisk())),
                    Estimates.percent(at.survival(), at.lower(), at.upper()),
                    Double.isNaN(at.standardError())
                            ? "–"
                            : String.format(Locale.ROOT, "%.2f %%", 100 * at.standardError())));
        }
        return rows;
    }

    private ObjectNode numbers(String name, GroupCounts counts, int group, KaplanMeier curve) {
        ObjectNode json = ResultNumbers.object("group", name, "rows", counts.rows(group));
        if (!counts.eventsWithheld(group)) {
            json.put("events", counts.events(group));
        }
        ArrayNode quantiles = json.putArray("quantiles");
        for (double p : QUARTILES) {
            quantiles.add(quantile(p, curve.quantile(p)));
        }
        json.set("median_follow_up", quantile(0.5, curve.medianFollowUp()));
        ArrayNode at = json.putArray("at");
        for (double t : settings.at()) {
            KaplanMeier.Estimate e = curve.at(t);
            at.add(ResultNumbers.object(
                    "time", t,
                    "survival", e.survival(),
                    "standard_error", e.standardError(),
                    "lower", e.lower(),
                    "upper", e.upper()));
        }
        int shown = GroupCurves.shown(curve);
        ObjectNode steps = json.putObject("curve");
        steps.set("time", first(curve.time(), shown));
        steps.set("survival", first(curve.survival(), shown));
        steps.set("standard_error", first(curve.standardError(), shown));
        steps.set("lower", first(curve.lower(), shown));
        steps.set("upper", first(curve.upper(), shown));
        return json;
    }

    private static ArrayNode first(double[] values, int count) {
        return ResultNumbers.array(Arrays.copyOf(values, count));
    }

    private static ObjectNode quantile(double p, KaplanMeier.Quantile quantile) {
        return ResultNumbers.object(
                "p", p, "time", quantile.time(), "lower", quantile.lower(), "upper", quantile.upper());
    }
}
