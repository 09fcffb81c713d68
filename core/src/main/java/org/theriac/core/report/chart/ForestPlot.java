package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.at;
import static org.theriac.core.report.chart.VegaLite.category;
import static org.theriac.core.report.chart.VegaLite.chart;
import static org.theriac.core.report.chart.VegaLite.datum;
import static org.theriac.core.report.chart.VegaLite.field;
import static org.theriac.core.report.chart.VegaLite.layer;
import static org.theriac.core.report.chart.VegaLite.mark;
import static org.theriac.core.report.chart.VegaLite.object;
import static org.theriac.core.report.chart.VegaLite.quantity;
import static org.theriac.core.report.chart.VegaLite.tooltip;
import static org.theriac.core.report.chart.VegaLite.withLeastWidth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.theriac.core.report.Numbers;

/**
 * Ratios with their intervals on a logarithmic axis, one beneath the other, estimates written beside them.
 *
 * @param ratioTitle of the axis: "Hazard ratio (95 % interval)"
 */
public record ForestPlot(String ratioTitle, List<Row> rows) implements Chart {
    private static final int ROW_HEIGHT = 21;
    private static final int LEAST_WIDTH = 640;
    private static final int ROOM_FOR_ESTIMATES = 128;
    /** Ratios further from 1 than this end at the edge of the axis: one useless interval must not flatten all others. */
    private static final double FURTHEST = 10;

    private static final double[] TICKS = {0.1, 0.2, 0.5, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5, 10};
    private static final int MOST_TICKS = 7;

    /** A term with its ratio; all of it NaN when it could not be estimated. */
    public record Row(String term, double ratio, double lower, double upper) {}

    public ForestPlot {
        rows = List.copyOf(rows);
    }

    @Override
    public ObjectNode specification() {
        double from = 0.9;
        double to = 1.1;
        for (Row row : rows) {
            if (row.lower() > 0 && row.upper() < Double.POSITIVE_INFINITY) {
                from = Math.min(from, row.lower());
                to = Math.max(to, row.upper());
            }
        }
        from = Math.max(from * 0.97, 1 / FURTHEST);
        to = Math.min(to * 1.03, FURTHEST);
        ObjectNode term = category(
                "term",
                "title",
                "",
                "sort",
                array(rows.stream().map(Row::term).toList()),
                "axis",
                object("domain", false, "ticks", false, "grid", false, "labelLimit", 300));
        ObjectNode scale = object("type", "log", "domain", array(from, to), "nice", false, "clamp", true);
        ObjectNode axis = object("values", array(ticks(from, to)), "format", "~g", "grid", true);
        ObjectNode ratio = quantity("ratio", "title", ratioTitle, "scale", scale, "axis", axis);
        ObjectNode written = layer(
                mark("text", "writing", "align", "right", "baseline", "middle", "dx", ROOM_FOR_ESTIMATES),
                "y",
                term,
                "x",
                at("width"),
                "text",
                field("written"));
        ObjectNode chart = chart(
                object("step", ROW_HEIGHT),
                data(),
                layer(mark("rule", "reference"), "x", datum(1)),
                layer(mark("rule", "interval"), "y", term, "x", quantity("lower"), "x2", field("upper")),
                layer(
                        mark("point", "estimate", "shape", "square"),
                        "y",
                        term,
                        "x",
                        ratio,
                        "tooltip",
                        array(tooltip("term", "term"), tooltip("written", ratioTitle))),
                written);
        return withLeastWidth(chart, LEAST_WIDTH);
    }

    private static List<Double> ticks(double from, double to) {
        List<Double> within = new ArrayList<>();
        for (double tick : TICKS) {
            if (tick >= from && tick <= to) {
                within.add(tick);
            }
        }
        if (within.size() > MOST_TICKS) {
            within.removeIf(tick -> tick != 1 && tick > 0.7 && tick < 1.8);
        }
        return within;
    }

    private ArrayNode data() {
        ArrayNode data = array();
        for (Row row : rows) {
            data.add(object(
                    "term",
                    row.term(),
                    "ratio",
                    row.ratio(),
                    "lower",
                    row.lower(),
                    "upper",
                    row.upper(),
                    "written",
                    Double.isNaN(row.ratio()) ? "not estimated" : written(row)));
        }
        return data;
    }

    private static String written(Row row) {
        return Numbers.ratio(row.ratio()) + " (" + Numbers.ratio(row.lower()) + " to " + Numbers.ratio(row.upper())
                + ")";
    }
}
