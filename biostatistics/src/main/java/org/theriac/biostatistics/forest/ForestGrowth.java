package org.theriac.biostatistics.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.Ranks;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.run.Run;
import org.theriac.core.run.SideBySide;

/** Rows prepared for growing trees: sorted by time once, columns as ranks. Immutable; trees may be grown by several threads. */
public final class ForestGrowth {
    private static final int BATCH = 20;

    private final RandomSurvivalForest settings;
    private final SurvivalTimes times;
    private final double[][] x;
    private final IntFunction<RandomGenerator> streams;
    private final int n;
    private final int p;
    private final int[] levels;
    /** Rows by ascending time. */
    private final int[] byTime;
    /** For each row, how many distinct event times lie at or before its time. */
    private final int[] eventTimesSoFar;

    private final double[] eventTimes;
    /** Rank of each row's value, by column; the code itself for a category. */
    private final int[][] rank;
    /** The distinct values of a column of numbers, ascending; empty for a category. */
    private final double[][] values;

    private final double[] cumulativeWeight;

    ForestGrowth(
            RandomSurvivalForest settings, SurvivalTimes times, double[][] x, IntFunction<RandomGenerator> streams) {
        this.settings = settings;
        this.times = times;
        this.x = x;
        this.streams = streams;
        this.n = times.size();
        this.p = x[0].length;
        if (x.length != n) {
            throw new IllegalArgumentException(x.length + " rows of covariates for " + n + " times");
        }
        this.levels = settings.levels(p);
        this.byTime = Ranks.ascending(IntStream.range(0, n).toArray(), Ranks.of(times.times()));
        this.eventTimes = IntStream.range(0, n)
                .filter(times::event)
                .mapToDouble(times::time)
                .sorted()
                .distinct()
                .toArray();
        this.eventTimesSoFar = new int[n];
        for (int i = 0; i < n; i++) {
            int at = Arrays.binarySearch(eventTimes, times.time(i));
            eventTimesSoFar[i] = at >= 0 ? at + 1 : -at - 1;
        }
        this.rank = new int[p][];
        this.values = new double[p][];
        for (int j = 0; j < p; j++) {
            int column = j;
            double[] all = Arrays.stream(x).mapToDouble(row -> row[column]).toArray();
            if (levels[j] > 0) {
                rank[j] = Arrays.stream(all).mapToInt(v -> (int) v).toArray();
                values[j] = new double[0];
            } else {
                rank[j] = Ranks.of(all);
                values[j] =
                        Arrays.stream(all).map(v -> v + 0.0).sorted().distinct().toArray();
            }
        }
        this.cumulativeWeight = times.weights();
        Arrays.parallelPrefix(cumulativeWeight, Double::sum);
    }

    /** How often each row is in a tree's sample. The same whenever asked. */
    int[] sample(RandomGenerator random) {
        int[] count = new int[n];
        if (settings.share() > 0) {
            int size = (int) Math.max(1, Math.round(settings.share() * n));
            int[] rows = IntStream.range(0, n).toArray();
            for (int i = 0; i < size; i++) {
                int other = i + random.nextInt(n - i);
                int drawn = rows[other];
                rows[other] = rows[i];
                count[drawn] = 1;
            }
            return count;
        }
        double total = cumulativeWeight[n - 1];
        for (int draw = 0; draw < n; draw++) {
            if (times.weighted()) {
                int at = Arrays.binarySearch(cumulativeWeight, random.nextDouble() * total);
                int row = at >= 0 ? at + 1 : -at - 1;
                count[Math.min(row, n - 1)]++;
            } else {
                count[random.nextInt(n)]++;
            }
        }
        return count;
    }

    /** Grows one tree, numbered from 0. */
    public SurvivalTree tree(int number) {
        RandomGenerator random = streams.apply(number);
        int[] count = sample(random);
        return new TreeGrower(this, count, new SplittableRandom(random.nextLong())).grow();
    }

    /**
     * Grows all trees in batches, each on as many threads as the run has workers. A run that is stopped, or killed, goes on with the batch after its last
     * checkpoint, to the same trees.
     */
    public List<SurvivalTree> trees(Run run) {
        int trees = settings.trees();
        return run.iterate(
                "grow " + trees + " trees by " + BATCH,
                new TreesCodec(),
                List::of,
                grown -> further(grown, Math.min(grown.size() + BATCH, trees), run),
                grown -> grown.size() >= trees);
    }

    private List<SurvivalTree> further(List<SurvivalTree> grown, int to, Run run) {
        List<Callable<SurvivalTree>> next = IntStream.range(grown.size(), to)
                .<Callable<SurvivalTree>>mapToObj(t -> () -> tree(t))
                .toList();
        List<SurvivalTree> all = new ArrayList<>(grown);
        all.addAll(SideBySide.all(run, next));
        return all;
    }

    /** The rows that are not in a tree's sample, ascending. */
    int[] outOfBag(int number) {
        int[] count = sample(streams.apply(number));
        return IntStream.range(0, n).filter(i -> count[i] == 0).toArray();
    }

    /** Random numbers of a tree that its growth does not use. */
    RandomGenerator spare(int number) {
        RandomGenerator random = streams.apply(number);
        return new SplittableRandom(random.nextLong() ^ 0x5DEECE66DL);
    }

    /**
     * The forest of trees that {@link #tree} gave.
     *
     * @param trees number 0, 1, …
     */
    public GrownForest forest(List<SurvivalTree> trees) {
        SurvivalForest forest = new SurvivalForest(eventTimes, trees);
        return new GrownForest(forest, new OutOfBag(forest, this), settings.names(p));
    }

    RandomSurvivalForest settings() {
        return settings;
    }

    SurvivalTimes times() {
        return times;
    }

    double[] row(int i) {
        return x[i];
    }

    int rows() {
        return n;
    }

    int columns() {
        return p;
    }

    int[] byTime() {
        return byTime;
    }

    int eventTimesSoFar(int row) {
        return eventTimesSoFar[row];
    }

    int eventTimeCount() {
        return eventTimes.length;
    }

    /** The number of levels of a category, 0 for numbers. */
    int levels(int column) {
        return levels[column];
    }

    int[] ranks(int column) {
        return rank[column];
    }

    int distinct(int column) {
        return levels[column] > 0 ? levels[column] : values[column].length;
    }

    /** Halfway between two neighbouring values, the lower of which has this rank. */
    double threshold(int column, int lower) {
        double low = values[column][lower];
        double middle = low + (values[column][lower + 1] - low) / 2;
        return middle < values[column][lower + 1] ? middle : low;
    }
}
