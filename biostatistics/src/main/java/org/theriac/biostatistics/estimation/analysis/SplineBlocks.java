package org.theriac.biostatistics.estimation.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOverTime;

/** What a spline says: the hazard ratio against the median along the column that it smooths. */
final class SplineBlocks {
    private static final int PLACES = 60;
    private static final double[] TABULATED = {0.05, 0.25, 0.5, 0.75, 0.95};

    private final CoxAnalysis.Plan plan;
    private final CoxFit fit;

    SplineBlocks(CoxAnalysis.Plan plan, CoxFit fit) {
        this.plan = plan;
        this.fit = fit;
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (String column : plan.design().smoothed()) {
            blocks.addAll(along(column));
        }
        return blocks;
    }

    private List<Block> along(String column) {
        double[] sorted = plan.sample().numbers(column, "spline");
        Arrays.sort(sorted);
        double from = quantile(sorted, TABULATED[0]);
        double to = quantile(sorted, TABULATED[TABULATED.length - 1]);
        double[] places = new double[PLACES + TABULATED.length];
        for (int k = 0; k < PLACES; k++) {
            places[k] = from + (to - from) * k / (PLACES - 1);
        }
        for (int k = 0; k < TABULATED.length; k++) {
            places[PLACES + k] = quantile(sorted, TABULATED[k]);
        }
        double median = quantile(sorted, 0.5);
        double[][] ratios = ratios(column, places, median);
        String heading = plan.sample().cohort().definition(column).heading();
        LinesOverTime chart = new LinesOverTime(
                heading,
                "Hazard ratio",
                false,
                Optional.of(1.0),
                List.of(new LinesOverTime.Line(
                        heading,
                        Arrays.copyOf(places, PLACES),
                        Arrays.copyOf(ratios[0], PLACES),
                        Arrays.copyOf(ratios[1], PLACES),
                        Arrays.copyOf(ratios[2], PLACES))));
        List<Row> rows = new ArrayList<>();
        for (int k = PLACES; k < places.length; k++) {
            rows.add(Row.of(Numbers.value(places[k]), Estimates.ratio(ratios[0][k], ratios[1][k], ratios[2][k])));
        }
        return List.of(
                chart.figure(
                        "spline-" + column,
                        "Hazard ratio along " + column,
                        "Against the median, " + Numbers.value(median)
                                + ", other values held; pointwise "
                                + plan.sample().confidence().word()
                                + " band. From the 5th to the 95th percentile of the rows.",
                        "The hazard ratio along " + column + "; the table beneath gives it at five values."),
                new Table(
                        "Hazard ratio along " + column,
                        List.of(
                                Column.number(heading),
                                Column.number(plan.sample().confidence().heading("Hazard ratio"))),
                        rows,
                        List.of("At the 5th, 25th, 50th, 75th and 95th percentile.")));
    }

    /** e^{(x(place) − x(median)) β} with its limits: {ratio, lower, upper} × places. */
    private double[][] ratios(String column, double[] places, double median) {
        double[][] x = matrix(column, places);
        double[] centre = matrix(column, new double[] {median})[0];
        double[] beta = fit.coefficients();
        double[][] variance = fit.variance();
        double[][] ratios = new double[3][places.length];
        for (int k = 0; k < places.length; k++) {
            double estimate = 0;
            double square = 0;
            for (int a = 0; a < beta.length; a++) {
                double da = x[k][a] - centre[a];
                if (Double.isNaN(beta[a]) || da == 0) {
                    continue;
                }
                estimate += da * beta[a];
                for (int b = 0; b < beta.length; b++) {
                    double db = x[k][b] - centre[b];
                    square += Double.isNaN(beta[b]) || db == 0 ? 0 : da * variance[a][b] * db;
                }
            }
            double error = Math.sqrt(Math.max(0, square));
            double[] ratio = plan.sample().confidence().ratio(estimate, error);
            for (int part = 0; part < ratio.length; part++) {
                ratios[part][k] = ratio[part];
            }
        }
        return ratios;
    }

    /** The first row with other values in one column. */
    private double[][] matrix(String column, double[] values) {
        Cohort same = plan.sample().cohort().take(new int[values.length]);
        return plan.design().matrix(same.with(List.of(new NumberColumn(column, values))));
    }

    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
