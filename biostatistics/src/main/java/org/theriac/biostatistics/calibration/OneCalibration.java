package org.theriac.biostatistics.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * 1-calibration (Haider et al., JMLR 21(85), 2020): the Hosmer–Lemeshow test at a horizon with censored rows as D'Agostino and Nam (Handbook of Statistics 23,
 * 2004) have it. Rows in groups of near-equal weight by predicted risk, highest first; in each the mean risk p against the observed incidence o, which is
 * 1 − Kaplan–Meier, or Aalen–Johansen where events compete, followed beyond the group's last time by the straight line from (0, 0) through its last point:
 *
 * <pre>HL = Σ_g n_g (o_g − p_g)² ∕ (p_g (1 − p_g))</pre>
 *
 * with one degree of freedom fewer than groups, two fewer for more than 15 groups. Groups with p of 0 or 1 are undefined; they are left out and counted. With
 * row weights all 1 and one event it is {@link HorizonCalibration#oneCalibration}; this one is made for many vectors of weights.
 */
public final class OneCalibration {
    private static final int MANY_GROUPS = 15;

    private final List<Group> groups;
    private final boolean censoredLeftOut;
    private final boolean ties;

    private OneCalibration(List<Group> groups, boolean censoredLeftOut, boolean ties) {
        this.groups = List.copyOf(groups);
        this.ties = ties;
        this.censoredLeftOut = censoredLeftOut;
    }

    /** What is done with rows that were censored before the horizon. */
    public enum Censored {
        /** They count as long as they were observed (D'Agostino and Nam). */
        OBSERVED,
        /** They are left out, which is biased towards more events; two degrees of freedom fewer than groups. */
        LEFT_OUT
    }

    /**
     * A group of rows.
     *
     * @param weight of its rows together
     * @param predicted mean risk
     * @param observed incidence
     */
    public record Group(double weight, double predicted, double observed) {
        /** Whether the group can take part in the test. */
        public boolean defined() {
            return predicted > 0 && predicted < 1 && !Double.isNaN(observed);
        }
    }

    /** Groups the rows; fewer groups than asked for where rows are few. O(n log n). */
    public static OneCalibration of(JudgedRisks rows, double horizon, int groups, Censored censored) {
        JudgedRisks kept = censored == Censored.LEFT_OUT ? knownBy(rows, horizon) : rows;
        int n = kept.rows();
        int count = Math.max(1, Math.min(groups, n));
        int[] group = groupOfRow(kept, count);
        double[] weight = new double[count];
        double[] predicted = new double[count];
        for (int i = 0; i < n; i++) {
            weight[group[i]] += kept.weight()[i];
            predicted[group[i]] += kept.weight()[i] * kept.risk()[i];
        }
        double[] observed = incidence(kept, group, weight, horizon);
        List<Group> made = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            if (weight[g] > 0) {
                made.add(new Group(weight[g], predicted[g] / weight[g], observed[g]));
            }
        }
        boolean ties = Arrays.stream(kept.risk()).distinct().limit(made.size()).count() < made.size();
        return new OneCalibration(made, censored == Censored.LEFT_OUT, ties);
    }

    private static JudgedRisks knownBy(JudgedRisks rows, double horizon) {
        double[] weight = rows.weight().clone();
        for (int i = 0; i < weight.length; i++) {
            weight[i] = rows.cause()[i] == 0 && rows.time()[i] < horizon ? 0 : weight[i];
        }
        return JudgedRisks.together(List.of(new JudgedRisks(rows.risk(), rows.time(), rows.cause(), weight).flat()));
    }

    /** The first groups have a row more where the weight does not divide evenly. */
    private static int[] groupOfRow(JudgedRisks rows, int groups) {
        int[] order = StableOrder.descending(rows.risk());
        double total = Arrays.stream(rows.weight()).sum();
        double base = Math.floor(total / groups + 1e-9);
        double longer = Math.rint(total - base * groups);
        int[] group = new int[order.length];
        int g = 0;
        double filled = 0;
        double end = base + (longer > 0 ? 1 : 0);
        for (int row : order) {
            while (g < groups - 1 && filled >= end - 1e-9) {
                g++;
                end += base + (g < longer ? 1 : 0);
            }
            group[row] = g;
            filled += rows.weight()[row];
        }
        return group;
    }

    /** The incidence of cause 1 in each group by the horizon, all groups in one walk through time. */
    private static double[] incidence(JudgedRisks rows, int[] group, double[] weight, double horizon) {
        int groups = weight.length;
        double[] atRisk = weight.clone();
        double[] survival = new double[groups];
        Arrays.fill(survival, 1);
        double[] incidence = new double[groups];
        double[] last = new double[groups];
        double[][] here = new double[3][groups];
        int[] order = StableOrder.ascending(rows.time());
        for (int from = 0; from < order.length; ) {
            double t = rows.time()[order[from]];
            int to = from;
            for (; to < order.length && rows.time()[order[to]] == t; to++) {
                int row = order[to];
                here[rows.cause()[row]][group[row]] += rows.weight()[row];
                last[group[row]] = t;
            }
            for (int k = from; k < to; k++) {
                int g = group[order[k]];
                double any = here[1][g] + here[2][g];
                if (t <= horizon && any > 0) {
                    incidence[g] += survival[g] * here[1][g] / atRisk[g];
                    survival[g] *= 1 - any / atRisk[g];
                }
                atRisk[g] -= any + here[0][g];
                here[0][g] = 0;
                here[1][g] = 0;
                here[2][g] = 0;
            }
            from = to;
        }
        for (int g = 0; g < groups; g++) {
            // after its last row's time nothing is known of a group in which someone lives on
            if (last[g] < horizon && survival[g] > 1e-12) {
                incidence[g] = Math.min(1, incidence[g] * horizon / last[g]);
            }
        }
        return incidence;
    }

    /** The groups, highest risk first. */
    public List<Group> groups() {
        return groups;
    }

    /** Groups that cannot take part in the test. */
    public int undefined() {
        return (int) groups.stream().filter(group -> !group.defined()).count();
    }

    /** HL; NaN where fewer than three groups can take part, or risks take fewer values than there are groups, so that rows of one risk would be parted. */
    public double statistic() {
        double sum = 0;
        for (Group g : groups) {
            if (g.defined()) {
                double difference = g.observed - g.predicted;
                sum += g.weight * difference * difference / (g.predicted * (1 - g.predicted));
            }
        }
        return degreesOfFreedom() < 1 || ties ? Double.NaN : sum;
    }

    /** Of the chi-square distribution. */
    public int degreesOfFreedom() {
        int used = groups.size() - undefined();
        return used < 3 ? 0 : censoredLeftOut || used > MANY_GROUPS ? used - 2 : used - 1;
    }

    /** The p value; NaN where there is no test. */
    public double p() {
        double statistic = statistic();
        return Double.isNaN(statistic)
                ? Double.NaN
                : ChiSquaredDistribution.of(degreesOfFreedom()).survivalProbability(statistic);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "1-calibration: chi-square %.4f on %d df, p %.4g, %d groups left out",
                statistic(),
                degreesOfFreedom(),
                p(),
                undefined());
    }
}
