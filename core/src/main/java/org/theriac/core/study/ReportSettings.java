package org.theriac.core.study;

import java.util.Optional;

/**
 * How the report is written.
 *
 * @param title its heading
 */
@Meaning("How the report is written.")
public record ReportSettings(
        @Meaning("Heading of the report; the study's name unless given.")
        Optional<String> title) {
    public static final ReportSettings DEFAULTS = new ReportSettings(Optional.empty());
}
