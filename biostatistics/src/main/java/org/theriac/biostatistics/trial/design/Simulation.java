package org.theriac.biostatistics.trial.design;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/**
 * A simulation of a design.
 *
 * @param scenarios the user's own truths by name
 * @param published names of truths that were published with the design; all of them if neither these nor own ones are named
 */
@Meaning("Operating characteristics of the design under known truths.")
public record Simulation(
        @Meaning("Trials under each scenario.") @Range(min = 1, max = 1_000_000)
        int trials,

        @Meaning("Truths of your own, by names of your choice.")
        Map<String, Scenario> scenarios,

        @Meaning(
                "Scenarios that were published with the design; all of them if neither these nor scenarios of your own are named.")
        List<String> published,

        @Meaning(
                "Whether stopping rules are noted and not followed, as in many published tables; a real trial follows them.")
        boolean neverStop,

        @Meaning("The wanted type I error: the decision threshold that would give it is reported.")
        @Range(min = 0.001, max = 0.5)
        double typeOneError) {
    public static final Simulation DEFAULTS = new Simulation(1000, Map.of(), List.of(), false, 0.1);

    public Simulation {
        scenarios = Collections.unmodifiableMap(new LinkedHashMap<>(scenarios));
        published = List.copyOf(published);
    }
}
