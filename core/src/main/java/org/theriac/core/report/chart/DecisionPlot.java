package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.chart;
import static org.theriac.core.report.chart.VegaLite.colour;
import static org.theriac.core.report.chart.VegaLite.datum;
import static org.theriac.core.report.chart.VegaLite.field;
import static org.theriac.core.report.chart.VegaLite.layer;
import static org.theriac.core.report.chart.VegaLite.mark;
import static org.theriac.core.report.chart.VegaLite.object;
import static org.theriac.core.report.chart.VegaLite.quantity;
import static org.theriac.core.report.chart.VegaLite.tooltip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** Net benefit against the threshold of action, strategy beside strategy, with the line of treating nobody. */
public record DecisionPlot(List<Line> lines) implements Chart {
    private static final int HEIGHT = 300;
    /** Treating all falls without end: the axis ends this far below 0, as a share of its height above. */
    private static final double BELOW = 0.2;

    /** A strategy's curve; where a value is NaN the line is interrupted. */
    public record Line(String name, double[] threshold, double[] value, double[] lower, double[] upper) {}

    public DecisionPlot {
        lines = List.copyOf(lines);
    }

    @Override
    public ObjectNode specification() {
        double top = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.upper()))
                .filter(v -> !Double.isNaN(v))
                .max()
                .orElse(0.1);
        double bottom = -BELOW * top;
        ObjectNode x = quantity(
                "threshold",
                "title",
                "Threshold probability",
                "scale",
                object("nice", false, "zero", true),
                "axis",
                object("format", "~%"));
        ObjectNode scale = object(
                "title", "Net benefit", "scale", object("domain", array(bottom, top), "nice", false, "clamp", true));
        ObjectNode y = quantity("value").setAll(scale.deepCopy());
        ObjectNode lower = quantity("lower").setAll(scale.deepCopy());
        ObjectNode colour = colour("name", lines.stream().map(Line::name).toList());
        return chart(
                HEIGHT,
                rows(bottom),
                layer(mark("rule", "reference"), "y", datum(0)),
                layer(mark("area", "band"), "x", x, "y", lower, "y2", field("upper"), "color", colour),
                layer(mark("line", "curve"), "x", x, "y", y, "color", colour),
                layer(
                        mark("point", "hidden"),
                        "x",
                        x,
                        "y",
                        y,
                        "color",
                        colour,
                        "tooltip",
                        array(
                                tooltip("name", "strategy"),
                                tooltip("threshold", "threshold", "format", ".1%"),
                                tooltip("value", "net benefit"),
                                tooltip("lower", "lower limit"),
                                tooltip("upper", "upper limit"))));
    }

    /** A line ends with its first point below the axis. */
    private ArrayNode rows(double bottom) {
        ArrayNode rows = array();
        for (Line line : lines) {
            for (int k = 0; k < line.value().length; k++) {
                double value = line.value()[k];
                rows.add(object(
                        "name",
                        line.name(),
                        "threshold",
                        line.threshold()[k],
                        "value",
                        Double.isNaN(value) ? value : Math.max(value, bottom),
                        "lower",
                        Double.isNaN(value) ? value : Math.max(line.lower()[k], bottom),
                        "upper",
                        Double.isNaN(value) ? value : Math.max(line.upper()[k], bottom)));
                if (value < bottom) {
                    break;
                }
            }
        }
        return rows;
    }
}
