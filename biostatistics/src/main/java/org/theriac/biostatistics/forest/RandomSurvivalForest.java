package org.theriac.biostatistics.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * A random survival forest (Ishwaran, Kogalur, Blackstone and Lauer, Annals of Applied Statistics 2, 2008): each tree grows on a bootstrap sample; a node
 * is split where, among ⌈√p⌉ random columns and all of their values, the log-rank statistic of the two sides is greatest; a leaf holds the Nelson–Aalen
 * estimate of its sample. An immutable description; each {@code with…} returns a changed copy.
 *
 * <pre>{@code GrownForest forest = RandomSurvivalForest.of(500).withNames(names).fit(times, x, seed);}</pre>
 *
 * <p>A split lies halfway between two neighbouring values of all rows, so that a monotone transform of a column changes nothing. A column of unordered
 * categories is ordered within each tree by the mean log-rank score (event minus cumulative hazard) of its levels in that tree's sample, and then split
 * like a number; a level that the sample lacks goes with the middle one. Case weights are probabilities of being drawn. The same seed gives the same
 * forest, however many threads grow it. A tree costs O(√p · n log² n).
 */
public final class RandomSurvivalForest {
    /** The usual size below which a leaf is not made: that of ranger and scikit-survival. */
    public static final int LEAF_SIZE = 3;

    private final int trees;
    private final int tried;
    private final int leafSize;
    private final double share;
    private final int[] levels;
    private final List<String> names;

    private RandomSurvivalForest(int trees, int tried, int leafSize, double share, int[] levels, List<String> names) {
        this.trees = trees;
        this.tried = tried;
        this.leafSize = leafSize;
        this.share = share;
        this.levels = levels;
        this.names = names;
    }

    /** A forest of so many trees. */
    public static RandomSurvivalForest of(int trees) {
        if (trees < 1) {
            throw new UserError("A forest of " + trees + " trees cannot predict; 500 are usual.");
        }
        return new RandomSurvivalForest(trees, 0, LEAF_SIZE, 0, new int[0], List.of());
    }

    /** With so many random columns tried at each node; 0 for ⌈√p⌉. */
    public RandomSurvivalForest withColumnsTried(int columns) {
        if (columns < 0) {
            throw new IllegalArgumentException(columns + " columns cannot be tried");
        }
        return new RandomSurvivalForest(trees, columns, leafSize, share, levels, names);
    }

    /** With at least so many rows in each leaf, repetitions in the bootstrap sample counted. */
    public RandomSurvivalForest withLeafSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a leaf of " + rows + " rows");
        }
        return new RandomSurvivalForest(trees, tried, rows, share, levels, names);
    }

    /** With each tree on a share of the rows drawn without replacement, instead of a bootstrap sample. */
    public RandomSurvivalForest withSubsample(double shareOfRows) {
        if (!(shareOfRows > 0 && shareOfRows <= 1)) {
            throw new IllegalArgumentException("a sample of a share of " + shareOfRows);
        }
        return new RandomSurvivalForest(trees, tried, leafSize, shareOfRows, levels, names);
    }

    /**
     * With some columns as unordered categories.
     *
     * @param levelsOfColumn the number of codes 0, 1, … of a category, 0 for a column of numbers
     */
    public RandomSurvivalForest withCategories(int[] levelsOfColumn) {
        return new RandomSurvivalForest(trees, tried, leafSize, share, levelsOfColumn.clone(), names);
    }

    /** With names of the columns; x1, x2 … otherwise. */
    public RandomSurvivalForest withNames(List<String> columnNames) {
        return new RandomSurvivalForest(trees, tried, leafSize, share, levels, List.copyOf(columnNames));
    }

    /** The number of trees. */
    public int trees() {
        return trees;
    }

    int leafSize() {
        return leafSize;
    }

    /** The share of rows drawn without replacement; 0 for a bootstrap sample. */
    double share() {
        return share;
    }

    int[] levels(int p) {
        if (levels.length > 0 && levels.length != p) {
            throw new IllegalArgumentException(levels.length + " numbers of levels for " + p + " columns");
        }
        return levels.length == 0 ? new int[p] : levels;
    }

    int tried(int p) {
        return tried == 0 ? (int) Math.ceil(Math.sqrt(p)) : Math.min(tried, p);
    }

    List<String> names(int p) {
        if (!names.isEmpty() && names.size() != p) {
            throw new IllegalArgumentException(names.size() + " names for " + p + " columns");
        }
        return names.isEmpty()
                ? IntStream.rangeClosed(1, p).mapToObj(j -> "x" + j).toList()
                : names;
    }

    /**
     * Grows the forest on the calling thread.
     *
     * @param x n × p, all finite; categories as codes
     * @throws UserError if no row has an event, a covariate is missing, or rows enter late
     */
    public GrownForest fit(SurvivalTimes times, double[][] x, long seed) {
        ForestGrowth growth = on(times, x, streams(seed));
        List<SurvivalTree> grown = new ArrayList<>();
        for (int t = 0; t < trees; t++) {
            grown.add(growth.tree(t));
        }
        return growth.forest(grown);
    }

    /**
     * Prepares the growth of single trees, for callers with threads, progress and checkpoints of their own.
     *
     * @param streams the random numbers of each tree: the same for the same tree whenever asked
     */
    public ForestGrowth on(SurvivalTimes times, double[][] x, IntFunction<RandomGenerator> streams) {
        if (times.delayedEntry()) {
            throw new UserError(
                    "A random survival forest cannot use entry times: its trees compare rows that are observed"
                            + " from the beginning. Use cox, or leave the entry out where all rows enter at 0.");
        }
        if (times.events() == 0) {
            throw new UserError("None of the " + times.size() + " rows has the event, so no hazard can be estimated. "
                    + "Check how the event is coded.");
        }
        if (share > 0 && times.weighted()) {
            throw new UserError(
                    "A forest on samples without replacement cannot use case weights; use bootstrap samples.");
        }
        int p = x[0].length;
        List<String> columns = names(p);
        for (double[] row : x) {
            for (int j = 0; j < p; j++) {
                if (!Double.isFinite(row[j])) {
                    throw new UserError("Covariate '" + columns.get(j) + "' is missing or infinite in a row. "
                            + "Impute it or exclude the row before fitting.");
                }
            }
        }
        return new ForestGrowth(this, times, x, streams);
    }

    private static IntFunction<RandomGenerator> streams(long seed) {
        return tree ->
                new SplittableRandom(new SplittableRandom(seed).nextLong() ^ new SplittableRandom(tree).nextLong());
    }

    @Override
    public String toString() {
        return "random survival forest of " + trees + " trees, leaves of " + leafSize + " or more, categories "
                + Arrays.toString(levels);
    }
}
