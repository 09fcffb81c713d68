package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.category;
import static org.theriac.core.report.chart.VegaLite.chart;
import static org.theriac.core.report.chart.VegaLite.colour;
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

/**
 * Bars of shares side by side with the share that is expected of each bin and the range that chance allows around it.
 *
 * @param binTitle of the horizontal axis
 * @param shareTitle of the vertical axis
 * @param bins names of the bins, from left to right
 * @param expected the share that each bin should hold
 * @param lower below it a share is hardly chance; NaN for none
 * @param upper above it a share is hardly chance; NaN for none
 * @param series shares of each method
 */
public record ShareBars(
        String binTitle,
        String shareTitle,
        List<String> bins,
        double expected,
        double lower,
        double upper,
        List<Series> series)
        implements Chart {
    private static final int HEIGHT = 240;
    private static final int LEAST_WIDTH = 560;

    /** One method's share of each bin. */
    public record Series(String name, double[] shares) {}

    public ShareBars {
        bins = List.copyOf(bins);
        series = List.copyOf(series);
    }

    @Override
    public ObjectNode specification() {
        List<String> names = series.stream().map(Series::name).toList();
        ObjectNode bin = category("bin", "title", binTitle, "sort", array(bins), "axis", object("labelAngle", 0));
        ObjectNode share = quantity("share", "title", shareTitle, "axis", object("format", ".0%"));
        List<ObjectNode> layers = new ArrayList<>();
        if (!Double.isNaN(lower) && !Double.isNaN(upper)) {
            ObjectNode range = layer(mark("rect", "range"), "y", quantity("lower"), "y2", field("upper"));
            range.set("data", object("values", array(object("lower", lower, "upper", upper))));
            layers.add(range);
        }
        layers.add(layer(
                mark("bar", "share"),
                "x",
                bin,
                "xOffset",
                category("name", "sort", array(names)),
                "y",
                share,
                "color",
                squares(colour("name", names)),
                "tooltip",
                array(
                        tooltip("name", "method"),
                        tooltip("bin", binTitle),
                        tooltip("share", shareTitle, "format", ".1%"))));
        layers.add(layer(mark("rule", "expected"), "y", datum(expected)));
        return withLeastWidth(chart(HEIGHT, rows(), layers.toArray(ObjectNode[]::new)), LEAST_WIDTH);
    }

    private static ObjectNode squares(ObjectNode colour) {
        if (colour.get("legend") instanceof ObjectNode legend) {
            legend.put("symbolType", "square");
            legend.put("symbolStrokeWidth", 0);
        }
        return colour;
    }

    private ArrayNode rows() {
        ArrayNode rows = array();
        for (Series one : series) {
            for (int b = 0; b < bins.size(); b++) {
                rows.add(object("name", one.name(), "bin", bins.get(b), "share", one.shares()[b]));
            }
        }
        return rows;
    }
}
