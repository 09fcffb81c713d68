package org.theriac.biostatistics.cox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.ColumnScaling;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Cox's proportional hazards regression, h(t|x) = h₀(t) e^{xβ}, by maximum partial likelihood. An immutable description of the fit; each
 * {@code with…} method returns a changed copy.
 *
 * <pre>{@code CoxFit fit = Cox.efron().withNames(List.of("age", "sex")).fit(SurvivalTimes.of(time, event), x);}</pre>
 *
 * <p>Newton–Raphson from 0 on centred and scaled columns, halving steps that lower the likelihood. Columns that are constant or depend on
 * earlier ones get the coefficient NaN and are listed by {@link CoxFit#aliased()}; coefficients that run away while the likelihood stands
 * still are listed by {@link CoxFit#infinite()}. A fit costs O(n log n + n p²) time and O(n p + p²) memory.
 */
public final class Cox {
    private static final double CONVERGED = 1e-9;
    private static final int MOST_ITERATIONS = 30;
    private static final int MOST_HALVINGS = 30;

    private final Ties ties;
    private final int[] strata;
    private final int[] cluster;
    private final double[] offset;
    private final List<String> names;
    private final double ridge;
    private final boolean robust;
    private final Optional<RetainedRows> retained;

    private Cox(
            Ties ties,
            int[] strata,
            int[] cluster,
            double[] offset,
            List<String> names,
            double ridge,
            boolean robust,
            Optional<RetainedRows> retained) {
        this.ties = ties;
        this.strata = strata;
        this.cluster = cluster;
        this.offset = offset;
        this.names = names;
        this.ridge = ridge;
        this.robust = robust;
        this.retained = retained;
    }

    /** Cox regression with the given rule for ties. */
    public static Cox of(Ties ties) {
        return new Cox(ties, new int[0], new int[0], new double[0], List.of(), 0, false, Optional.empty());
    }

    /** Cox regression with Efron's rule for ties. */
    public static Cox efron() {
        return of(Ties.EFRON);
    }

    /** Cox regression with Breslow's rule for ties. */
    public static Cox breslow() {
        return of(Ties.BRESLOW);
    }

    /** With a baseline hazard for each stratum (any integers, one for each row). */
    public Cox withStrata(int[] stratum) {
        return new Cox(ties, stratum.clone(), cluster, offset, names, ridge, robust, retained);
    }

    /** With a robust variance in which rows of one cluster (any integers) may depend on each other. Lin and Wei, JASA 84 (1989). */
    public Cox withCluster(int[] clusterOfRow) {
        return new Cox(ties, strata, clusterOfRow.clone(), offset, names, ridge, true, retained);
    }

    /** With a robust variance in which each row is a cluster of its own. */
    public Cox withRobustVariance() {
        return new Cox(ties, strata, new int[0], offset, names, ridge, true, retained);
    }

    /** With a known part of the linear predictor, one for each row. */
    public Cox withOffset(double[] offsetOfRow) {
        return new Cox(ties, strata, cluster, offsetOfRow.clone(), names, ridge, robust, retained);
    }

    /** With names of the columns; x1, x2 … otherwise. */
    public Cox withNames(List<String> columnNames) {
        return new Cox(ties, strata, cluster, offset, List.copyOf(columnNames), ridge, robust, retained);
    }

    /** With rows that stay in the risk sets after their time, as the regression of a subdistribution hazard needs. */
    public Cox withRetained(RetainedRows rows) {
        return new Cox(ties, strata, cluster, offset, names, ridge, robust, Optional.of(rows));
    }

    /**
     * With a ridge penalty λ/2 Σ (β_j sd_j)², which keeps coefficients finite when columns nearly separate the events. Standard errors are
     * then those of the penalised information, the log-likelihood is reported without the penalty.
     */
    public Cox withRidge(double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("the ridge penalty must be a number ≥ 0, not " + lambda);
        }
        return new Cox(ties, strata, cluster, offset, names, lambda, robust, retained);
    }

    /**
     * Fits.
     *
     * @param times n rows
     * @param x n × p covariates, all finite
     * @throws UserError if a covariate is missing, or no row has an event
     */
    public CoxFit fit(SurvivalTimes times, double[][] x) {
        int n = times.size();
        if (x.length != n) {
            throw new IllegalArgumentException(x.length + " rows of covariates for " + n + " times");
        }
        int p = x[0].length;
        List<String> columns = columnNames(p);
        if (times.events() == 0) {
            throw new UserError("None of the " + n + " rows has the event, so no hazard can be estimated. "
                    + "Check how the event is coded.");
        }
        ColumnScaling scaling = ColumnScaling.of(x, times.weights(), columns);
        int[] stratum = codes(strata, n);
        double[] shifts = offset.length == 0 ? new double[n] : offset;
        if (shifts.length != n) {
            throw new IllegalArgumentException(shifts.length + " offsets for " + n + " rows");
        }

        RetainedRows later = retained.orElseGet(() -> RetainedRows.none(n));

        int[] kept = IntStream.range(0, p).toArray();
        RiskSets sets = new RiskSets(times, scaling.apply(x, kept), p, stratum, shifts, later);
        PartialLikelihood start = new PartialLikelihood(sets, ties, new double[p]);
        double[][] information = start.information();
        kept = independent(information);
        if (kept.length < p) {
            sets = new RiskSets(times, scaling.apply(x, kept), kept.length, stratum, shifts, later);
            start = new PartialLikelihood(sets, ties, new double[kept.length]);
            information = start.information();
        }
        Newton newton =
                Newton.maximise(sets, ties, start, information, ridge, MOST_ITERATIONS, MOST_HALVINGS, CONVERGED);
        Optional<int[]> clusters = robust
                ? Optional.of(cluster.length == 0 ? IntStream.range(0, n).toArray() : codes(cluster, n))
                : Optional.empty();
        return new CoxFit(times, ties, columns, kept, scaling, stratum, newton, clusters);
    }

    private List<String> columnNames(int p) {
        if (!names.isEmpty()) {
            if (names.size() != p) {
                throw new IllegalArgumentException(names.size() + " names for " + p + " columns");
            }
            return names;
        }
        List<String> made = new ArrayList<>();
        for (int j = 1; j <= p; j++) {
            made.add("x" + j);
        }
        return made;
    }

    private static int[] codes(int[] values, int n) {
        if (values.length == 0) {
            return new int[n];
        }
        if (values.length != n) {
            throw new IllegalArgumentException(values.length + " stratum or cluster values for " + n + " rows");
        }
        int[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        return Arrays.stream(values).map(v -> Arrays.binarySearch(distinct, v)).toArray();
    }

    private static int[] independent(double[][] information) {
        GeneralisedCholesky factor = GeneralisedCholesky.of(information);
        return IntStream.range(0, information.length)
                .filter(j -> !factor.dependent(j))
                .toArray();
    }
}
