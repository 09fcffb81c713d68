package org.theriac.core.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.theriac.core.method.FittedModel;

/**
 * What a study found. Report, progress, provenance and server know findings, never the kind of study.
 *
 * @param headline the table for the terminal; it also stands in one of the sections
 * @param sections in the order of the report
 * @param results the numbers for programs, as results.json holds them: only what seed, machine, versions and thread count determine
 * @param models fitted models to be kept
 */
public record Findings(Table headline, List<Section> sections, ObjectNode results, List<FittedModel> models) {
    public Findings {
        sections = List.copyOf(sections);
        models = List.copyOf(models);
    }
}
