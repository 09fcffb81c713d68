package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.at;
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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.core.report.Numbers;

/**
 * Values with their intervals, one beneath the other: a metric of every method, or its difference from the reference.
 *
 * @param valueTitle of the axis
 * @param reference a value that means something, such as 0 for a difference, drawn across; empty for none
 */
public record IntervalPlot(String valueTitle, Optional<Double> reference, List<Row> rows) implements Chart {
    private static final int ROW_HEIGHT = 30;

    /** A value with its limits; limits are NaN where there are none. */
    public record Row(String name, double value, double lower, double upper) {}

    public IntervalPlot {
        rows = List.copyOf(rows);
    }

    @Override
    public ObjectNode specification() {
        List<String> names = rows.stream().map(Row::name).toList();
        ObjectNode name = category(
                "name",
                "title",
                "",
                "sort",
                array(names),
                "axis",
                object("grid", true, "ticks", false, "labelLimit", 150));
        ObjectNode scale = object("zero", false, "nice", true);
        ObjectNode value = quantity("value", "title", valueTitle, "scale", scale);
        ObjectNode colour = colour("name", names).putNull("legend");
        List<ObjectNode> layers = new ArrayList<>();
        reference.ifPresent(at -> layers.add(layer(mark("rule", "reference"), "x", datum(at))));
        layers.add(layer(
                mark("rule", "interval"),
                "y",
                name,
                "x",
                quantity("lower", "scale", scale),
                "x2",
                field("upper"),
                "color",
                colour));
        layers.add(layer(
                mark("point", "estimate"),
                "y",
                name,
                "x",
                value,
                "color",
                colour,
                "tooltip",
                array(tooltip("name", "method"), tooltip("written", valueTitle))));
        layers.add(layer(
                mark("text", "writing", "align", "right", "dy", -9, "baseline", "alphabetic"),
                "y",
                name,
                "x",
                at("width"),
                "text",
                field("written")));
        return chart(object("step", ROW_HEIGHT), data(), layers.toArray(ObjectNode[]::new));
    }

    private ArrayNode data() {
        ArrayNode data = array();
        for (Row row : rows) {
            data.add(object(
                    "name",
                    row.name(),
                    "value",
                    row.value(),
                    "lower",
                    row.lower(),
                    "upper",
                    row.upper(),
                    "written",
                    Numbers.interval(row.value(), row.lower(), row.upper())));
        }
        return data;
    }
}
