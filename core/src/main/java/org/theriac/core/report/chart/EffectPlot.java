package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.at;
import static org.theriac.core.report.chart.VegaLite.category;
import static org.theriac.core.report.chart.VegaLite.chart;
import static org.theriac.core.report.chart.VegaLite.colour;
import static org.theriac.core.report.chart.VegaLite.field;
import static org.theriac.core.report.chart.VegaLite.layer;
import static org.theriac.core.report.chart.VegaLite.mark;
import static org.theriac.core.report.chart.VegaLite.object;
import static org.theriac.core.report.chart.VegaLite.quantity;
import static org.theriac.core.report.chart.VegaLite.tooltip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The mean prediction as one input moves, with the middle half of the rows' predictions, and beneath it dots as large as the share of rows that have
 * such a value.
 *
 * @param inputTitle of the horizontal axis
 * @param responseTitle of the vertical axis: a probability
 * @param places values of a number; for a category 0, 1, …
 * @param levels names of the places; empty for a number
 * @param support share of the rows at each place; NaN, and no dot, where it is not shown
 */
public record EffectPlot(
        String inputTitle,
        String responseTitle,
        double[] places,
        List<String> levels,
        double[] support,
        List<Line> lines)
        implements Chart {
    private static final int HEIGHT = 250;
    private static final int SUPPORT = 7;

    /** A method's curve: mean and quartiles at each place. */
    public record Line(String name, double[] mean, double[] lower, double[] upper) {}

    public EffectPlot {
        levels = List.copyOf(levels);
        lines = List.copyOf(lines);
    }

    @Override
    public ObjectNode specification() {
        boolean named = !levels.isEmpty();
        List<String> names = lines.stream().map(Line::name).toList();
        ObjectNode x = named
                ? category("place", "title", inputTitle, "sort", array(levels), "axis", object("labelLimit", 110))
                : quantity("place", "title", inputTitle, "scale", object("nice", false, "zero", false));
        ObjectNode axis = object("title", responseTitle, "axis", object("format", "~%"), "scale", object("zero", true));
        ObjectNode y = quantity("mean").setAll(axis.deepCopy());
        ObjectNode lower = quantity("lower").setAll(axis.deepCopy());
        ObjectNode colour = colour("name", names);
        ObjectNode offset = category("name", "sort", array(names));
        List<ObjectNode> layers = new ArrayList<>();
        ObjectNode points = layer(
                mark("point", named ? "estimate" : "hidden"),
                "x",
                x,
                "y",
                y,
                "color",
                colour,
                "tooltip",
                array(
                        tooltip("name", "method"),
                        tooltip("place", inputTitle),
                        tooltip("mean", "mean prediction", "format", ".1%"),
                        tooltip("lower", "lower quartile", "format", ".1%"),
                        tooltip("upper", "upper quartile", "format", ".1%"),
                        tooltip("support", "share of rows", "format", ".1%")));
        if (named) {
            ObjectNode range =
                    layer(mark("rule", "interval"), "x", x, "y", lower, "y2", field("upper"), "color", colour);
            ((ObjectNode) range.get("encoding")).set("xOffset", offset);
            ((ObjectNode) points.get("encoding")).set("xOffset", offset);
            layers.add(range);
        } else {
            layers.add(layer(mark("area", "band"), "x", x, "y", lower, "y2", field("upper"), "color", colour));
            layers.add(layer(mark("line", "curve"), "x", x, "y", y, "color", colour));
        }
        layers.add(points);
        layers.add(support(x));
        return chart(HEIGHT, rows(), layers.toArray(ObjectNode[]::new));
    }

    private ObjectNode support(ObjectNode x) {
        double most = Arrays.stream(support)
                .filter(share -> !Double.isNaN(share))
                .max()
                .orElse(1);
        ArrayNode values = array();
        for (int k = 0; k < places.length; k++) {
            values.add(object("place", place(k), "support", support[k]));
        }
        ObjectNode size = quantity("support", "scale", object("domain", array(0.0, most), "range", array(0, 130)));
        size.putNull("legend");
        ObjectNode dots = layer(
                mark("point", "range", "filled", true, "opacity", 0.55),
                "x",
                x.deepCopy(),
                "y",
                at(HEIGHT - SUPPORT),
                "size",
                size);
        dots.set("data", object("values", values));
        return dots;
    }

    private Object place(int k) {
        return levels.isEmpty() ? (Object) places[k] : levels.get(k);
    }

    private ArrayNode rows() {
        ArrayNode rows = array();
        for (Line line : lines) {
            for (int k = 0; k < places.length; k++) {
                rows.add(object(
                        "name",
                        line.name(),
                        "place",
                        place(k),
                        "mean",
                        line.mean()[k],
                        "lower",
                        line.lower()[k],
                        "upper",
                        line.upper()[k],
                        "support",
                        support[k]));
            }
        }
        return rows;
    }
}
