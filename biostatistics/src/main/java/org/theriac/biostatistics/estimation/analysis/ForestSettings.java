package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.forest.RandomSurvivalForest;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/** Settings of a random survival forest. */
@Meaning("A random survival forest: how well it ranks rows its trees have not seen, and which columns that rests on.")
public record ForestSettings(
        @Required @Meaning("Columns of numbers or categories.")
        List<String> columns,

        @Meaning("How many trees.") @Range(min = 1) int trees,

        @Meaning("How many random columns are tried at each split; 0: the square root of their number, rounded up.")
        @Range(min = 0)
        int tried,

        @Meaning(
                "How many rows a leaf has at least, repetitions in the bootstrap sample counted. scikit-survival counts a row once: its 3 is nearer to 4 here. 15 in randomForestSRC.")
        @Range(min = 1)
        int leaf,

        @Meaning("Column with case weights: probabilities of being drawn.")
        Optional<String> weights,

        @Meaning(
                "With competing risks: the cause that is modelled, all others being censored; any of them unless given.")
        Optional<String> cause,

        @Meaning("Heading of the section.") Optional<String> title) {
    public static final ForestSettings DEFAULTS = new ForestSettings(
            List.of(), 500, 0, RandomSurvivalForest.LEAF_SIZE, Optional.empty(), Optional.empty(), Optional.empty());

    public ForestSettings {
        columns = List.copyOf(columns);
    }
}
