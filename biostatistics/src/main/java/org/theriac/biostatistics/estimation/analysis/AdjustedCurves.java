package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.MeanSurvival;
import org.theriac.biostatistics.cox.MeanSurvival.Estimate;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.StepCurves;

/** Adjusted survival: mean curves of all rows of a Cox model, each row given the levels of a column in turn, and their differences. */
final class AdjustedCurves {
    private static final int MOST_TIMES = 200;

    private final Confidence confidence;
    private final SurvivalFigure figure;
    private final List<ByLevel> columns;

    private AdjustedCurves(Confidence confidence, SurvivalFigure figure, List<ByLevel> columns) {
        this.confidence = confidence;
        this.figure = figure;
        this.columns = columns;
    }

    /**
     * The curves of a column's levels.
     *
     * @param names of the levels, with the column's label
     * @param times at which they are drawn
     * @param survival levels × times
     * @param tabulated times of tables, at which curves are compared
     * @param difference levels × tabulated, from the first level
     */
    private record ByLevel(
            String column,
            List<String> names,
            double[] times,
            Estimate[][] survival,
            double[] tabulated,
            Estimate[][] difference) {}

    /** @throws UserError if a column cannot be adjusted for */
    static void check(CoxSettings settings, Sample sample, Set<String> reads) {
        for (String column : settings.adjusted()) {
            if (!reads.contains(column)) {
                throw new UserError("adjusted: names '" + column + "', which no term reads. The terms read: "
                        + String.join(", ", reads) + ".");
            }
            sample.categories(column);
        }
    }

    static AdjustedCurves of(CoxSettings settings, CoxAnalysis.Plan plan, CoxFit fit) {
        SurvivalFigure figure = new SurvivalFigure(settings, plan);
        List<ByLevel> columns = new ArrayList<>();
        if (!settings.adjusted().isEmpty()) {
            MeanSurvival mean = MeanSurvival.of(fit, plan.cluster());
            double[] tabulated = Arrays.stream(figure.tabulated())
                    .filter(t -> t <= figure.end())
                    .toArray();
            double[] times = times(plan, figure, tabulated);
            for (String column : settings.adjusted()) {
                columns.add(byLevel(plan, mean, column, times, tabulated));
            }
        }
        return new AdjustedCurves(plan.sample().confidence(), figure, columns);
    }

    private static ByLevel byLevel(
            CoxAnalysis.Plan plan, MeanSurvival mean, String column, double[] times, double[] tabulated) {
        CategoryColumn levels = plan.sample().categories(column);
        String label = plan.sample().cohort().definition(column).label();
        double[][] reference = matrix(plan, column, levels.levels().get(0));
        List<String> names = new ArrayList<>();
        Estimate[][] survival = new Estimate[levels.levels().size()][];
        Estimate[][] difference = new Estimate[survival.length][];
        for (int l = 0; l < survival.length; l++) {
            String level = levels.levels().get(l);
            double[][] x = matrix(plan, column, level);
            names.add(label + ": " + level);
            survival[l] = mean.at(x, times);
            difference[l] = mean.difference(x, reference, tabulated);
        }
        return new ByLevel(column, names, times, survival, tabulated, difference);
    }

    /** The design matrix, were all rows of a level. */
    private static double[][] matrix(CoxAnalysis.Plan plan, String column, String level) {
        Cohort all = plan.sample().cohort();
        Column<?> same = all.column(column) instanceof NumberColumn
                ? new NumberColumn(column, filled(all.rows(), Double.parseDouble(level)))
                : new CategoryColumn(column, List.of(level), new int[all.rows()]);
        return plan.design().matrix(all.with(List.of(same)));
    }

    private static double[] filled(int length, double value) {
        double[] values = new double[length];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] times(CoxAnalysis.Plan plan, SurvivalFigure figure, double[] tabulated) {
        double[] events = IntStream.range(0, plan.times().size())
                .filter(row -> plan.times().event(row) && plan.times().time(row) <= figure.end())
                .mapToDouble(plan.times()::time)
                .sorted()
                .distinct()
                .toArray();
        int count = Math.min(MOST_TIMES, events.length);
        DoubleStream chosen = IntStream.range(0, count)
                .mapToDouble(k -> events[(int) ((long) k * (events.length - 1) / Math.max(1, count - 1))]);
        return DoubleStream.concat(chosen, Arrays.stream(tabulated))
                .sorted()
                .distinct()
                .toArray();
    }

