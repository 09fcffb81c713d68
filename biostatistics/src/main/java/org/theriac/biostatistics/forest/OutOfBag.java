package org.theriac.biostatistics.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.biostatistics.concordance.Concordance;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** What a forest says of rows by the trees that have not seen them. */
public final class OutOfBag {
    private static final int CLOSELY = 10;
    private static final double STEP = 1.12;

    private final SurvivalForest forest;
    private final ForestGrowth growth;

    OutOfBag(SurvivalForest forest, ForestGrowth growth) {
        this.forest = forest;
        this.growth = growth;
    }

    /** 1 − C of the forest's first so many trees. */
    public record ErrorAfter(int trees, double value) {}

    /**
     * How much a column matters.
     *
     * @param value by how much the out-of-bag concordance of single trees falls, on average over trees, when the column's values change places among
     *     the rows a tree has not seen (Breiman, Machine Learning 45, 2001)
     * @param standardError of the mean over trees
     */
    public record Importance(String name, double value, double standardError) {}

    /** Each row's mortality by the trees that have not seen it; NaN if there is none. */
    public double[] mortality() {
        double[][] sums = new double[2][growth.rows()];
        for (int t = 0; t < forest.trees().size(); t++) {
            add(t, sums);
        }
        return mean(sums);
    }

    private void add(int tree, double[][] sums) {
        SurvivalTree grown = forest.trees().get(tree);
        for (int row : growth.outOfBag(tree)) {
            sums[0][row] += forest.mortality(tree, grown.leaf(growth.row(row)));
            sums[1][row]++;
        }
    }

    private static double[] mean(double[][] sums) {
        double[] mean = new double[sums[0].length];
        Arrays.setAll(mean, i -> sums[1][i] == 0 ? Double.NaN : sums[0][i] / sums[1][i]);
        return mean;
    }

    /** Harrell's concordance of the out-of-bag mortality. */
    public Concordance concordance() {
        return concordance(mortality());
    }

    private Concordance concordance(double[] mortality) {
        int[] judged = IntStream.range(0, mortality.length)
                .filter(i -> !Double.isNaN(mortality[i]))
                .toArray();
        SurvivalTimes times = growth.times();
        return HarrellConcordance.of(
                times.take(judged),
                Arrays.stream(judged).mapToDouble(i -> mortality[i]).toArray());
    }

    /** The error, 1 − C, of growing parts of the forest: of every number of trees at first, then of fewer and fewer. */
    public List<ErrorAfter> errors() {
        List<ErrorAfter> errors = new ArrayList<>();
        double[][] sums = new double[2][growth.rows()];
        int trees = forest.trees().size();
        double next = 1;
        for (int t = 1; t <= trees; t++) {
            add(t - 1, sums);
            if (t >= next || t == trees) {
                double[] mortality = mean(sums);
                if (Arrays.stream(mortality).anyMatch(m -> !Double.isNaN(m))) {
                    errors.add(new ErrorAfter(t, 1 - concordance(mortality).estimate()));
                }
                next = t < CLOSELY ? t + 1 : t * STEP;
            }
        }
        return errors;
    }

    /** The permutation importance of all columns, in their order. Costs O(n log n) for each tree and each column that it asks for. */
    public List<Importance> importance() {
        int p = growth.columns();
        int trees = forest.trees().size();
        double[] sum = new double[p];
        double[] squares = new double[p];
        for (int t = 0; t < trees; t++) {
            double[] loss = loss(t);
            for (int j = 0; j < p; j++) {
                sum[j] += loss[j];
                squares[j] += loss[j] * loss[j];
            }
        }
        List<String> names = growth.settings().names(p);
        List<Importance> importance = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            double mean = sum[j] / trees;
            double variance = trees > 1 ? Math.max(0, squares[j] / trees - mean * mean) / (trees - 1) : Double.NaN;
            importance.add(new Importance(names.get(j), mean, Math.sqrt(variance)));
        }
        return importance;
    }

    /** By how much the concordance of one tree falls for each column; 0 for columns it does not ask for. */
    private double[] loss(int number) {
        double[] loss = new double[growth.columns()];
        SurvivalTree tree = forest.trees().get(number);
        int[] rows = growth.outOfBag(number);
        if (rows.length < 2) {
            return loss;
        }
        SurvivalTimes times = growth.times().take(rows);
        double[] risk = Arrays.stream(rows)
                .mapToDouble(i -> forest.mortality(number, tree.leaf(growth.row(i))))
                .toArray();
        double whole = HarrellConcordance.prepare(times, risk).applyAsDouble(times.weights());
        if (Double.isNaN(whole)) {
            return loss;
        }
        RandomGenerator random = growth.spare(number);
        for (int j : tree.columnsUsed()) {
            int[] shuffled = rows.clone();
            for (int i = shuffled.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int swapped = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = swapped;
            }
            double[] changed = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double value = growth.row(shuffled[i])[j];
                changed[i] = forest.mortality(number, tree.leaf(growth.row(rows[i]), j, value));
            }
            loss[j] = whole - HarrellConcordance.prepare(times, changed).applyAsDouble(times.weights());
        }
        return loss;
    }
}
