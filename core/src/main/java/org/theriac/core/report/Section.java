package org.theriac.core.report;

import java.util.List;

/**
 * A part of a report.
 *
 * @param id a word for links, unique within the report
 * @param title its heading
 */
public record Section(String id, String title, List<Block> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
    }
}
