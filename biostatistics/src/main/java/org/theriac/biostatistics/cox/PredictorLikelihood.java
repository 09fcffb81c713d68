package org.theriac.biostatistics.cox;

import java.util.Arrays;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * The log partial likelihood as a function of the linear predictor η itself, for whatever builds η step by step: a penalised path, boosting. The
 * rows are sorted once; each evaluation costs O(n). <b>All arrays are in the sorted order</b>, {@link #order()} tells which row stands where.
 * Immutable.
 */
public final class PredictorLikelihood {
    private static final double[] NO_COLUMNS = new double[0];

    private final RiskSets sets;
    private final Ties ties;

    private PredictorLikelihood(RiskSets sets, Ties ties) {
        this.sets = sets;
        this.ties = ties;
    }

    /**
     * Sorts the rows.
     *
     * @param stratum codes 0, 1, … of the rows; risk sets lie within strata
     */
    public static PredictorLikelihood of(SurvivalTimes times, Ties ties, int[] stratum) {
        return new PredictorLikelihood(new RiskSets(times, NO_COLUMNS, 0, stratum, new double[times.size()]), ties);
    }

    /** The row at each position, a copy. */
    public int[] order() {
        return sets.row.clone();
    }

    /**
     * The largest value that any η can reach: all of the risk at each event time lies with its events. {@code −Σ d log d} over the event times under
     * Breslow's rule, d the weight of the events.
     */
    public double saturated() {
        double sum = 0;
        for (int k = 0; k < sets.blocks; k++) {
            int deaths = sets.deathStart[k + 1] - sets.deathStart[k];
            double weight = 0;
            for (int e = sets.deathStart[k]; e < sets.deathStart[k + 1]; e++) {
                weight += sets.weight[sets.deaths[e]];
            }
            for (int r = 0; r < deaths; r++) {
                double left = ties == Ties.EFRON ? 1 - (double) r / deaths : 1;
                sum -= weight / deaths * Math.log(weight * left);
            }
        }
        return sum;
    }

    /**
     * The likelihood at η.
     *
     * @param eta by position; kept, not copied
     */
    public At at(double[] eta) {
        return new At(new PartialLikelihood(sets.with(NO_COLUMNS, 0, eta), ties, NO_COLUMNS));
    }

    /** The likelihood at one η. */
    public final class At {
        private final PartialLikelihood here;

        private At(PartialLikelihood here) {
            this.here = here;
        }

        /** The log partial likelihood. */
        public double logLikelihood() {
            return here.logLikelihood();
        }

        /** ∂ℓ/∂η of each position: weighted martingale residuals. O(n). */
        public double[] residuals() {
            return here.residuals();
        }

        /**
         * Minus the second derivative by coefficients of some columns, a × a. O(n a²) time, O(n a) memory.
         *
         * @param columns by column, then by position
         * @param chosen a columns
         */
        public double[][] information(double[][] columns, int[] chosen) {
            int width = chosen.length;
            double[] x = new double[sets.n * width];
            for (int a = 0; a < width; a++) {
                double[] column = columns[chosen[a]];
                for (int q = 0; q < sets.n; q++) {
                    x[q * width + a] = column[q];
                }
            }
            double[] eta = here.sets().offset;
            return new PartialLikelihood(sets.with(x, width, eta), ties, new double[width]).information();
        }
    }

    @Override
    public String toString() {
        return "log partial likelihood of " + sets.n + " rows, " + sets.deaths.length + " events, "
                + Arrays.stream(sets.blockStratum).distinct().count() + " strata with events";
    }
}
