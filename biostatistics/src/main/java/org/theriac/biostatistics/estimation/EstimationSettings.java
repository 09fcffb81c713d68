package org.theriac.biostatistics.estimation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartChoice;
import org.theriac.core.study.Required;

/** Settings of an estimation study. */
@Meaning("Estimates curves, tests groups and fits models on one table, and tells what it found as a paper does.")
public record EstimationSettings(
        @Meaning(
                "The outcome of all analyses: one of the outcomes' names with its settings. May be left out where every analysis names its own columns.")
        Optional<Outcome<?>> outcome,

        @Meaning("Levels that others are compared with, by column; the first level otherwise.")
        Map<String, String> reference,

        @Required @Meaning("The analyses, in the order of the report.")
        List<PartChoice<Analysis>> analyses) {

    public static final EstimationSettings DEFAULTS = new EstimationSettings(Optional.empty(), Map.of(), List.of());

    public EstimationSettings {
        analyses = List.copyOf(analyses);
        reference = Map.copyOf(reference);
    }
}
