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
import static org.theriac.core.report.chart.VegaLite.tooltip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        IntervalMarks marks = new IntervalMarks(
                valueTitle,
                reference,
                List.of("y", name),
                colour("name", names).putNull("legend"),
                array(tooltip("name", "method"), tooltip("written", valueTitle)));
        List<ObjectNode> layers = new ArrayList<>(marks.layers());
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
            data.add(IntervalMarks.row(row.name(), row.name(), row.value(), row.lower(), row.upper()));
        }
        return data;
    }
}
