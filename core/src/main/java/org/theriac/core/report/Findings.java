package org.theriac.core.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.core.method.FittedModel;

/**
 * What a study found. Report, progress, provenance and server know findings, never the kind of study.
 *
 * @param headline the table for the terminal; it also stands in one of the sections
 * @param sections in the order of the report
 * @param results the numbers for programs, as results.json holds them: only what seed, machine, versions and thread count determine
 * @param models fitted models to be kept
 * @param files further files to be kept beside the report, by their names; none shows single persons
 */
public record Findings(
        Table headline,
        List<Section> sections,
        ObjectNode results,
        List<FittedModel> models,
        Map<String, byte[]> files) {
    public Findings {
        sections = List.copyOf(sections);
        models = List.copyOf(models);
        files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    /** Findings without further files. */
    public Findings(Table headline, List<Section> sections, ObjectNode results, List<FittedModel> models) {
        this(headline, sections, results, models, Map.of());
    }
}
