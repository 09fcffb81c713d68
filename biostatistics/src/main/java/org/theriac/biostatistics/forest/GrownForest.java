package org.theriac.biostatistics.forest;

import java.util.List;
import java.util.Locale;
import org.theriac.biostatistics.concordance.Concordance;

/**
 * A forest with the rows it grew on.
 *
 * @param forest what predicts
 * @param outOfBag what it says of rows by the trees that have not seen them
 * @param names of the columns
 */
public record GrownForest(SurvivalForest forest, OutOfBag outOfBag, List<String> names) {
    @Override
    public String toString() {
        Concordance c = outOfBag.concordance();
        double leaves =
                forest.trees().stream().mapToInt(SurvivalTree::leaves).average().orElse(0);
        return String.format(
                Locale.ROOT,
                "Random survival forest: %d trees, %.1f leaves each on average, %d columns, %d event times%n"
                        + "Out of bag: C %.4f (se %.4f)%n",
                forest.trees().size(),
                leaves,
                names.size(),
                forest.eventTimes().length,
                c.estimate(),
                c.standardError());
    }
}
