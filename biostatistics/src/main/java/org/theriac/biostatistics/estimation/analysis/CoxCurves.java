package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.PredictedCurve;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.exhibits.Times;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.Table;
import org.theriac.core.report.chart.StepCurves;

/** Survival curves that a Cox model predicts: of patients whom the study describes, and adjusted ones of the levels of a column. */
final class CoxCurves {
    private static final int TICKS = 6;
    private static final int MOST_TIMES = 200;

    private final CoxSettings settings;
    private final CoxAnalysis.Plan plan;
    private final CoxFit fit;
    private final double end;

    CoxCurves(CoxSettings settings, CoxAnalysis.Plan plan, CoxFit fit) {
        this.settings = settings;
        this.plan = plan;
        this.fit = fit;
        this.end = end(plan.times());
    }

    /** The last time at which enough rows are at risk for a curve to be drawn. */
    private static double end(SurvivalTimes times) {
        double[] sorted = times.times();
        Arrays.sort(sorted);
        return sorted[Math.max(0, sorted.length - SmallCells.LEAST)];
    }

    /** @throws UserError if a column cannot be adjusted for */
    static void check(CoxSettings settings, Sample sample, java.util.Set<String> reads) {
        for (String column : settings.adjusted()) {
            if (!reads.contains(column)) {
                throw new UserError("adjusted: names '" + column + "', which no term reads. The terms read: "
                        + String.join(", ", reads) + ".");
            }
            sample.categories(column);
        }
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        if (!settings.curves().isEmpty()) {
            blocks.addAll(given());
        }
        for (String column : settings.adjusted()) {
            blocks.addAll(adjusted(column));
        }
        return blocks;
    }

    private double[] tabulated() {
        return settings.at().isEmpty()
                ? Times.ticks(end, TICKS).stream()
                        .filter(t -> t > 0)
                        .mapToDouble(Double::doubleValue)
                        .toArray()
                : settings.at().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private List<Block> given() {
        List<StepCurves.Curve> curves = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < plan.given().names().size(); i++) {
            PredictedCurve curve = curve(i);
            String name = plan.given().names().get(i);
            curves.add(drawn(name, curve.time(), curve.survival(), curve.lower(), curve.upper()));
            for (double t : tabulated()) {
                PredictedCurve.Estimate at = curve.at(t);
                rows.add(Row.of(name, Numbers.value(t), Estimates.percent(at.survival(), at.lower(), at.upper())));
            }
        }
        return List.of(
                figure(
                        "given",
                        "Survival of given patients",
                        curves,
                        "Survival that the model gives to patients with these values, with pointwise "
                                + plan.sample().confidence().word() + " intervals (log) that allow for the coefficients and the baseline hazard."),
                table("Survival of given patients", rows, plan.sample().confidence().heading("Survival")));
    }

    private PredictedCurve curve(int i) {
        return PredictedCurve.of(fit, plan.given().matrix()[i], plan.given().strata()[i])
                .withConfidence(plan.sample().confidence().level());
    }

    private StepCurves.Curve drawn(String name, double[] time, double[] value, double[] lower, double[] upper) {
        int shown = (int) Arrays.stream(time).filter(t -> t <= end).count();
        return new StepCurves.Curve(
                name,
                from(0, time, shown),
                from(1, value, shown),
                from(1, lower, shown),
                from(1, upper, shown),
                new int[0]);
    }

    private static double[] from(double origin, double[] values, int shown) {
        double[] extended = new double[shown + 1];
        extended[0] = origin;
        System.arraycopy(values, 0, extended, 1, shown);
        return extended;
    }

    private Block figure(String id, String title, List<StepCurves.Curve> curves, String caption) {
        String unit = plan.sample().unit();
        return new StepCurves("Time (" + unit + ")", "Survival", curves, Times.ticks(end, TICKS))
                .figure(
                        id,
                        title,
                        caption + " Drawn while at least " + SmallCells.LEAST + " rows are at risk.",
                        "Survival curves of " + curves.size() + " groups; the table beneath gives the numbers.");
    }

    private Table table(String caption, List<Row> rows, String heading) {
        return new Table(
                caption,
                List.of(
                        Table.Column.text("Curve"),
                        Table.Column.number("Time (" + plan.sample().unit() + ")"),
                        Table.Column.number(heading)),
                rows,
                List.of());
    }

    /** Mean curves of all rows, each given a level in turn. */
    private record Adjusted(List<String> names, double[] times, double[][] survival) {}

