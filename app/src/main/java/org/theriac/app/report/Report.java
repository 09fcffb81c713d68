package org.theriac.app.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theriac.core.report.Section;
import org.theriac.core.study.ReportSettings.Language;

/**
 * What goes onto a page.
 *
 * @param title the study's name
 * @param standfirst one sentence beneath the title: what was asked; may be empty
 * @param facts a few words each, beside the title: date, version, rows, seed
 * @param sections of what the study found
 * @param provenance what was recorded of the run; printed at the end as nested rows
 * @param individuals whether the page shows single persons and is marked so
 * @param language in which the page is written
 */
public record Report(
        String title,
        String standfirst,
        Map<String, String> facts,
        List<Section> sections,
        ObjectNode provenance,
        boolean individuals,
        Language language) {
    /** A page in English. */
    public Report(
            String title,
            String standfirst,
            Map<String, String> facts,
            List<Section> sections,
            ObjectNode provenance,
            boolean individuals) {
        this(title, standfirst, facts, sections, provenance, individuals, Language.EN);
    }

    public Report {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        sections = List.copyOf(sections);
    }
}
