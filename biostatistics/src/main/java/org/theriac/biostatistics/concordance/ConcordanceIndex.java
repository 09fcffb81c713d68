package org.theriac.biostatistics.concordance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.Ranks;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Concordance with standard errors for inference: of rows that depend on each other within clusters, over pairs within strata, and of several risks on the
 * same rows. Variances are those of the infinitesimal jackknife, as in {@code concordance()} of R's {@code survival}. An immutable description; each
 * {@code with…} returns a changed copy. O(n log n) for each risk.
 *
 * <pre>{@code ConcordanceComparison c = ConcordanceIndex.harrell().compare(times, List.of(score, biomarker));}</pre>
 */
public final class ConcordanceIndex {
    private final boolean uno;
    private final double limit;
    private final int[] stratum;
    private final int[] cluster;

    private ConcordanceIndex(boolean uno, double limit, int[] stratum, int[] cluster) {
        this.uno = uno;
        this.limit = limit;
        this.stratum = stratum;
        this.cluster = cluster;
    }

    /** Harrell's index. */
    public static ConcordanceIndex harrell() {
        return new ConcordanceIndex(false, Double.POSITIVE_INFINITY, new int[0], new int[0]);
    }

    /** Uno's index, the censoring curve from the same rows and taken as known. */
    public static ConcordanceIndex uno() {
        return new ConcordanceIndex(true, Double.POSITIVE_INFINITY, new int[0], new int[0]);
    }

    /** Without events after a time. */
    public ConcordanceIndex withLimit(double tau) {
        return new ConcordanceIndex(uno, tau, stratum, cluster);
    }

    /** Over pairs within strata (any integers, one for each row); for Harrell's index. */
    public ConcordanceIndex withStrata(int[] stratumOfRow) {
        if (uno) {
            throw new IllegalArgumentException(
                    "Uno's index is that of rows with one distribution of censoring: it has no strata");
        }
        return new ConcordanceIndex(false, limit, stratumOfRow.clone(), cluster);
    }

    /** With standard errors that let rows of a cluster (any integers) depend on each other. */
    public ConcordanceIndex withCluster(int[] clusterOfRow) {
        return new ConcordanceIndex(uno, limit, stratum, clusterOfRow.clone());
    }

    /**
     * The index of one risk.
     *
     * @param risk n risks, higher meaning an earlier event
     * @throws UserError if no pair of rows is comparable
     */
    public Concordance of(SurvivalTimes times, double[] risk) {
        return compare(times, List.of(risk)).indices().get(0);
    }

    /**
     * The indices of several risks on the same rows, with their covariance.
     *
     * @throws UserError if no pair of rows is comparable
     */
    public ConcordanceComparison compare(SurvivalTimes times, List<double[]> risks) {
        int n = times.size();
        int[] strata = stratum.length == 0 ? new int[n] : stratum;
        double[] factor = uno
                ? UnoConcordance.factors(times, CensoringCurve.of(times), limit)
                : IntStream.range(0, n)
                        .mapToDouble(i -> times.time(i) <= limit ? 1 : 0)
                        .toArray();
        int[] clusters = cluster.length == 0 ? IntStream.range(0, n).toArray() : Ranks.of(cluster);
        if (clusters.length != n) {
            throw new IllegalArgumentException(clusters.length + " clusters for " + n + " rows");
        }
        List<Concordance> indices = new ArrayList<>();
        List<double[]> influences = new ArrayList<>();
        for (double[] risk : risks) {
            RankedPairs.Counted counted = new RankedPairs(times, risk, strata, factor).influences(times.weights());
            if (!(counted.concordance().usable() > 0)) {
                throw new UserError(
                        "Concordance is not defined: no pair of the " + n + " rows is comparable. " + why(times));
            }
            double[] sums = new double[Arrays.stream(clusters).max().orElse(0) + 1];
            for (int i = 0; i < n; i++) {
                sums[clusters[i]] += counted.influence()[i];
            }
            influences.add(sums);
            indices.add(counted.concordance());
        }
        int k = indices.size();
        double[][] covariance = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                double[] first = influences.get(a);
                double[] second = influences.get(b);
                covariance[a][b] = IntStream.range(0, first.length)
                        .mapToDouble(i -> first[i] * second[i])
                        .sum();
            }
            Concordance c = indices.get(a);
            indices.set(
                    a,
                    new Concordance(
                            c.concordant(),
                            c.discordant(),
                            c.tiedRisk(),
                            c.tiedTime(),
                            c.tiedBoth(),
                            Math.sqrt(covariance[a][a])));
        }
        return new ConcordanceComparison(indices, covariance);
    }

    private String why(SurvivalTimes times) {
        if (times.events() == 0) {
            return "None has the event; see how the event is coded.";
        }
        return "A pair needs an event at a time after which another row is still under observation"
                + (stratum.length > 0 ? " in the same stratum." : ".");
    }
}
