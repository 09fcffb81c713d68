package org.theriac.biostatistics.cox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * The score test that adding x·g(t) to the model would not improve it: one chi-square for each term and a global one, as in R's
 * {@code cox.zph} since version 3.0 of {@code survival}. Older software, and lifelines still, correlates scaled Schoenfeld residuals with g(t)
 * and gives other numbers. Costs as much as three Newton steps.
 */
public final class ProportionalHazardsTest {
    /** The function g of time. */
    public enum Transform {
        /** 1 − S(t−) of the Kaplan–Meier curve of all rows: the default of R, little touched by outlying times. */
        KM,
        /** t. */
        IDENTITY,
        /** log t; times must be positive. */
        LOG,
        /** The rank of t among all rows' times, tied times sharing their mean rank. */
        RANK
    }

    /** The test of one term, of one or more columns. */
    public record Term(String name, CoxFit.Test test) {}

    private final Transform transform;
    private final List<Term> terms;
    private final CoxFit.Test global;

    private ProportionalHazardsTest(Transform transform, List<Term> terms, CoxFit.Test global) {
        this.transform = transform;
        this.terms = terms;
        this.global = global;
    }

    /** Tests each column. */
    public static ProportionalHazardsTest of(CoxFit fit, Transform transform) {
        return of(fit, transform, fit.names());
    }

    /**
     * Tests each term.
     *
     * @param termOfColumn the name of the term of each column; the codes of one category share a name
     */
    public static ProportionalHazardsTest of(CoxFit fit, Transform transform, List<String> termOfColumn) {
        if (termOfColumn.size() != fit.names().size()) {
            throw new IllegalArgumentException(
                    termOfColumn.size() + " terms for " + fit.names().size() + " columns");
        }
        PartialLikelihood at = fit.likelihood();
        RiskSets sets = at.sets();
        int p = sets.p;
        double[] g = centred(sets, blockValues(sets, fit.times(), transform));
        double[] gg = Arrays.stream(g).map(v -> v * v).toArray();
        double[][] joint = join(at.information(), at.information(g), at.information(gg));
        double[] score = new double[2 * p];
        TieSums sums = new TieSums();
        at.walk((k, s0, s1, d0, d1) -> {
            at.compute(sums, k, s0, d0);
            for (int j = 0; j < p; j++) {
                double u = -(sums.hazard * s1[j] - sums.withheld * d1[j]);
                for (int e = sets.deathStart[k]; e < sets.deathStart[k + 1]; e++) {
                    u += sets.weight[sets.deaths[e]] * sets.x[sets.deaths[e] * p + j];
                }
                score[p + j] += g[k] * u;
            }
        });
        List<Term> terms = new ArrayList<>();
        for (String name : termOfColumn.stream().distinct().toList()) {
            int[] columns = IntStream.range(0, p)
                    .filter(a -> termOfColumn.get(fit.kept()[a]).equals(name))
                    .toArray();
            if (columns.length > 0) {
                terms.add(new Term(name, test(joint, score, p, columns)));
            }
        }
        return new ProportionalHazardsTest(
                transform, terms, test(joint, score, p, IntStream.range(0, p).toArray()));
    }

    /** The function of time. */
    public Transform transform() {
        return transform;
    }

    /** The test of each term, in the order of the columns. */
    public List<Term> terms() {
        return List.copyOf(terms);
    }

    /** The joint test of all terms. */
    public CoxFit.Test global() {
        return global;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Score test of proportional hazards, g = %s%n",
                transform.name().toLowerCase(Locale.ROOT)));
        for (Term t : terms) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-20s %10.4f on %d df, p %.4g%n",
                    t.name,
                    t.test.statistic(),
                    t.test.degreesOfFreedom(),
                    t.test.p()));
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%-20s %10.4f on %d df, p %.4g",
                        "global",
                        global.statistic(),
                        global.degreesOfFreedom(),
                        global.p()))
                .toString();
    }

    private static CoxFit.Test test(double[][] joint, double[] score, int p, int[] columns) {
        int[] chosen = IntStream.concat(
                        IntStream.range(0, p), Arrays.stream(columns).map(j -> p + j))
                .toArray();
        double[][] v = new double[chosen.length][chosen.length];
        double[] u = new double[chosen.length];
        for (int a = 0; a < chosen.length; a++) {
            u[a] = score[chosen[a]];
            for (int b = 0; b < chosen.length; b++) {
                v[a][b] = joint[chosen[a]][chosen[b]];
            }
        }
        return new CoxFit.Test(GeneralisedCholesky.of(v).quadraticForm(u), columns.length);
    }

    private static double[][] join(double[][] one, double[][] g, double[][] gg) {
        int p = one.length;
        double[][] joint = new double[2 * p][2 * p];
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                joint[a][b] = one[a][b];
                joint[a + p][b] = g[a][b];
                joint[a][b + p] = g[a][b];
                joint[a + p][b + p] = gg[a][b];
            }
        }
        return joint;
    }

    private static double[] blockValues(RiskSets sets, SurvivalTimes times, Transform transform) {
        double[] g = sets.blockTime.clone();
        switch (transform) {
            case IDENTITY -> {}
            case LOG -> Arrays.setAll(g, k -> Math.log(g[k]));
            case KM -> {
                double[] unit = new double[times.size()];
                Arrays.fill(unit, 1);
                StepCurve survival = KaplanMeier.fit(times.withWeights(unit)).curve();
                Arrays.setAll(g, k -> 1 - survival.before(g[k]));
            }
            case RANK -> {
                double[] sorted = times.times();
                Arrays.sort(sorted);
                Arrays.setAll(g, k -> meanRank(sorted, g[k]));
            }
        }
        return g;
    }

    private static double meanRank(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        int first = at;
        while (first > 0 && sorted[first - 1] == value) {
            first--;
        }
        int last = at;
        while (last < sorted.length - 1 && sorted[last + 1] == value) {
            last++;
        }
        return (first + last) / 2.0 + 1;
    }

    private static double[] centred(RiskSets sets, double[] g) {
        double sum = 0;
        for (int k = 0; k < sets.blocks; k++) {
            sum += g[k] * (sets.deathStart[k + 1] - sets.deathStart[k]);
        }
        double mean = sum / sets.deaths.length;
        Arrays.setAll(g, k -> g[k] - mean);
        return g;
    }
}