    private Adjusted standardised(String column) {
        CategoryColumn levels = plan.sample().categories(column);
        double[] times = times();
        List<String> names = new ArrayList<>();
        double[][] survival = new double[levels.levels().size()][];
        for (int l = 0; l < survival.length; l++) {
            String level = levels.levels().get(l);
            names.add(plan.sample().cohort().definition(column).label() + ": " + level);
            survival[l] = mean(column, level, times);
        }
        return new Adjusted(names, times, survival);
    }

    private double[] times() {
        double[] events = IntStream.range(0, plan.times().size())
                .filter(row -> plan.times().event(row) && plan.times().time(row) <= end)
                .mapToDouble(plan.times()::time)
                .sorted()
                .distinct()
                .toArray();
        int count = Math.min(MOST_TIMES, events.length);
        DoubleStream chosen = IntStream.range(0, count)
                .mapToDouble(k -> events[(int) ((long) k * (events.length - 1) / Math.max(1, count - 1))]);
        return DoubleStream.concat(chosen, Arrays.stream(tabulated()).filter(t -> t <= end))
                .sorted()
                .distinct()
                .toArray();
    }

    private double[] mean(String column, String level, double[] times) {
        Cohort all = plan.sample().cohort();
        Column<?> real = all.column(column);
        Column<?> same = real instanceof NumberColumn
                ? new NumberColumn(column, filled(all.rows(), Double.parseDouble(level)))
                : new CategoryColumn(column, List.of(level), new int[all.rows()]);
        double[] eta = fit.linearPredictor(plan.design().matrix(all.with(List.of(same))));
        double[] mean = new double[times.length];
        double weights = 0;
        double[][] hazards = new double[plan.strata().size()][];
        for (int s = 0; s < hazards.length; s++) {
            StepCurve baseline = fit.baseline().cumulative(s);
            hazards[s] = Arrays.stream(times).map(baseline::at).toArray();
        }
        for (int row = 0; row < eta.length; row++) {
            double ratio = Math.exp(eta[row]);
            double weight = plan.times().weight(row);
            double[] hazard = hazards[plan.strata().codes()[row]];
            weights += weight;
            for (int k = 0; k < times.length; k++) {
                mean[k] += weight * (hazard[k] == 0 ? 1 : Math.exp(-hazard[k] * ratio));
            }
        }
        double sum = weights;
        return Arrays.stream(mean).map(value -> value / sum).toArray();
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    private List<Block> adjusted(String column) {
        Adjusted adjusted = standardised(column);
        List<StepCurves.Curve> curves = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        double[] none = filled(adjusted.times().length, Double.NaN);
        for (int l = 0; l < adjusted.names().size(); l++) {
            curves.add(drawn(adjusted.names().get(l), adjusted.times(), adjusted.survival()[l], none, none));
            StepCurve curve = new StepCurve(1, adjusted.times(), adjusted.survival()[l]);
            for (double t : tabulated()) {
                rows.add(Row.of(
                        adjusted.names().get(l), Numbers.value(t), t > end ? "–" : Numbers.percent(curve.at(t))));
            }
        }
        return List.of(
                figure(
                        "adjusted-" + column,
                        "Adjusted survival by " + column,
                        curves,
                        "The mean of the curves that the model gives to all rows, each taken to be of that level, with its other values as they are"
                                + " (direct standardisation). No intervals."),
                table("Adjusted survival by " + column, rows, "Survival"));
    }

    ObjectNode numbers() {
        ObjectNode json = ResultNumbers.object();
        ArrayNode given = json.putArray("given");
        for (int i = 0; i < plan.given().names().size(); i++) {
            PredictedCurve curve = curve(i);
            ArrayNode at = ResultNumbers.array();
            for (double t : tabulated()) {
                PredictedCurve.Estimate e = curve.at(t);
                at.add(ResultNumbers.object(
                        "time", e.time(),
                        "survival", e.survival(),
                        "standard_error", e.standardError(),
                        "lower", e.lower(),
                        "upper", e.upper()));
            }
            given.add(ResultNumbers.object("name", plan.given().names().get(i), "at", at));
        }
        ArrayNode adjusted = json.putArray("adjusted");
        for (String column : settings.adjusted()) {
            Adjusted curves = standardised(column);
            for (int l = 0; l < curves.names().size(); l++) {
                adjusted.add(ResultNumbers.object(
                        "name", curves.names().get(l),
                        "time", ResultNumbers.array(curves.times()),
                        "survival", ResultNumbers.array(curves.survival()[l])));
            }
        }
        return json;
    }
}
