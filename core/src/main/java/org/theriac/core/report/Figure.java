package org.theriac.core.report;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A chart as data.
 *
 * @param id a word unique within the report
 * @param title its heading
 * @param caption what it shows, with its conventions
 * @param alternative what a reader who cannot see it should know
 * @param specification a Vega-Lite specification with its data inline
 */
public record Figure(String id, String title, String caption, String alternative, ObjectNode specification)
        implements Block {}
