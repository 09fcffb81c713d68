package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.analysis.KaplanMeierAnalysis.GroupEstimate;
import org.theriac.biostatistics.estimation.analysis.KaplanMeierSettings.Plot;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.exhibits.GroupCurves;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.NelsonAalen;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;

/** The tables beneath Kaplan–Meier curves, and the same numbers for programs. */
final class KaplanMeierTables {
    private static final double[] QUARTILES = {0.25, 0.5, 0.75};

    private final KaplanMeierSettings settings;
    private final List<GroupEstimate> estimates;
    private final GroupCounts counts;
    private final Confidence confidence;
    private final String unit;

    KaplanMeierTables(KaplanMeierSettings settings, Sample sample, List<GroupEstimate> estimates, GroupCounts counts) {
        this.settings = settings;
        this.estimates = estimates;
        this.counts = counts;
        this.confidence = sample.confidence();
        this.unit = sample.unit();
    }

    List<Block> blocks(Run run, boolean robust) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(quartiles());
        if (!settings.at().isEmpty()) {
            blocks.add(atTimes(run, robust));
        }
        settings.conditional().ifPresent(asked -> blocks.add(conditional(asked, run)));
        return blocks;
    }

    private Table quartiles() {
        List<Row> rows = new ArrayList<>();
        for (int g = 0; g < estimates.size(); g++) {
            KaplanMeier curve = estimates.get(g).survival();
            List<String> cells =
                    new ArrayList<>(List.of(estimates.get(g).name(), counts.rowsShown(g), counts.eventsShown(g)));
            for (double p : QUARTILES) {
                cells.add(quantile(curve.quantile(p)));
            }
            cells.add(quantile(curve.medianFollowUp()));
            rows.add(Row.of(cells));
        }
        List<String> notes = new ArrayList<>(
                List.of(
                        "Time by which a quarter, half and three quarters have had the event, with "
                                + confidence.word() + " intervals from the limits of the curve ("
                                + KaplanMeierAnalysis.word(settings.limits())
                                + "); a dash where the curve or a limit does not come down so far. Follow-up by the reverse Kaplan–Meier estimate."));
        notes.addAll(counts.notes());
        return new Table(
                "Quartiles of the time to the event, and follow-up",
                List.of(
                        Column.text("Group"),
                        Column.number("Rows"),
                        Column.number("Events"),
                        Column.number("Lower quartile (" + unit + ")"),
                        Column.number("Median (" + unit + ")"),
                        Column.number("Upper quartile (" + unit + ")"),
                        Column.number("Median follow-up (" + unit + ")")),
                rows,
                notes);
    }

    static String quantile(KaplanMeier.Quantile quantile) {
        return Estimates.time(quantile.time(), quantile.lower(), quantile.upper());
    }

    private Table atTimes(Run run, boolean robust) {
        List<Column> headings = new ArrayList<>(List.of(
                Column.text("Group"),
                Column.number("Time (" + unit + ")"),
                Column.number("At risk"),
                Column.number(confidence.heading("Survival")),
                Column.number("Standard error")));
        if (settings.plot() == Plot.EVENTS) {
            headings.add(Column.number(confidence.heading("Had the event")));
        } else if (settings.plot() == Plot.CUMULATIVE_HAZARD) {
            headings.add(Column.number(confidence.heading("Cumulative hazard")));
        }
        List<Row> rows = new ArrayList<>();
        for (GroupEstimate one : estimates) {
            for (double t : settings.at()) {
                KaplanMeier.Estimate at = one.survival().at(t);
                if (Double.isNaN(at.survival())) {
                    beyond(run, t);
                }
                List<String> cells = new ArrayList<>(List.of(
                        one.name(),
                        Numbers.value(t),
                        SmallCells.count(Math.round(at.atRisk())),
                        survival(at),
                        error(at)));
                if (settings.plot() == Plot.EVENTS) {
                    cells.add(Estimates.percent(1 - at.survival(), 1 - at.upper(), 1 - at.lower()));
                } else if (settings.plot() == Plot.CUMULATIVE_HAZARD) {
                    cells.add(Estimates.measure(hazard(one, t, at)));
                }
                rows.add(Row.of(cells));
            }
        }
        return new Table("Survival at given times", headings, rows, List.of(errors(robust) + dash()));
    }

    private static String errors(boolean robust) {
        return robust
                ? "Robust standard errors by the grouped infinitesimal jackknife, as R has them for clusters and for weights that are no counts."
                : "Standard errors by Greenwood's formula.";
    }

    private String dash() {
        return settings.carryForward()
                ? " Beyond the last observed time of a group its last value is carried forward."
                : " A dash: beyond the last observed time of the group.";
    }

    private static void beyond(Run run, double t) {
        run.notice(
                "beyond-follow-up",
                "Survival was asked for at " + Numbers.value(t)
                        + ", beyond the last observed time of a group, where it is not known.",
                1);
    }

    private static String survival(KaplanMeier.Estimate at) {
        return Estimates.percent(at.survival(), at.lower(), at.upper());
    }

    private static String error(KaplanMeier.Estimate at) {
        return Double.isNaN(at.standardError()) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * at.standardError());
    }

    /** {H, lower, upper}; NaN where survival is not known. */
    private double[] hazard(GroupEstimate one, double t, KaplanMeier.Estimate at) {
        double h = one.hazard().curve().at(t);
        double[] limits = NelsonAalen.limits(h, one.hazard().standardErrorAt(t), settings.limits(), confidence.level());
        return Double.isNaN(at.survival())
                ? new double[] {Double.NaN, Double.NaN, Double.NaN}
                : new double[] {h, limits[0], limits[1]};
    }

    private Table conditional(KaplanMeierSettings.Conditional asked, Run run) {
        List<Row> rows = new ArrayList<>();
        for (GroupEstimate one : estimates) {
            for (double given : asked.given()) {
                for (double until : asked.until()) {
                    if (until > given) {
                        KaplanMeier.Estimate at = one.survival().conditional(given, until);
                        if (Double.isNaN(at.survival())) {
                            beyond(run, until);
                        }
                        rows.add(Row.of(
                                one.name(), Numbers.value(given), Numbers.value(until), survival(at), error(at)));
                    }
                }
            }
        }
        return new Table(
                "Survival given survival so far",
                List.of(
                        Column.text("Group"),
                        Column.number("Survived (" + unit + ")"),
                        Column.number("Until (" + unit + ")"),
                        Column.number(confidence.heading("Survival")),
                        Column.number("Standard error")),
                rows,
                List.of("S(until)/S(survived), from those who are observed beyond the time survived." + dash()));
    }

    ObjectNode numbers(int group) {
        GroupEstimate one = estimates.get(group);
        KaplanMeier curve = one.survival();
        ObjectNode json = ResultNumbers.object("group", one.name(), "rows", counts.rows(group));
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
            double[] hazard = hazard(one, t, e);
            ObjectNode entry = ResultNumbers.object("time", t);
            entry.setAll(estimate(e));
            entry.set(
                    "cumulative_hazard",
                    ResultNumbers.object(
                            "value", hazard[0],
                            "standard_error",
                                    Double.isNaN(hazard[0])
                                            ? Double.NaN
                                            : one.hazard().standardErrorAt(t),
                            "lower", hazard[1],
                            "upper", hazard[2]));
            at.add(entry);
        }
        settings.conditional().ifPresent(asked -> json.set("conditional", conditional(asked, curve)));
        int shown = GroupCurves.shown(curve);
        ObjectNode steps = json.putObject("curve");
        steps.set("time", first(curve.time(), shown));
        steps.set("survival", first(curve.survival(), shown));
        steps.set("standard_error", first(curve.standardError(), shown));
        steps.set("lower", first(curve.lower(), shown));
        steps.set("upper", first(curve.upper(), shown));
        steps.set("cumulative_hazard", first(one.hazard().hazard(), shown));
        steps.set("cumulative_hazard_standard_error", first(one.hazard().standardError(), shown));
        return json;
    }

    private static ArrayNode conditional(KaplanMeierSettings.Conditional asked, KaplanMeier curve) {
        ArrayNode json = ResultNumbers.array();
        for (double given : asked.given()) {
            for (double until : asked.until()) {
                if (until > given) {
                    ObjectNode entry = ResultNumbers.object("given", given, "until", until);
                    json.add(entry.setAll(estimate(curve.conditional(given, until))));
                }
            }
        }
        return json;
    }

    private static ObjectNode estimate(KaplanMeier.Estimate e) {
        return ResultNumbers.object(
                "survival", e.survival(),
                "standard_error", e.standardError(),
                "lower", e.lower(),
                "upper", e.upper());
    }

    private static ArrayNode first(double[] values, int count) {
        return ResultNumbers.array(Arrays.copyOf(values, count));
    }

    private static ObjectNode quantile(double p, KaplanMeier.Quantile quantile) {
        return ResultNumbers.object(
                "p", p, "time", quantile.time(), "lower", quantile.lower(), "upper", quantile.upper());
    }
}
