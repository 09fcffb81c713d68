package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.datum;
import static org.theriac.core.report.chart.VegaLite.field;
import static org.theriac.core.report.chart.VegaLite.layer;
import static org.theriac.core.report.chart.VegaLite.mark;
import static org.theriac.core.report.chart.VegaLite.object;
import static org.theriac.core.report.chart.VegaLite.quantity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.theriac.core.report.Numbers;

/**
 * What charts of intervals share: a rule from limit to limit, and a point at the value.
 *
 * @param reference a value drawn across; empty for none
 * @param place channels that say on which line an interval lies, names and definitions in turn
 */
record IntervalMarks(
        String valueTitle, Optional<Double> reference, List<Object> place, ObjectNode colour, ArrayNode tooltip) {
    IntervalMarks {
        place = List.copyOf(place);
    }

    List<ObjectNode> layers() {
        ObjectNode scale = object("zero", false, "nice", true);
        List<ObjectNode> layers = new ArrayList<>();
        reference.ifPresent(at -> layers.add(layer(mark("rule", "reference"), "x", datum(at))));
        layers.add(layer(
                mark("rule", "interval"),
                placed("x", quantity("lower", "scale", scale), "x2", field("upper"), "color", colour)));
        layers.add(layer(
                mark("point", "estimate"),
                placed(
                        "x",
                        quantity("value", "title", valueTitle, "scale", scale),
                        "color",
                        colour,
                        "tooltip",
                        tooltip)));
        return layers;
    }

    private Object[] placed(Object... others) {
        return Stream.concat(place.stream(), Stream.of(others)).toArray();
    }

    /** A datum; limits are NaN where there are none. */
    static ObjectNode row(String name, String series, double value, double lower, double upper) {
        return object(
                "name",
                name,
                "series",
                series,
                "value",
                value,
                "lower",
                lower,
                "upper",
                upper,
                "written",
                Numbers.interval(value, lower, upper));
    }
}
