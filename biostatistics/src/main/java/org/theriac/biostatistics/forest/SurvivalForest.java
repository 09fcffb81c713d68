package org.theriac.biostatistics.forest;

import java.util.Arrays;
import java.util.List;

/** Trees that predict together; what is kept when the training rows are gone. Immutable. */
public final class SurvivalForest {
    private final double[] eventTimes;
    private final List<SurvivalTree> trees;
    private final double[][] mortality;

    /**
     * @param eventTimes distinct event times of the training rows, ascending
     */
    public SurvivalForest(double[] eventTimes, List<SurvivalTree> trees) {
        this.eventTimes = eventTimes.clone();
        this.trees = List.copyOf(trees);
        this.mortality =
                trees.stream().map(tree -> tree.mortality(eventTimes.length)).toArray(double[][]::new);
    }

    /** How the curves of the leaves are averaged. */
    public enum Average {
        /** exp(−mean of the leaves' Nelson–Aalen estimates): the forest of Ishwaran and others. */
        CUMULATIVE_HAZARD,
        /** The mean of the leaves' Kaplan–Meier curves at each time, "RSF-KM". */
        KAPLAN_MEIER
    }

    /** The trees. */
    public List<SurvivalTree> trees() {
        return trees;
    }

    /** The distinct event times of the training rows, ascending, a copy. */
    public double[] eventTimes() {
        return eventTimes.clone();
    }

    /** Each row's mean over trees of the cumulative hazard added up over all event times: the number of events among as many equal subjects. */
    public double[] mortality(double[][] x) {
        double[] risk = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int t = 0; t < trees.size(); t++) {
                risk[i] += mortality[t][trees.get(t).leaf(x[i])];
            }
            risk[i] /= trees.size();
        }
        return risk;
    }

    double mortality(int tree, int leaf) {
        return mortality[tree][leaf];
    }

    /**
     * Survival curves of new rows. O(trees × leaf + event times) for each row.
     *
     * @param at positions among {@link #eventTimes}, ascending
     * @return for each row the survival at these times
     */
    public double[][] survival(double[][] x, int[] at, Average average) {
        double[][] curves = new double[x.length][at.length];
        double[] sum = new double[eventTimes.length];
        for (int i = 0; i < x.length; i++) {
            Arrays.fill(sum, 0);
            for (SurvivalTree tree : trees) {
                add(tree, tree.leaf(x[i]), average, sum);
            }
            double level = 0;
            int k = 0;
            for (int e = 0; e < eventTimes.length && k < at.length; e++) {
                level += sum[e];
                if (at[k] == e) {
                    double mean = level / trees.size();
                    curves[i][k++] = average == Average.CUMULATIVE_HAZARD ? Math.exp(-mean) : Math.max(0, 1 - mean);
                }
            }
        }
        return curves;
    }

    /** Adds a leaf's increments of the cumulative hazard, or the falls of its Kaplan–Meier curve. */
    private static void add(SurvivalTree tree, int leaf, Average average, double[] sum) {
        double survival = 1;
        for (int k = tree.leafStart()[leaf]; k < tree.leafStart()[leaf + 1]; k++) {
            double hazard = tree.increment()[k];
            if (average == Average.CUMULATIVE_HAZARD) {
                sum[tree.position()[k]] += hazard;
            } else {
                sum[tree.position()[k]] += survival * hazard;
                survival *= 1 - hazard;
            }
        }
    }
}
