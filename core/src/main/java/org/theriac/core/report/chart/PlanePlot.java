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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Curves with their bands, and points, on one plane.
 *
 * @param horizontal the axis from left to right
 * @param vertical the axis from bottom to top
 * @param reference a level of the vertical axis that means something, drawn across
 * @param joined whether the points of one name are joined in their order, as a path
 */
public record PlanePlot(
        Axis horizontal,
        Axis vertical,
        Optional<Double> reference,
        List<Curve> curves,
        List<Points> points,
        boolean joined)
        implements Chart {
    private static final int HEIGHT = 320;

    /** An axis with its unit in the title, and its ends. */
    public record Axis(String title, double from, double to) {}

    /**
     * A curve, y over x; where a value is NaN the curve is interrupted.
     *
     * @param lower limit of the band at each x; NaN where there is none
     * @param upper limit of the band at each x; NaN where there is none
     */
    public record Curve(String name, double[] x, double[] y, double[] lower, double[] upper) {
        /** A curve without a band. */
        public static Curve of(String name, double[] x, double[] y) {
            double[] none = new double[x.length];
            Arrays.fill(none, Double.NaN);
            return new Curve(name, x, y, none, none);
        }
    }

    /**
     * Points of one name.
     *
     * @param remarks what the tooltip says of each
     */
    public record Points(String name, double[] x, double[] y, List<String> remarks) {
        public Points {
            remarks = List.copyOf(remarks);
        }
    }

    public PlanePlot {
        curves = List.copyOf(curves);
        points = List.copyOf(points);
    }

    @Override
    public ObjectNode specification() {
        List<String> names = Stream.concat(
                        curves.stream().map(Curve::name), points.stream().map(Points::name))
                .distinct()
                .toList();
        ObjectNode x = quantity("x", "title", horizontal.title(), "scale", scale(horizontal));
        ObjectNode y = quantity("y", "title", vertical.title(), "scale", scale(vertical));
        ObjectNode colour = colour("name", names);
        List<ObjectNode> layers = new ArrayList<>();
        if (hasBand()) {
            ObjectNode lower = quantity("lower", "title", vertical.title(), "scale", scale(vertical));
            layers.add(over(
                    bands(),
                    layer(
                            mark("area", "band", "clip", true),
                            "x",
                            x,
                            "y",
                            lower,
                            "y2",
                            field("upper"),
                            "color",
                            colour)));
        }
        reference.ifPresent(level -> layers.add(layer(mark("rule", "reference"), "y", datum(level))));
        if (!curves.isEmpty()) {
            layers.add(over(curveRows(), layer(mark("line", "curve", "clip", true), "x", x, "y", y, "color", colour)));
        }
        if (!points.isEmpty()) {
            ArrayNode rows = pointRows();
            if (joined) {
                layers.add(over(
                        rows,
                        layer(mark("line", "interval"), "x", x, "y", y, "order", quantity("order"), "color", colour)));
            }
            layers.add(over(
                    rows,
                    layer(
                            mark("point", "estimate"),
                            "x",
                            x,
                            "y",
                            y,
                            "color",
                            colour,
                            "tooltip",
                            array(
                                    tooltip("name", "what"),
                                    tooltip("x", horizontal.title()),
                                    tooltip("y", vertical.title()),
                                    tooltip("remark", "remark")))));
        }
        return chart(HEIGHT, array(), layers.toArray(ObjectNode[]::new));
    }

    private static ObjectNode scale(Axis axis) {
        return object("domain", array(axis.from(), axis.to()), "nice", false, "zero", false);
    }

    private static ObjectNode over(ArrayNode rows, ObjectNode layer) {
        layer.set("data", object("values", rows));
        return layer;
    }

    private boolean hasBand() {
        return curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.lower()))
                .anyMatch(v -> !Double.isNaN(v));
    }

    private ArrayNode bands() {
        ArrayNode rows = array();
        for (Curve curve : curves) {
            for (int k = 0; k < curve.x().length; k++) {
                if (!Double.isNaN(curve.lower()[k])) {
                    rows.add(object(
                            "name",
                            curve.name(),
                            "x",
                            curve.x()[k],
                            "lower",
                            curve.lower()[k],
                            "upper",
                            curve.upper()[k]));
                }
            }
        }
        return rows;
    }

    private ArrayNode curveRows() {
        ArrayNode rows = array();
        for (Curve curve : curves) {
            for (int k = 0; k < curve.x().length; k++) {
                rows.add(object("name", curve.name(), "x", curve.x()[k], "y", curve.y()[k]));
            }
        }
        return rows;
    }

    private ArrayNode pointRows() {
        ArrayNode rows = array();
        for (Points group : points) {
            for (int k = 0; k < group.x().length; k++) {
                rows.add(object(
                        "name",
                        group.name(),
                        "x",
                        group.x()[k],
                        "y",
                        group.y()[k],
                        "order",
                        k,
                        "remark",
                        group.remarks().get(k)));
            }
        }
        return rows;
    }
}
