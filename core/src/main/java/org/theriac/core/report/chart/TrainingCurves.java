package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.at;
import static org.theriac.core.report.chart.VegaLite.chart;
import static org.theriac.core.report.chart.VegaLite.colour;
import static org.theriac.core.report.chart.VegaLite.layer;
import static org.theriac.core.report.chart.VegaLite.mark;
import static org.theriac.core.report.chart.VegaLite.object;
import static org.theriac.core.report.chart.VegaLite.quantity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Losses over epochs, with the epoch whose weights were kept.
 *
 * @param lossTitle of the vertical axis
 * @param training loss after each epoch, the first being epoch 1
 * @param validation loss after each epoch; NaN without validation rows
 * @param best the epoch whose weights were kept, from 1
 */
public record TrainingCurves(String lossTitle, double[] training, double[] validation, int best) implements Chart {
    private static final int HEIGHT = 220;
    private static final int MOST_POINTS = 500;

    @Override
    public ObjectNode specification() {
        ObjectNode epoch = quantity(
                "epoch",
                "title",
                "Epoch",
                "scale",
                object("nice", false, "zero", false),
                "axis",
                object("tickMinStep", 1));
        ObjectNode loss = quantity("loss", "title", lossTitle, "scale", object("zero", false));
        ObjectNode colour = colour(
                "rows", hasValidation() ? List.of("training rows", "validation rows") : List.of("training rows"));
        ObjectNode kept = layer(mark("rule", "reference"), "x", quantity("epoch"));
        kept.set("data", object("values", array(object("epoch", best))));
        ObjectNode name = layer(
                mark(
                        "text",
                        "remark",
                        "baseline",
                        "top",
                        "align",
                        best > training.length / 2 ? "right" : "left",
                        "dx",
                        best > training.length / 2 ? -5 : 5),
                "x",
                quantity("epoch"),
                "y",
                at(0),
                "text",
                at("kept: epoch " + best));
        name.set("data", object("values", array(object("epoch", best))));
        return chart(HEIGHT, rows(), kept, layer(mark("line", "curve"), "x", epoch, "y", loss, "color", colour), name);
    }

    private boolean hasValidation() {
        return java.util.Arrays.stream(validation).anyMatch(v -> !Double.isNaN(v));
    }

    private ArrayNode rows() {
        ArrayNode rows = array();
        int stride = Math.max(1, training.length / MOST_POINTS);
        for (int e = 0; e < training.length; e++) {
            if (e % stride == 0 || e == training.length - 1 || e == best - 1) {
                rows.add(object("rows", "training rows", "epoch", e + 1, "loss", training[e]));
                if (!Double.isNaN(validation[e])) {
                    rows.add(object("rows", "validation rows", "epoch", e + 1, "loss", validation[e]));
                }
            }
        }
        return rows;
    }
}
