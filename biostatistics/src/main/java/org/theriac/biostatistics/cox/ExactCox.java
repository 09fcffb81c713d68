package org.theriac.biostatistics.cox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.ColumnScaling;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.algebra.Ranks;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Cox regression with the exact partial likelihood of truly discrete times: at each event time the probability that, of all sets of as many rows at risk,
 * just these had the event (Cox, J. R. Stat. Soc. B 34, 1972, section 6). With one stratum for each matched set it is conditional logistic
 * regression. Where ties come from rounding, {@link Cox#efron} is the better and cheaper choice. An immutable description.
 *
 * <p>A step costs O(n d p²), d the most events at one time; fits beyond some ten billion operations a step are refused.
 */
public final class ExactCox {
    private static final double MOST_WORK = 1e10;
    private static final double CONVERGED = 1e-9;
    private static final int MOST_STEPS = 30;

    private final List<String> names;
    private final int[] strata;
    private final double[] offset;

    private ExactCox(List<String> names, int[] strata, double[] offset) {
        this.names = names;
        this.strata = strata;
        this.offset = offset;
    }

    /** Without strata. */
    public static ExactCox create() {
        return new ExactCox(List.of(), new int[0], new double[0]);
    }

    /** With names of the columns; x1, x2 … otherwise. */
    public ExactCox withNames(List<String> columnNames) {
        return new ExactCox(List.copyOf(columnNames), strata, offset);
    }

    /** With risk sets within strata (any integers, one for each row), such as matched sets. */
    public ExactCox withStrata(int[] stratum) {
        return new ExactCox(names, stratum.clone(), offset);
    }

    /** With a known part of the linear predictor, one for each row. */
    public ExactCox withOffset(double[] offsetOfRow) {
        return new ExactCox(names, strata, offsetOfRow.clone());
    }

    /**
     * Fits.
     *
     * @param times n rows without case weights
     * @param x n × p covariates, all finite
     * @throws UserError if a covariate is missing, no row has an event, rows have weights, or ties are too many
     */
    public ExactCoxFit fit(SurvivalTimes times, double[][] x) {
        int n = times.size();
        if (x.length != n) {
            throw new IllegalArgumentException(x.length + " rows of covariates for " + n + " times");
        }
        if (times.events() == 0) {
            throw new UserError("None of the " + n + " rows has the event, so no hazard can be estimated. "
                    + "Check how the event is coded.");
        }
        if (times.weighted()) {
            throw new UserError(
                    "The exact partial likelihood counts sets of rows and has no case weights. Use Efron's ties.");
        }
        int p = x[0].length;
        List<String> columns = names.isEmpty()
                ? IntStream.rangeClosed(1, p).mapToObj(j -> "x" + j).toList()
                : names;
        ColumnScaling scaling = ColumnScaling.of(x, times.weights(), columns);
        int[] stratum = strata.length == 0 ? new int[n] : Ranks.of(strata);
        int[] kept = scaling.independent(x);
        double[] shifts = offset.length == 0 ? new double[n] : offset;
        if (shifts.length != n) {
            throw new IllegalArgumentException(shifts.length + " offsets for " + n + " rows");
        }
        RiskSets sets = new RiskSets(times, scaling.apply(x, kept), kept.length, stratum, shifts);
        checkWork(sets);
        int[] telling = telling(sets, kept);
        if (telling.length < kept.length) {
            sets = new RiskSets(times, scaling.apply(x, telling), telling.length, stratum, shifts);
        }
        return maximise(times, columns, telling, scaling, stratum, sets);
    }

    /** The columns that are not redundant within the risk sets, such as those of a matched set's own value. */
    private static int[] telling(RiskSets sets, int[] kept) {
        GeneralisedCholesky factor = GeneralisedCholesky.of(new Point(sets, new double[kept.length]).information);
        return IntStream.range(0, kept.length)
                .filter(a -> !factor.dependent(a))
                .map(a -> kept[a])
                .toArray();
    }

    private static ExactCoxFit maximise(
            SurvivalTimes times,
            List<String> columns,
            int[] kept,
            ColumnScaling scaling,
            int[] stratum,
            RiskSets sets) {
        double[] beta = new double[kept.length];
        Point here = new Point(sets, beta);
        Point start = here;
        double scoreTest = GeneralisedCholesky.of(here.information).quadraticForm(here.score);
        boolean flat = kept.length == 0;
        boolean converged = flat;
        int steps = 0;
        for (; steps < MOST_STEPS && !converged; steps++) {
            // One step beyond the flat likelihood squares the remaining error.
            converged = flat;
            double[] move = GeneralisedCholesky.of(here.information).solve(here.score);
            Point there = here;
            double[] next = beta;
            for (double share = 1; share > 1e-6; share /= 2) {
                next = beta.clone();
                for (int a = 0; a < next.length; a++) {
                    next[a] += share * move[a];
                }
                there = new Point(sets, next);
                if (there.logLikelihood >= here.logLikelihood - CONVERGED * Math.abs(here.logLikelihood)) {
                    break;
                }
            }
            flat = Math.abs(there.logLikelihood - here.logLikelihood) <= CONVERGED * Math.abs(here.logLikelihood);
            beta = next;
            here = there;
        }
        GeneralisedCholesky information = GeneralisedCholesky.of(here.information);
        Newton held = Newton.held(
                sets,
                Ties.BRESLOW,
                beta,
                information.inverse(),
                information.solve(here.score),
                steps,
                converged,
                CONVERGED);
        return new ExactCoxFit(
                new CoxFit(times, Ties.BRESLOW, columns, kept, scaling, stratum, held, Optional.empty()),
                start.logLikelihood,
                here.logLikelihood,
                scoreTest);
    }

    private static void checkWork(RiskSets sets) {
        double rows = 0;
        int most = 0;
        for (int k = 0; k < sets.blocks; k++) {
            most = Math.max(most, sets.deathStart[k + 1] - sets.deathStart[k]);
            rows += sets.delayedEntry() ? sets.n : 0;
        }
        double work = (rows + sets.n) * most * sets.p * (sets.p + 3) / 2;
        if (work > MOST_WORK) {
            throw new UserError("The exact partial likelihood would take " + (long) (work / 1e9)
                    + " billion operations a step: up to " + most
                    + " events fall on one time. Use Efron's ties, which then hardly differ.");
        }
    }

    /** The likelihood with its derivatives at one vector of coefficients. */
    private static final class Point {
        private final double[] score;
        private final double[][] information;
        private double logLikelihood;

        Point(RiskSets sets, double[] beta) {
            int p = sets.p;
            score = new double[p];
            information = new double[p][p];
            int most = 0;
            for (int k = 0; k < sets.blocks; k++) {
                most = Math.max(most, sets.deathStart[k + 1] - sets.deathStart[k]);
            }
            double[] eta = new double[sets.n];
            for (int q = 0; q < sets.n; q++) {
                eta[q] = sets.offset[q];
                for (int j = 0; j < p; j++) {
                    eta[q] += beta[j] * sets.x[q * p + j];
                }
            }
            double shift = Arrays.stream(eta).max().orElse(0);
            SubsetSums sums = new SubsetSums(most, p);
            int q = 0;
            int current = -1;
            for (int k = 0; k < sets.blocks; k++) {
                if (sets.blockStratum[k] != current || sets.delayedEntry()) {
                    sums.clear();
                    current = sets.blockStratum[k];
                    q = 0;
                    while (sets.stratumAt(q) < current) {
                        q++;
                    }
                }
                for (; q < sets.n && sets.stratumAt(q) == current && sets.timeAt(q) >= sets.blockTime[k]; q++) {
                    if (sets.entryAt(q) < sets.blockTime[k]) {
                        sums.join(Math.exp(eta[q] - shift), sets.x, q * p);
                    }
                }
                add(sets, k, sums, eta, shift);
            }
        }

        private void add(RiskSets sets, int block, SubsetSums sums, double[] eta, double shift) {
            int p = sets.p;
            int d = sets.deathStart[block + 1] - sets.deathStart[block];
            for (int e = sets.deathStart[block]; e < sets.deathStart[block + 1]; e++) {
                int row = sets.deaths[e];
                logLikelihood += eta[row] - shift;
                for (int a = 0; a < p; a++) {
                    score[a] += sets.x[row * p + a];
                }
            }
            logLikelihood -= sums.log(d);
            for (int a = 0; a < p; a++) {
                score[a] -= sums.mean(d, a);
                for (int b = 0; b <= a; b++) {
                    information[a][b] += sums.covariance(d, a, b);
                    information[b][a] = information[a][b];
                }
            }
        }
    }
}
