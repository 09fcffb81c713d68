package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOverTime;

/**
 * Whether the form in which columns of numbers enter a Cox model is right: smoothed martingale residuals along each of them, and events observed and expected
 * in its fifths. Single residuals are not shown, since each is one person's.
 */
final class ResidualBlocks {
    private static final int LEAST_VALUES = 6;
    private static final int PARTS = 5;

    private final CoxAnalysis.Plan plan;
    private final double[] martingale;
    private final List<String> columns;
    private final List<SmoothedResidual> smooths;

    private ResidualBlocks(CoxAnalysis.Plan plan, double[] martingale, List<String> columns) {
        this.plan = plan;
        this.martingale = martingale;
        this.columns = columns;
        this.smooths = columns.stream().map(this::smooth).toList();
    }

    static ResidualBlocks of(CoxAnalysis.Plan plan, CoxFit fit) {
        List<String> columns = plan.design().reads().stream()
                .filter(name -> plan.sample().column(name) instanceof NumberColumn numbers
                        && Arrays.stream(numbers.values()).distinct().count() >= LEAST_VALUES)
                .filter(name -> plan.sample().rows() >= SmoothedResidual.LEAST_ROWS)
                .toList();
        return new ResidualBlocks(plan, fit.residuals().martingale(), columns);
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) {
            String column = columns.get(j);
            String heading = plan.sample().cohort().definition(column).heading();
            SmoothedResidual smooth = smooths.get(j);
            blocks.add(new LinesOverTime(
                            heading,
                            "Martingale residual",
                            false,
                            Optional.of(0.0),
                            List.of(new LinesOverTime.Line(
                                    heading, smooth.place(), smooth.residual(), smooth.lower(), smooth.upper())))
                    .figure(
                            "residuals-" + column,
                            "Residuals along " + column,
                            "A cubic smooth (in the rank) of the martingale residuals of the model, events minus expected events, with its pointwise "
                                    + plan.sample().confidence().word()
                                    + " band; away from 0 the form of the term does not fit. Residuals of single persons are not drawn.",
                            "Smoothed martingale residuals along " + column
                                    + "; the table beneath gives observed and expected events."));
            List<Part> parts = parts(column);
            // One small count would follow from the others and the total.
            boolean withheld = parts.stream().anyMatch(part -> SmallCells.small(part.events()));
            for (Part part : parts) {
                rows.add(Row.of(
                        heading,
                        part.name(),
                        withheld ? "–" : Numbers.count(part.events()),
                        withheld ? "–" : Numbers.measure(part.expected()),
                        withheld ? "–" : Numbers.ratio(part.observed() / part.expected())));
            }
        }
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    "Events observed and expected along columns of numbers",
                    List.of(
                            Column.text("Column"),
                            Column.text("Fifth of the rows"),
                            Column.number("Events"),
                            Column.number("Expected by the model"),
                            Column.number("Observed / expected")),
                    rows,
                    List.of("Ratios that bend along a column ask for another form: log(…), or ns(…, 3).")));
        }
        return blocks;
    }

    private SmoothedResidual smooth(String column) {
        return SmoothedResidual.of(
                plan.sample().numbers(column, "residuals"),
                martingale,
                plan.times().weights(),
                plan.cluster(),
                plan.sample().confidence());
    }

    /**
     * A fifth of the rows by one column.
     *
     * @param name without the column's extremes, which are single persons'
     * @param events as rows
     * @param observed events under the weights
     * @param expected under the weights
     */
    private record Part(String name, int events, double observed, double expected) {}

    private List<Part> parts(String column) {
        double[] values = plan.sample().numbers(column, "residuals");
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        List<Part> parts = new ArrayList<>();
        double above = Double.NEGATIVE_INFINITY;
        for (int part = 1; part <= PARTS; part++) {
            double upTo = part == PARTS ? Double.POSITIVE_INFINITY : sorted[(int) ((long) part * n / PARTS) - 1];
            if (upTo > above && above < sorted[n - 1]) {
                parts.add(part(values, above, upTo));
                above = upTo;
            }
        }
        return parts;
    }

    private Part part(double[] values, double above, double upTo) {
        int events = 0;
        double observed = 0;
        double expected = 0;
        for (int row = 0; row < values.length; row++) {
            if (values[row] > above && values[row] <= upTo) {
                boolean event = plan.times().event(row);
                double weight = plan.times().weight(row);
                events += event ? 1 : 0;
                observed += event ? weight : 0;
                expected += weight * ((event ? 1 : 0) - martingale[row]);
            }
        }
        String name = upTo == Double.POSITIVE_INFINITY
                ? "above " + Numbers.value(above)
                : above == Double.NEGATIVE_INFINITY
                        ? "at most " + Numbers.value(upTo)
                        : "above " + Numbers.value(above) + ", at most " + Numbers.value(upTo);
        return new Part(name, events, observed, expected);
    }

    ArrayNode numbers() {
        ArrayNode json = ResultNumbers.array();
        for (int j = 0; j < columns.size(); j++) {
            SmoothedResidual smooth = smooths.get(j);
            json.add(ResultNumbers.object(
                    "column", columns.get(j),
                    "value", ResultNumbers.array(smooth.place()),
                    "residual", ResultNumbers.array(smooth.residual()),
                    "lower", ResultNumbers.array(smooth.lower()),
                    "upper", ResultNumbers.array(smooth.upper())));
        }
        return json;
    }
}
