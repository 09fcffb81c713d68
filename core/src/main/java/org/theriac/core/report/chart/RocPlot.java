package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.chart;
import static org.theriac.core.report.chart.VegaLite.colour;
import static org.theriac.core.report.chart.VegaLite.layer;
import static org.theriac.core.report.chart.VegaLite.mark;
import static org.theriac.core.report.chart.VegaLite.object;
import static org.theriac.core.report.chart.VegaLite.quantity;
import static org.theriac.core.report.chart.VegaLite.tooltip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Sensitivity against the share of false positives as the threshold moves, method beside method, with the diagonal of mere chance. */
public record RocPlot(List<Curve> curves) implements Chart {
    private static final int HEIGHT = 340;

    /**
     * A method's curve.
     *
     * @param falsePositiveRate not falling, from 0 to 1
     * @param sensitivity at each of them
     */
    public record Curve(String name, double[] falsePositiveRate, double[] sensitivity) {
        public Curve {
            if (falsePositiveRate.length != sensitivity.length) {
                throw new IllegalArgumentException("curve " + name + " has " + falsePositiveRate.length
                        + " false positive rates and " + sensitivity.length + " sensitivities");
            }
        }
    }

    public RocPlot {
        curves = List.copyOf(curves);
    }

    @Override
    public ObjectNode specification() {
        ObjectNode scale =
                object("scale", object("domain", array(0, 1), "nice", false), "axis", object("format", ".0%"));
        ObjectNode x = quantity("false_positives", "title", "1 − specificity").setAll(scale.deepCopy());
        ObjectNode y = quantity("sensitivity", "title", "Sensitivity").setAll(scale.deepCopy());
        ObjectNode colour = colour("name", curves.stream().map(Curve::name).toList());
        ObjectNode diagonal = layer(mark("line", "reference"), "x", x, "y", y);
        diagonal.set(
                "data",
                object(
                        "values",
                        array(
                                object("false_positives", 0, "sensitivity", 0),
                                object("false_positives", 1, "sensitivity", 1))));
        return chart(
                HEIGHT,
                rows(),
                diagonal,
                layer(
                        mark("line", "curve"),
                        "x",
                        x,
                        "y",
                        y,
                        // a line joins its points in their own order: some share one false positive rate
                        "order",
                        quantity("order"),
                        "color",
                        colour),
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
                                tooltip("name", "method"),
                                tooltip("sensitivity", "sensitivity", "format", ".1%"),
                                tooltip("false_positives", "1 − specificity", "format", ".1%"))));
    }

    private ArrayNode rows() {
        ArrayNode rows = array();
        for (Curve curve : curves) {
            for (int i = 0; i < curve.sensitivity().length; i++) {
                rows.add(object(
                        "name",
                        curve.name(),
                        "order",
                        i,
                        "false_positives",
                        curve.falsePositiveRate()[i],
                        "sensitivity",
                        curve.sensitivity()[i]));
            }
        }
        return rows;
    }
}
