package org.theriac.biostatistics.estimation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.terms.Condition;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartChoice;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Settings of an estimation study. */
@Meaning("Estimates curves, tests groups and fits models on one table, and tells what it found as a paper does.")
public record EstimationSettings(
        @Meaning(
                "The outcome of all analyses: one of the outcomes' names with its settings. May be left out where every analysis names its own columns.")
        Optional<Outcome<?>> outcome,

        @Meaning("Only rows for which all of these hold, such as age >= 65 or sex == \"female\".")
        List<Condition> rows,

        @Meaning(
                "Names for the values of columns, such as {sex: {1: male, 2: female}}; such a column is a category, its levels in this order.")
        Map<String, Map<String, String>> levels,

        @Meaning("Levels that others are compared with, by column; the first level otherwise.")
        Map<String, String> reference,

        @Meaning("The confidence of all intervals, above 0.5 and below 1: 0.95 for 95 % intervals.")
        @Range(min = 0.5, max = 1)
        double confidence,

        @Required @Meaning("The analyses, in the order of the report.")
        List<PartChoice<Analysis>> analyses) {

    public static final EstimationSettings DEFAULTS =
            new EstimationSettings(Optional.empty(), List.of(), Map.of(), Map.of(), 0.95, List.of());

    /** @throws IllegalArgumentException if two values of a column have one name, or the confidence is out of range */
    public EstimationSettings {
        confidence = new Confidence(confidence).level();
        analyses = List.copyOf(analyses);
        rows = List.copyOf(rows);
        reference = Map.copyOf(reference);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        levels.forEach((column, names) -> {
            if (names.values().stream().distinct().count() < names.size()) {
                throw new IllegalArgumentException(
                        "levels." + column + " gives one name to two values; each value needs its own.");
            }
        });
    }
}
