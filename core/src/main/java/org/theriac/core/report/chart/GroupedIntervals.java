package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.category;
import static org.theriac.core.report.chart.VegaLite.chart;
import static org.theriac.core.report.chart.VegaLite.colour;
import static org.theriac.core.report.chart.VegaLite.object;
import static org.theriac.core.report.chart.VegaLite.tooltip;
import static org.theriac.core.report.chart.VegaLite.withLeastWidth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Values with their intervals, one line for each name and within it one for each method: a metric by subgroup, a drop by input.
 *
 * @param valueTitle of the axis
 * @param reference a value that means something, such as 0 for a drop, drawn across; empty for none
 * @param series the methods, in the order of their colours
 */
public record GroupedIntervals(String valueTitle, Optional<Double> reference, List<String> series, List<Row> rows)
        implements Chart {
    private static final int STEP = 12;
    private static final int LEAST_WIDTH = 420;

    /** One value; limits are NaN where there are none. */
    public record Row(String name, String series, double value, double lower, double upper) {}

    public GroupedIntervals {
        series = List.copyOf(series);
        rows = List.copyOf(rows);
    }

    @Override
    public ObjectNode specification() {
        List<String> names = rows.stream().map(Row::name).distinct().toList();
        ObjectNode name = category(
                "name",
                "title",
                "",
                "sort",
                array(names),
                "axis",
                object("domain", false, "ticks", false, "grid", true, "labelLimit", 220));
        ObjectNode offset = category("series", "sort", array(series), "scale", object("domain", array(series)));
        IntervalMarks marks = new IntervalMarks(
                valueTitle,
                reference,
                List.of("y", name, "yOffset", offset),
                colour("series", series),
                array(tooltip("name", "group"), tooltip("series", "method"), tooltip("written", valueTitle)));
        int step = series.size() == 1 ? 2 * STEP : STEP;
        return withLeastWidth(
                chart(
                        object("step", step, "for", "offset"),
                        data(),
                        marks.layers().toArray(ObjectNode[]::new)),
                LEAST_WIDTH);
    }

    private ArrayNode data() {
        ArrayNode data = array();
        for (Row row : rows) {
            data.add(IntervalMarks.row(row.name(), row.series(), row.value(), row.lower(), row.upper()));
        }
        return data;
    }
}
