package org.theriac.biostatistics.recurrent;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.survival.ChiSquare;
import org.theriac.core.UserError;

/**
 * A test that k groups have the same mean cumulative function (Lawless and Nadeau 1995; Cook, Lawless and Nadeau, Biometrics 52, 1996): observed minus expected
 * events of each group as in the log-rank test, with a variance that adds each subject's whole contribution, times its weight, before it is squared. It is
 * the robust score test of the group in the model of Andersen and Gill. O(n log n + n k).
 */
public final class RecurrentTest {
    private final double[] observed;
    private final double[] expected;
    private final ChiSquare test;

    private RecurrentTest(double[] observed, double[] expected, double[][] variance) {
        this.observed = observed;
        this.expected = expected;
        int k = observed.length;
        // The differences add to zero, so one group is left out.
        double[] difference = new double[k - 1];
        double[][] v = new double[k - 1][];
        for (int g = 1; g < k; g++) {
            difference[g - 1] = observed[g] - expected[g];
            v[g - 1] = Arrays.copyOfRange(variance[g], 1, k);
        }
        GeneralisedCholesky factor = GeneralisedCholesky.of(v);
        this.test = new ChiSquare(factor.quadraticForm(difference), factor.rank());
    }

    /**
     * The test.
     *
     * @param group of each row, codes 0 … k−1, the same for all rows of a subject
     * @throws UserError if fewer than two groups occur, or a subject changes its group
     */
    public static RecurrentTest test(RecurrentEvents rows, int[] group) {
        int n = rows.rows();
        if (group.length != n) {
            throw new IllegalArgumentException(group.length + " groups for " + n + " rows");
        }
        int[] groupOf = new int[rows.subjects()];
        Arrays.fill(groupOf, -1);
        for (int i = 0; i < n; i++) {
            int s = rows.subject()[i];
            if (groupOf[s] >= 0 && groupOf[s] != group[i]) {
                throw new UserError(
                        "Row " + (i + 1)
                                + " is of another group than an earlier row of the same subject: a test of mean cumulative functions needs subjects that stay in one group.");
            }
            groupOf[s] = group[i];
        }
        if (Arrays.stream(group).distinct().count() < 2) {
            throw new UserError(
                    "A test of mean cumulative functions compares groups, but all rows belong to the same one.");
        }
        int k = Arrays.stream(group).max().orElse(0) + 1;
        double[] time = IntStream.range(0, n)
                .filter(i -> rows.event()[i])
                .mapToDouble(i -> rows.stop()[i])
                .sorted()
                .distinct()
                .toArray();
        double[][] share = shares(rows, group, k, time);
        double[] rate = share[k];
        // Running sums of the pooled rate, and of it times each group's share.
        double[] hazard = new double[time.length + 1];
        double[][] part = new double[k][time.length + 1];
        for (int j = 0; j < time.length; j++) {
            hazard[j + 1] = hazard[j] + rate[j];
            for (int g = 0; g < k; g++) {
                part[g][j + 1] = part[g][j] + rate[j] * share[g][j];
            }
        }
        double[] observed = new double[k];
        double[] expected = new double[k];
        double[][] influence = new double[rows.subjects()][k];
        for (int i = 0; i < n; i++) {
            int from = upTo(time, rows.start()[i]);
            int to = upTo(time, rows.stop()[i]);
            double own = hazard[to] - hazard[from];
            double weight = rows.weight()[i];
            observed[group[i]] += rows.event()[i] ? weight : 0;
            expected[group[i]] += weight * own;
            double[] line = influence[rows.subject()[i]];
            for (int g = 0; g < k; g++) {
                line[g] += weight * (part[g][to] - part[g][from] - (g == group[i] ? own : 0));
                if (rows.event()[i]) {
                    line[g] += weight * ((g == group[i] ? 1 : 0) - share[g][to - 1]);
                }
            }
        }
        double[][] variance = new double[k][k];
        for (double[] line : influence) {
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    variance[a][b] += line[a] * line[b];
                }
            }
        }
        return new RecurrentTest(observed, expected, variance);
    }

    /** The share of each group among those under observation at each time, and in the last line the pooled rate d/n. */
    private static double[][] shares(RecurrentEvents rows, int[] group, int k, double[] time) {
        int m = time.length;
        double[][] change = new double[k + 1][m + 1];
        double[] events = new double[m];
        for (int i = 0; i < rows.rows(); i++) {
            int from = upTo(time, rows.start()[i]);
            int to = upTo(time, rows.stop()[i]);
            double weight = rows.weight()[i];
            change[group[i]][from] += weight;
            change[group[i]][to] -= weight;
            if (rows.event()[i]) {
                events[to - 1] += weight;
            }
        }
        double[][] share = new double[k + 1][m];
        double[] here = new double[k];
        for (int j = 0; j < m; j++) {
            double all = 0;
            for (int g = 0; g < k; g++) {
                here[g] += change[g][j];
                all += here[g];
            }
            for (int g = 0; g < k; g++) {
                share[g][j] = here[g] / all;
            }
            share[k][j] = events[j] / all;
        }
        return share;
    }

    /** How many of the times are at or before {@code t}. */
    private static int upTo(double[] time, double t) {
        int at = Arrays.binarySearch(time, t);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** The (weighted) events of each group. */
    public double[] observed() {
        return observed.clone();
    }

    /** The events of each group expected under one common function. */
    public double[] expected() {
        return expected.clone();
    }

    /** The chi-square statistic. */
    public double statistic() {
        return test.statistic();
    }

    /** Groups that can be told apart, minus one. */
    public int degreesOfFreedom() {
        return test.degreesOfFreedom();
    }

    /** The p-value; 1 if there are no degrees of freedom. */
    public double p() {
        return test.p();
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%6s %12s %12s%n", "group", "observed", "expected"));
        for (int g = 0; g < observed.length; g++) {
            text.append(String.format(Locale.ROOT, "%6d %12.4f %12.4f%n", g, observed[g], expected[g]));
        }
        return text.append(test).toString();
    }
}
