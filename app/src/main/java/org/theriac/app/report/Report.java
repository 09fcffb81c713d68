package org.theriac.app.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.theriac.core.report.Findings;

/**
 * What goes onto a page.
 *
 * @param title the study's name
 * @param standfirst one sentence beneath the title: what was asked; may be empty
 * @param facts a few words each, beside the title: date, version, rows, seed
 * @param findings what the study found
 * @param provenance what was recorded of the run; printed at the end as nested rows
 */
public record Report(
        String title, String standfirst, Map<String, String> facts, Findings findings, ObjectNode provenance) {
    public Report {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
