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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines over time, each with an optional band: a score as the horizon moves.
 *
 * @param timeTitle of the horizontal axis, with its unit
 * @param valueTitle of the vertical axis
 * @param zero whether the vertical axis starts at 0
 * @param reference a level that means something, such as 0.5 for a concordance, drawn across; empty for none
 */
public record LinesOverTime(
        String timeTitle, String valueTitle, boolean zero, Optional<Double> reference, List<Line> lines)
        implements Chart {
    private static final int HEIGHT = 260;

    /**
     * One line; where a value is NaN the line is interrupted.
     *
     * @param lower limit of the band at each time; NaN where there is none
     * @param upper limit of the band at each time; NaN where there is none
     */
    public record Line(String name, double[] time, double[] value, double[] lower, double[] upper) {}

    public LinesOverTime {
        lines = List.copyOf(lines);
    }

    @Override
    public ObjectNode specification() {
        List<String> names = lines.stream().map(Line::name).toList();
        ObjectNode time = quantity("time", "title", timeTitle, "scale", object("nice", false, "zero", false));
        ObjectNode scale = object("scale", object("zero", zero), "title", valueTitle);
        ObjectNode value = quantity("value").setAll(scale.deepCopy());
        ObjectNode colour = colour("name", names);
        List<ObjectNode> layers = new ArrayList<>();
        if (hasBand()) {
            ObjectNode lower = quantity("lower").setAll(scale.deepCopy());
            layers.add(layer(mark("area", "band"), "x", time, "y", lower, "y2", field("upper"), "color", colour));
        }
        reference.ifPresent(level -> layers.add(layer(mark("rule", "reference"), "y", datum(level))));
        layers.add(layer(mark("line", "curve"), "x", time, "y", value, "color", colour));
        layers.add(layer(
                mark("point", "hidden"),
                "x",
                time,
                "y",
                value,
                "color",
                colour,
                "tooltip",
                array(tooltip("name", "method"), tooltip("time", timeTitle), tooltip("value", valueTitle))));
        return chart(HEIGHT, rows(), layers.toArray(ObjectNode[]::new));
    }

    private boolean hasBand() {
        return lines.stream()
                .flatMapToDouble(line -> java.util.Arrays.stream(line.lower()))
                .anyMatch(v -> !Double.isNaN(v));
    }

    private ArrayNode rows() {
        ArrayNode rows = array();
        for (Line line : lines) {
            for (int k = 0; k < line.time().length; k++) {
                ObjectNode row = object("name", line.name(), "time", line.time()[k], "value", line.value()[k]);
                if (hasBand()) {
                    row.setAll(object("lower", line.lower()[k], "upper", line.upper()[k]));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
