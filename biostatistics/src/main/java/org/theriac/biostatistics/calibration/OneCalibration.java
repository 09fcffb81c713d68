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
 * with one degree of freedom fewer than groups, two fewer for more than 15 groups. Groups with p of 0 or 1 are undefined; they are left out and counted. Groups that
 * expect fewer than one row with the event, or without it, are merged with their neighbours first. With
 * row weights all 1 and one event it is {@link HorizonCalibration#oneCalibration}; this one is made for many vectors of weights.
 */
public final class OneCalibration {
    private static final int MANY_GROUPS = 15;

    private static final int MOST_GROUPS = 10;
    private static final int LEAST_ROWS = 10;

    /** With less expected in a group the statistic has no chi-square distribution: one event where a hundredth was expected would be all of it. */
    private static final double LEAST_EXPECTED = 1;

    /** Fewer events in a group make its variance untrustworthy (Demler, Paynter and Cook). */
    private static final double LEAST_EVENTS = 5;

    private final List<Group> groups;
    private final Variant variant;
    private final boolean ties;

    private OneCalibration(List<Group> groups, Variant variant, boolean ties) {
        this.groups = List.copyOf(groups);
        this.ties = ties;
        this.variant = variant;
    }

    /** What is done with rows that were censored before the horizon, and how far an observed incidence may be off. */
    public enum Variant {
        /** They count as long as they were observed; the variance is p(1 − p)∕n as if all rows were known, which is too small under censoring. */
        DAGOSTINO_NAM,
        /**
         * They count as long as they were observed; n is the effective number of rows (Cutler and Ederer, 1958; Dorey and Korn, 1987), by the variance of the
         * estimate, Greenwood's or Aalen's, and neighbouring groups are merged until each has five events, as Demler, Paynter and Cook (Statistics in
         * Medicine 34, 2015) do, whose test divides by the variance itself and so rejects too often in small groups. Holds its level under censoring.
         */
        GREENWOOD,
        /** They are left out, which is biased towards more events; variance p(1 − p)∕n, two degrees of freedom fewer than groups. */
        KNOWN_ROWS
    }

    /**
     * A group of rows.
     *
     * @param weight of its rows together
     * @param predicted mean risk
     * @param observed incidence
     * @param variance of the observed incidence as estimated
     */
    public record Group(double weight, double predicted, double observed, double variance) {
        /** Whether the group can take part in the test. */
        public boolean defined() {
            return predicted > 0 && predicted < 1 && !Double.isNaN(observed);
        }

        /** As many rows without censoring would tell as much: o(1 − o) ∕ variance. The group's weight where nobody is censored before the horizon. */
        public double effective() {
            return observed * (1 - observed) / variance;
        }
    }

    /** As many groups as leave ten rows in each, ten at most. */
    public static int groups(JudgedRisks rows) {
        double total = Arrays.stream(rows.weight()).sum();
        return (int) Math.max(1, Math.min(MOST_GROUPS, Math.floor(total / LEAST_ROWS + 1e-9)));
    }

    /** Groups the rows; fewer groups than asked for where rows are few. O(n log n). */
    public static OneCalibration of(JudgedRisks rows, double horizon, int groups, Variant variant) {
        JudgedRisks kept = variant == Variant.KNOWN_ROWS ? knownBy(rows, horizon) : rows;
        int n = kept.rows();
        int count = Math.max(1, Math.min(groups, n));
        int[] group = merged(kept, groupOfRow(kept, count), count, variant, horizon);
        double[] weight = new double[count];
        double[] predicted = new double[count];
        for (int i = 0; i < n; i++) {
            weight[group[i]] += kept.weight()[i];
            predicted[group[i]] += kept.weight()[i] * kept.risk()[i];
        }
        double[][] observed = incidence(kept, group, weight, horizon);
        List<Group> made = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            if (weight[g] > 0) {
                made.add(new Group(weight[g], predicted[g] / weight[g], observed[0][g], observed[1][g]));
            }
        }
        boolean ties = Arrays.stream(kept.risk()).distinct().limit(count).count() < count;
        return new OneCalibration(made, variant, ties);
    }

    /**
     * Neighbouring groups are merged until each expects one row with the event and one without, or for Greenwood's variance has five events; those that expect
     * none at all stay, undefined.
     */
    private static int[] merged(JudgedRisks rows, int[] group, int count, Variant variant, double horizon) {
        double[] with = new double[count];
        double[] without = new double[count];
        double[] share = new double[count];
        for (int i = 0; i < group.length; i++) {
            double w = rows.weight()[i];
            boolean seen = rows.cause()[i] == 1 && rows.time()[i] <= horizon;
            with[group[i]] += variant == Variant.GREENWOOD ? (seen ? w / LEAST_EVENTS : 0) : w * rows.risk()[i];
            without[group[i]] += variant == Variant.GREENWOOD
                    ? (rows.time()[i] > horizon || rows.cause()[i] == 2 ? w : 0)
                    : w * (1 - rows.risk()[i]);
            share[group[i]] += w * rows.risk()[i];
        }
        if (variant == Variant.GREENWOOD) {
            // a group without an event is merged, one in which none could be is not
            for (int g = 0; g < count; g++) {
                with[g] = share[g] > 0 ? Math.max(with[g], 1e-9) : 0;
                without[g] = Math.max(without[g], 1e-9);
            }
        }
        int[] to = new int[count];
        int current = -1;
        for (int g = 0; g < count; g++) {
            boolean undefined = !(with[g] > 0 && without[g] > 0);
            boolean sparse = current >= 0 && Math.min(with[current], without[current]) < LEAST_EXPECTED;
            if (undefined || !sparse) {
                current = undefined ? -1 : g;
                to[g] = g;
            } else {
                to[g] = current;
                with[current] += with[g];
                without[current] += without[g];
            }
        }
        // what is left over at the end joins the group before it
        if (current > 0 && Math.min(with[current], without[current]) < LEAST_EXPECTED) {
            int before = to[current - 1];
            if (with[before] > 0 && without[before] > 0) {
                int last = current;
                to = Arrays.stream(to).map(g -> g == last ? before : g).toArray();
            }
        }
        int[] places = to;
        return Arrays.stream(group).map(g -> places[g]).toArray();
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

    /** The incidence of cause 1 in each group by the horizon and its variance, all groups in one walk through time. */
    private static double[][] incidence(JudgedRisks rows, int[] group, double[] weight, double horizon) {
        int groups = weight.length;
        double[] atRisk = weight.clone();
        double[] survival = new double[groups];
        Arrays.fill(survival, 1);
        double[] incidence = new double[groups];
        double[] last = new double[groups];
        double[][] here = new double[3][groups];
        double[][] sums = new double[groups][3];
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
                    double before = survival[g];
                    incidence[g] += before * here[1][g] / atRisk[g];
                    survival[g] *= Math.max(0, 1 - any / atRisk[g]);
                    accumulate(sums[g], incidence[g], before, survival[g], here[1][g], here[2][g], atRisk[g]);
                }
                atRisk[g] -= any + here[0][g];
                here[0][g] = 0;
                here[1][g] = 0;
                here[2][g] = 0;
            }
            from = to;
        }
        double[] variance = new double[groups];
        for (int g = 0; g < groups; g++) {
            double f = incidence[g];
            variance[g] = Math.max(0, sums[g][0] - 2 * f * sums[g][1] + f * f * sums[g][2]);
            // after its last row's time nothing is known of a group in which someone lives on
            if (last[g] < horizon && survival[g] > 1e-12) {
                incidence[g] = Math.min(1, incidence[g] * horizon / last[g]);
            }
        }
        return new double[][] {incidence, variance};
    }

    /** Aalen's variance in powers of F(t), as in AalenJohansen; for one event it is Greenwood's. */
    private static void accumulate(
            double[] sums, double f, double before, double left, double own, double other, double n) {
        double inverse = left > 1e-12 ? 1 / left : 0;
        double q = before * before / (n * n * n);
        add(sums, f * inverse, inverse, q * other * (n - other));
        add(sums, left > 1e-12 ? 1 + f * inverse : 1, inverse, q * own * (n - own));
    }

    private static void add(double[] sums, double a, double b, double q) {
        sums[0] += a * a * q;
        sums[1] += a * b * q;
        sums[2] += b * b * q;
    }

    /** The groups, highest risk first. */
    public List<Group> groups() {
        return groups;
    }

    /** Groups that cannot take part in the test. */
    public int undefined() {
        return (int) groups.stream().filter(group -> !takesPart(group)).count();
    }

    private boolean takesPart(Group group) {
        return group.defined()
                && (variant != Variant.GREENWOOD || group.variance > 0 && group.observed > 0 && group.observed < 1);
    }

    /** HL; NaN where fewer than three groups can take part, or risks take fewer values than there are groups, so that rows of one risk would be parted. */
    public double statistic() {
        double sum = 0;
        for (Group g : groups) {
            if (takesPart(g)) {
                double difference = g.observed - g.predicted;
                double known = variant == Variant.GREENWOOD ? g.effective() : g.weight;
                sum += known * difference * difference / (g.predicted * (1 - g.predicted));
            }
        }
        return degreesOfFreedom() < 1 || ties ? Double.NaN : sum;
    }

    /** Of the chi-square distribution. */
    public int degreesOfFreedom() {
        int used = groups.size() - undefined();
        return used < 3 ? 0 : variant == Variant.KNOWN_ROWS || used > MANY_GROUPS ? used - 2 : used - 1;
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
