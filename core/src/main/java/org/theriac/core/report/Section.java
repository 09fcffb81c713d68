package org.theriac.core.report;

import java.util.List;

/**
 * A part of a report.
 *
 * @param id a word for links, unique within the report
 * @param title its heading
 * @param individual whether it shows single persons: their rows, curves or pictures. Such a section stands in no report that may leave the hospital; it
 *     is written into a file of its own, and only when the study asks for it
 */
public record Section(String id, String title, List<Block> blocks, boolean individual) {
    public Section {
        blocks = List.copyOf(blocks);
    }

    /** A section that shows no single person. */
    public Section(String id, String title, List<Block> blocks) {
        this(id, title, blocks, false);
    }

    /** The same, of single persons. */
    public Section ofIndividuals() {
        return new Section(id, title, blocks, true);
    }
}
