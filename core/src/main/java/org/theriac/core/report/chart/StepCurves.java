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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.theriac.core.report.SmallCells;

/**
 * Step curves of groups with their confidence bands, and the numbers at risk beneath: Kaplan–Meier curves as a journal prints them.
 *
 * @param timeTitle of the horizontal axis, with its unit
 * @param valueTitle of the vertical axis
 * @param top where the vertical axis ends; 1 for probabilities, which are labelled in percent
 * @param riskTimes where the axis is labelled and the numbers at risk are given, ascending
 */
public record StepCurves(String timeTitle, String valueTitle, double top, List<Curve> curves, List<Double> riskTimes)
        implements Chart {
    private static final int HEIGHT = 300;
    /** Steps finer than a line is wide say nothing more, and would lay open single events. */
    private static final int MOST_STEPS = 300;
    /** Room for the axis between the plot and the first line beneath. */
    private static final int BENEATH = 58;

    private static final int LINE = 15;

    /**
     * A group's curve. Values hold from their time until the next.
     *
     * @param time ascending, the first being the origin
     * @param lower confidence limit at each time, NaN where there is none
     * @param upper confidence limit at each time, NaN where there is none
     * @param atRisk number at risk at each of the chart's {@code riskTimes}; none where nobody is at risk, as in a predicted curve
     */
    public record Curve(String name, double[] time, double[] value, double[] lower, double[] upper, int[] atRisk) {
        public Curve {
            if (value.length != time.length || lower.length != time.length || upper.length != time.length) {
                throw new IllegalArgumentException("curve " + name + " has " + time.length + " times, " + value.length
                        + " values, " + lower.length + " lower and " + upper.length + " upper limits");
            }
        }
    }

    /** Curves of probabilities, from 0 to 1. */
    public StepCurves(String timeTitle, String valueTitle, List<Curve> curves, List<Double> riskTimes) {
        this(timeTitle, valueTitle, 1, curves, riskTimes);
    }

    public StepCurves {
        curves = List.copyOf(curves);
        riskTimes = List.copyOf(riskTimes);
        for (Curve curve : curves) {
            if (curve.atRisk().length != 0 && curve.atRisk().length != riskTimes.size()) {
                throw new IllegalArgumentException(
                        curve.atRisk().length + " numbers at risk for " + riskTimes.size() + " times");
            }
        }
    }

    @Override
    public ObjectNode specification() {
        double begin = riskTimes.get(0);
        double end = riskTimes.get(riskTimes.size() - 1);
        for (Curve curve : curves) {
            begin = Math.min(begin, curve.time()[0]);
            end = Math.max(end, curve.time()[curve.time().length - 1]);
        }
        ObjectNode time = quantity(
                "time",
                "title",
                timeTitle,
                "scale",
                object("domain", array(begin, end), "nice", false),
                "axis",
                object("values", array(riskTimes)));
        ObjectNode value = quantity(
                "value",
                "title",
                valueTitle,
                "scale",
                object("domain", array(0, top)),
                "axis",
                top == 1 ? object("format", ".0%") : object());
        ObjectNode colour = colour("group", names());
        List<ObjectNode> layers = new ArrayList<>();
        layers.add(layer(
                mark("area", "band", "interpolate", "step-after"),
                "x",
                time,
                "y",
                quantity("lower", "title", valueTitle),
                "y2",
                field("upper"),
                "color",
                colour));
        layers.add(layer(mark("line", "curve", "interpolate", "step-after"), "x", time, "y", value, "color", colour));
        if (!followed().isEmpty()) {
            layers.addAll(List.of(heading(), groupNames(), numbersAtRisk()));
        }
        return chart(HEIGHT, steps(begin, end), layers.toArray(ObjectNode[]::new));
    }

    /** The curves of rows under observation; nobody is at risk in a predicted or expected one. */
    private List<Curve> followed() {
        return curves.stream().filter(curve -> curve.atRisk().length > 0).toList();
    }

    private List<String> names() {
        return curves.stream().map(Curve::name).toList();
    }

    private ArrayNode steps(double begin, double end) {
        ArrayNode rows = array();
        for (Curve curve : curves) {
            int shown = -1;
            for (int i = 0; i < curve.time().length; i++) {
                boolean last = i == curve.time().length - 1;
                int cell = cell(curve.time()[i], begin, end);
                // the first of a cell's steps marks where the curve leaves its level, the last one where it arrives
                if (i == 0 || last || cell != shown || cell(curve.time()[i + 1], begin, end) != cell) {
                    rows.add(object(
                            "group",
                            curve.name(),
                            "time",
                            curve.time()[i],
                            "value",
                            curve.value()[i],
                            "lower",
                            curve.lower()[i],
                            "upper",
                            curve.upper()[i]));
                    shown = cell;
                }
            }
        }
        return rows;
    }

    private static int cell(double time, double begin, double end) {
        return (int) ((time - begin) / (end - begin) * MOST_STEPS);
    }

    private ObjectNode heading() {
        ObjectNode heading = layer(
                mark("text", "remark", "align", "left", "fontWeight", 600),
                "x",
                at(0),
                "y",
                at(HEIGHT + BENEATH),
                "text",
                at("Number at risk"));
        heading.set("data", object("values", array(object())));
        return heading;
    }

    private ObjectNode groupNames() {
        ArrayNode rows = array();
        List<Curve> followed = followed();
        for (int g = 0; g < followed.size(); g++) {
            rows.add(object("group", followed.get(g).name(), "line", line(g)));
        }
        ObjectNode names = layer(
                mark("text", "writing", "align", "left", "baseline", "middle"),
                "x",
                at(0),
                "y",
                pixels("line"),
                "text",
                field("group"),
                "color",
                colour("group", names()));
        names.set("data", object("values", rows));
        return names;
    }

    private ObjectNode numbersAtRisk() {
        ArrayNode rows = array();
        List<Curve> followed = followed();
        for (int g = 0; g < followed.size(); g++) {
            for (int k = 0; k < followed.get(g).atRisk().length; k++) {
                rows.add(object(
                        "group",
                        followed.get(g).name(),
                        "time",
                        riskTimes.get(k),
                        "line",
                        line(g) + LINE,
                        "count",
                        SmallCells.count(followed.get(g).atRisk()[k])));
            }
        }
        ObjectNode numbers = layer(
                mark("text", "writing", "align", "center", "baseline", "middle"),
                "x",
                quantity("time"),
                "y",
                pixels("line"),
                "text",
                field("count"));
        numbers.set("data", object("values", rows));
        return numbers;
    }

    private static int line(int group) {
        return HEIGHT + BENEATH + LINE + 3 + group * (2 * LINE + 4);
    }

    /** A field that holds pixels from the top of the plot, beyond its scale. */
    private static ObjectNode pixels(String field) {
        ObjectNode channel = quantity(field);
        channel.putNull("scale");
        channel.putNull("axis");
        return channel;
    }
}
