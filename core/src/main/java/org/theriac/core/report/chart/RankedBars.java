package org.theriac.core.report.chart;

import static org.theriac.core.report.chart.VegaLite.array;
import static org.theriac.core.report.chart.VegaLite.category;
import static org.theriac.core.report.chart.VegaLite.chart;
import static org.theriac.core.report.chart.VegaLite.colour;
import static org.theriac.core.report.chart.VegaLite.datum;
import static org.theriac.core.report.chart.VegaLite.layer;
import static org.theriac.core.report.chart.VegaLite.mark;
import static org.theriac.core.report.chart.VegaLite.object;
import static org.theriac.core.report.chart.VegaLite.quantity;
import static org.theriac.core.report.chart.VegaLite.tooltip;
import static org.theriac.core.report.chart.VegaLite.withLeastWidth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Named shares as bars, one beneath the other, in the order given.
 *
 * @param shareTitle of the axis, which runs from 0 to 1
 * @param reference a share that means something, drawn across; empty for none
 * @param bars of different names
 * @param series what the bars belong to: it gives them its colour
 */
public record RankedBars(String shareTitle, Optional<Double> reference, String series, List<Bar> bars)
        implements Chart {
    private static final int ROW_HEIGHT = 19;
    private static final int LEAST_WIDTH = 480;

    /** A name with its share. */
    public record Bar(String name, double share) {}

    public RankedBars {
        bars = List.copyOf(bars);
    }

    @Override
    public ObjectNode specification() {
        ObjectNode name = category(
                "name",
                "title",
                "",
                "sort",
                array(bars.stream().map(Bar::name).toList()),
                "axis",
                object("domain", false, "ticks", false, "grid", false, "labelLimit", 300));
        ObjectNode share = quantity(
                "share", "title", shareTitle, "axis", object("format", ".0%"), "scale", object("domain", array(0, 1)));
        List<ObjectNode> layers = new ArrayList<>();
        layers.add(layer(
                mark("bar", "share"),
                "y",
                name,
                "x",
                share,
                "color",
                colour("series", List.of(series)),
                "tooltip",
                array(tooltip("name", "name"), tooltip("share", shareTitle, "format", ".0%"))));
        reference.ifPresent(level -> layers.add(layer(mark("rule", "expected"), "x", datum(level))));
        return withLeastWidth(
                chart(object("step", ROW_HEIGHT), rows(), layers.toArray(ObjectNode[]::new)), LEAST_WIDTH);
    }

    private ArrayNode rows() {
        ArrayNode rows = array();
        bars.forEach(bar -> rows.add(object("name", bar.name(), "share", bar.share(), "series", series)));
        return rows;
    }
}
