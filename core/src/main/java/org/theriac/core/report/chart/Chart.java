package org.theriac.core.report.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.theriac.core.report.Figure;

/** What a chart shows. */
public interface Chart {
    /**
     * The Vega-Lite specification, data inline and rounded to what the eye can tell apart. It is as wide as its container and names no colour: marks
     * carry styles ({@code band}, {@code reference}, {@code interval}, {@code estimate}, {@code writing}, …) that the page defines. {@code usermeta.least_width} is the width in pixels below which the page scrolls the chart rather than narrow it.
     */
    ObjectNode specification();

    /** The chart with its words; see {@link Figure}. */
    default Figure figure(String id, String title, String caption, String alternative) {
        return new Figure(id, title, caption, alternative, specification());
    }
}
