package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.at;
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
import java.util.Optional;

/**
 * Lines over a positive quantity on a logarithmic axis, each with an optional band: what a model does as a setting changes by factors.
 *
 * @param xTitle of the horizontal axis
 * @param yTitle of the vertical axis
 * @param zero whether the vertical axis starts at 0
 * @param marked a place on the horizontal axis that is pointed out; empty for none
 */
public record LinesOnLogScale(String xTitle, String yTitle, boolean zero, Optional<Place> marked, List<Line> lines)
        implements Chart {
    private static final int HEIGHT = 240;

    /** A place on the horizontal axis and what is written beside it. */
    public record Place(double x, String words) {}

    /**
     * One line; where a value is NaN the line is interrupted.
     *
     * @param x above 0, rising
     * @param lower limit of the band at each x; NaN where there is none
     * @param upper limit of the band at each x; NaN where there is none
     */
    public record Line(String name, double[] x, double[] y, double[] lower, double[] upper) {
        /** A line without a band. */
        public static Line of(String name, double[] x, double[] y) {
            double[] none = new double[x.length];
            Arrays.fill(none, Double.NaN);
            return new Line(name, x, y, none, none);
        }
    }

    public LinesOnLogScale {
        lines = List.copyOf(lines);
    }

    @Override
    public ObjectNode specification() {
        List<String> names = lines.stream().map(Line::name).toList();
        ObjectNode x = quantity(
                "x",
                "title",
                xTitle,
                "scale",
                object("type", "log", "nice", false),
                "axis",
                object("format", "~g", "tickCount", 6));
        ObjectNode scale = object("scale", object("zero", zero), "title", yTitle);
        ObjectNode y = quantity("y").setAll(scale.deepCopy());
        ObjectNode colour = colour("name", names);
        List<ObjectNode> layers = new ArrayList<>();
        if (hasBand()) {
            ObjectNode lower = quantity("lower").setAll(scale.deepCopy());
            layers.add(layer(mark("area", "band"), "x", x, "y", lower, "y2", field("upper"), "color", colour));
        }
        marked.ifPresent(place -> layers.addAll(marked(place)));
        layers.add(layer(mark("line", "curve"), "x", x, "y", y, "color", colour));
        layers.add(layer(
                mark("point", "hidden"),
                "x",
                x,
                "y",
                y,
                "color",
                colour,
                "tooltip",
                array(tooltip("name", "line"), tooltip("x", xTitle), tooltip("y", yTitle))));
        return chart(HEIGHT, rows(), layers.toArray(ObjectNode[]::new));
    }

    private List<ObjectNode> marked(Place place) {
        ObjectNode rule = layer(mark("rule", "reference"), "x", quantity("x"));
        ObjectNode words = layer(
                mark("text", "remark", "baseline", "top", "align", "left", "dx", 5),
                "x",
                quantity("x"),
                "y",
                at(0),
                "text",
                at(place.words()));
        List<ObjectNode> layers = List.of(rule, words);
        layers.forEach(layer -> layer.set("data", object("values", array(object("x", place.x())))));
        return layers;
    }

    private boolean hasBand() {
        return lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.lower()))
                .anyMatch(v -> !Double.isNaN(v));
    }

    private ArrayNode rows() {
        ArrayNode rows = array();
        for (Line line : lines) {
            for (int k = 0; k < line.x().length; k++) {
                ObjectNode row = object("name", line.name(), "x", line.x()[k], "y", line.y()[k]);
                if (hasBand()) {
                    row.setAll(object("lower", line.lower()[k], "upper", line.upper()[k]));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
