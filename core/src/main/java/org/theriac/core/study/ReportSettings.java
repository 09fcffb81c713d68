package org.theriac.core.study;

import java.util.Optional;

/**
 * How the report is written.
 *
 * @param title its heading
 * @param individuals whether a second file with single persons' rows, curves and pictures is written
 */
@Meaning("How the report is written.")
public record ReportSettings(
        @Meaning("Heading of the report; the study's name unless given.")
        Optional<String> title,

        @Meaning(
                "Whether a second file is written that shows single persons: their rows, curves and pictures. It must not leave the hospital.")
        boolean individuals) {
    public static final ReportSettings DEFAULTS = new ReportSettings(Optional.empty(), false);
}
