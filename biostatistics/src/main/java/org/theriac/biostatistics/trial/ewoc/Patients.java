package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.List;

/** Patients of one trial in order of treatment, as the efficacy model wants them: columns. Not safe for use by several threads. */
final class Patients {
    private final List<Combination> combinations = new ArrayList<>();
    private final List<Boolean> toxicities = new ArrayList<>();
    private final List<Boolean> responses = new ArrayList<>();

    void add(Combination combination, boolean toxicity, boolean response) {
        combinations.add(combination);
        toxicities.add(toxicity);
        responses.add(response);
    }

    int count() {
        return combinations.size();
    }

    List<Combination> combinations() {
        return List.copyOf(combinations);
    }

    boolean[] toxicities() {
        return flags(toxicities);
    }

    int toxicityCount() {
        return (int) toxicities.stream().filter(toxicity -> toxicity).count();
    }

    /** The last two combinations: those of the cohort before. */
    List<Combination> lastPair() {
        return List.copyOf(combinations.subList(count() - 2, count()));
    }

    EfficacySampler sampler(EfficacyPrior prior) {
        return new EfficacySampler(
                combinations.stream().mapToDouble(Combination::x).toArray(),
                combinations.stream().mapToDouble(Combination::y).toArray(),
                flags(responses),
                prior);
    }

    private static boolean[] flags(List<Boolean> list) {
        boolean[] flags = new boolean[list.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = list.get(i);
        }
        return flags;
    }
}
