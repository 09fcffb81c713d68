package org.theriac.biostatistics.estimation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.theriac.core.report.Block;

/**
 * What an analysis found.
 *
 * @param blocks of its section, in reading order; ids of figures are unique within the analysis. Every table is also written as a file of its own
 * @param headline lines of the table for the terminal
 * @param numbers for programs, in full precision; see {@link ResultNumbers}
 */
public record AnalysisResult(List<Block> blocks, List<Line> headline, ObjectNode numbers) {
    public AnalysisResult {
        blocks = List.copyOf(blocks);
        headline = List.copyOf(headline);
    }

    /**
     * A line of the table for the terminal.
     *
     * @param what was estimated or tested: "median, sex: 2"
     * @param estimate with its interval; may be empty
     * @param test its result; may be empty
     */
    public record Line(String what, String estimate, String test) {}
}