    /** {value, lower, upper}, symmetric on the scale of log S. */
    private double[] limits(Estimate e) {
        double[] ratio = confidence.ratio(Math.log(e.value()), e.value() > 0 ? e.standardError() / e.value() : 0);
        return new double[] {e.value(), ratio[1], Math.min(1, ratio[2])};
    }

    private double[] each(Estimate[] estimates, int which) {
        return Arrays.stream(estimates).mapToDouble(e -> limits(e)[which]).toArray();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (ByLevel column : columns) {
            blocks.addAll(survival(column));
            if (column.names().size() > 1) {
                blocks.add(differences(column));
            }
        }
        return blocks;
    }

    private List<Block> survival(ByLevel column) {
        List<StepCurves.Curve> curves = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int l = 0; l < column.names().size(); l++) {
            Estimate[] own = column.survival()[l];
            curves.add(figure.curve(column.names().get(l), column.times(), each(own, 0), each(own, 1), each(own, 2)));
            for (double t : figure.tabulated()) {
                int k = Arrays.binarySearch(column.times(), t);
                double[] e = k < 0 ? new double[0] : limits(own[k]);
                rows.add(Row.of(
                        column.names().get(l), Numbers.value(t), k < 0 ? "–" : Estimates.percent(e[0], e[1], e[2])));
            }
        }
        return List.of(
                figure.of(
                        "adjusted-" + column.column(),
                        "Adjusted survival by " + column.column(),
                        curves,
                        "The mean of the curves that the model gives to all rows, each taken to be of that level, with its other values as they are"
                                + " (direct standardisation), with pointwise " + confidence.word()
                                + " intervals (log) from influence functions: they allow for the"
                                + " coefficients, the baseline hazard and the sampling of the rows."),
                figure.table("Adjusted survival by " + column.column(), "Curve", confidence.heading("Survival"), rows));
    }

    private Block differences(ByLevel column) {
        List<Row> rows = new ArrayList<>();
        for (int l = 1; l < column.names().size(); l++) {
            for (int k = 0; k < column.tabulated().length; k++) {
                Estimate e = column.difference()[l][k];
                rows.add(Row.of(
                        column.names().get(l) + " minus " + column.names().get(0),
                        Numbers.value(column.tabulated()[k]),
                        Estimates.points(confidence.around(e.value(), e.standardError()))));
            }
        }
        return figure.table(
                "Differences in adjusted survival by " + column.column(),
                "Difference",
                confidence.heading("Percentage points"),
                rows);
    }

    /** The curves as they are drawn. */
    ArrayNode numbers() {
        ArrayNode json = ResultNumbers.array();
        for (ByLevel column : columns) {
            for (int l = 0; l < column.names().size(); l++) {
                Estimate[] own = column.survival()[l];
                json.add(ResultNumbers.object(
                        "name", column.names().get(l),
                        "time", ResultNumbers.array(column.times()),
                        "survival", ResultNumbers.array(each(own, 0)),
                        "standard_error",
                                ResultNumbers.array(Arrays.stream(own)
                                        .mapToDouble(Estimate::standardError)
                                        .toArray()),
                        "lower", ResultNumbers.array(each(own, 1)),
                        "upper", ResultNumbers.array(each(own, 2))));
            }
        }
        return json;
    }

    /** Differences of each level from the first. */
    ArrayNode differences() {
        ArrayNode json = ResultNumbers.array();
        for (ByLevel column : columns) {
            for (int l = 1; l < column.names().size(); l++) {
                ArrayNode at = ResultNumbers.array();
                for (int k = 0; k < column.tabulated().length; k++) {
                    Estimate e = column.difference()[l][k];
                    double[] around = confidence.around(e.value(), e.standardError());
                    at.add(ResultNumbers.object(
                            "time", column.tabulated()[k],
                            "difference", e.value(),
                            "standard_error", e.standardError(),
                            "lower", around[1],
                            "upper", around[2]));
                }
                json.add(ResultNumbers.object(
                        "name", column.names().get(l),
                        "reference", column.names().get(0),
                        "at", at));
            }
        }
        return json;
    }
}
