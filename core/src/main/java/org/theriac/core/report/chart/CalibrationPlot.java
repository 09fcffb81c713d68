package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
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
import java.util.List;

/**
 * Observed against predicted probability in groups of rows, with intervals and the diagonal of perfect calibration.
 *
 * @param predictedTitle of the horizontal axis
 * @param observedTitle of the vertical axis
 */
public record CalibrationPlot(String predictedTitle, String observedTitle, List<Series> series) implements Chart {
    private static final int HEIGHT = 340;

    /** One method's groups, by rising prediction. */
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A group of rows.
     *
     * @param predicted mean predicted probability
     * @param observed estimated probability
     * @param lower confidence limit of {@code observed}; NaN when there is none
     * @param upper confidence limit of {@code observed}; NaN when there is none
     * @param rows how many
     */
    public record Point(double predicted, double observed, double lower, double upper, int rows) {}

    public CalibrationPlot {
        series = List.copyOf(series);
    }

    @Override
    public ObjectNode specification() {
        List<String> names = series.stream().map(Series::name).toList();
        double end = axisEnd();
        ObjectNode scale =
                object("scale", object("domain", array(0.0, end), "nice", false), "axis", object("format", ".0%"));
        ObjectNode x = quantity("predicted", "title", predictedTitle).setAll(scale.deepCopy());
        ObjectNode y = quantity("observed", "title", observedTitle).setAll(scale.deepCopy());
        ObjectNode colour = colour("name", names);
        ObjectNode diagonal = layer(mark("line", "reference"), "x", quantity("predicted"), "y", quantity("observed"));
        diagonal.set(
                "data",
                object(
                        "values",
                        array(object("predicted", 0, "observed", 0), object("predicted", end, "observed", end))));
        return chart(
                HEIGHT,
                rows(),
                diagonal,
                layer(mark("line", "curve", "strokeWidth", 1, "opacity", 0.55), "x", x, "y", y, "color", colour),
                layer(mark("rule", "interval"), "x", x, "y", quantity("lower"), "y2", field("upper"), "color", colour),
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
                                tooltip("name", "method"),
                                tooltip("predicted", "predicted", "format", ".1%"),
                                tooltip("observed", "observed", "format", ".1%"),
                                tooltip("lower", "lower limit", "format", ".1%"),
                                tooltip("upper", "upper limit", "format", ".1%"),
                                tooltip("rows", "rows"))));
    }

    /** The first tenth beyond everything that is drawn. */
    private double axisEnd() {
        double end = 0;
        for (Series one : series) {
            for (Point point : one.points()) {
                double upper = Double.isNaN(point.upper()) ? point.observed() : point.upper();
                end = Math.max(end, Math.max(point.predicted(), upper));
            }
        }
        return Math.min(1, Math.ceil(end * 10 - 1e-9) / 10);
    }

    private ArrayNode rows() {
        ArrayNode rows = array();
        for (Series one : series) {
            for (Point point : one.points()) {
                rows.add(object(
                        "name",
                        one.name(),
                        "predicted",
                        point.predicted(),
                        "observed",
                        point.observed(),
                        "lower",
                        point.lower(),
                        "upper",
                        point.upper(),
                        "rows",
                        point.rows()));
            }
        }
        return rows;
    }
}
