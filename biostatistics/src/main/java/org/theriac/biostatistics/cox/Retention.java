package org.theriac.biostatistics.cox;

import java.util.Arrays;

/**
 * The part of {@link RetainedRows} in the risk sets. A row that stays weighs g(t−) × its share 1/g(T−): the share goes into one running sum for each g, and
 * g(t−) multiplies that sum at each event time.
 */
final class Retention {
    private final RiskSets sets;
    private final boolean any;
    /** 1/g(T−) of each position, 0 for a row that leaves. */
    private final double[] share;

    private final int[] curve;
    /** g(t−) of each curve at each block. */
    private final double[][] weight;
    /** The block with the latest time of each stratum, −1 for one without. */
    private final int[] latest;

    Retention(RiskSets sets, RetainedRows rows) {
        this.sets = sets;
        this.any = rows.any();
        int n = any ? sets.n : 0;
        this.share = new double[n];
        this.curve = new int[n];
        for (int q = 0; q < n; q++) {
            share[q] = rows.share(sets.row[q], sets.timeAt(q));
            curve[q] = rows.curve()[sets.row[q]];
        }
        this.weight = new double[any ? rows.curves().size() : 0][sets.blocks];
        for (int c = 0; c < weight.length; c++) {
            for (int k = 0; k < sets.blocks; k++) {
                weight[c][k] = rows.curves().get(c).before(sets.blockTime[k]);
            }
        }
        this.latest = new int[sets.strata];
        Arrays.fill(latest, -1);
        for (int k = sets.blocks - 1; k >= 0; k--) {
            latest[sets.blockStratum[k]] = k;
        }
    }

    /** Running sums over the rows that have left and stay, for a walk by descending time. */
    Sums sums(double[] risk) {
        return new Sums(risk);
    }

    final class Sums {
        private final double[] risk;
        private final double[] late0 = new double[weight.length];
        private final double[][] late1 = new double[weight.length][sets.p];
        private final double[] total = new double[sets.p];

        private Sums(double[] risk) {
            this.risk = risk;
        }

        /** Begins with the stratum whose first position is {@code first}: at the end of time all that stay have left. */
        void enter(int first) {
            if (!any) {
                return;
            }
            Arrays.fill(late0, 0);
            for (double[] line : late1) {
                Arrays.fill(line, 0);
            }
            int stratum = sets.stratumAt(first);
            for (int q = first; q < sets.n && sets.stratumAt(q) == stratum; q++) {
                add(q, 1);
            }
        }

        /** The row at a position is at risk by itself from here on. */
        void leave(int position) {
            if (any) {
                add(position, -1);
            }
        }

        private void add(int q, int sign) {
            if (share[q] > 0) {
                double r = sign * risk[q] * share[q];
                late0[curve[q]] += r;
                sets.add(late1[curve[q]], r, q);
            }
        }

        double total(int block, double s0) {
            double sum = s0;
            for (int c = 0; c < weight.length; c++) {
                sum += weight[c][block] * late0[c];
            }
            return sum;
        }

        /** The sums themselves if no row stays, else an array that is reused. */
        double[] total(int block, double[] s1) {
            if (!any) {
                return s1;
            }
            System.arraycopy(s1, 0, total, 0, total.length);
            for (int c = 0; c < weight.length; c++) {
                for (int j = 0; j < total.length; j++) {
                    total[j] += weight[c][block] * late1[c][j];
                }
            }
            return total;
        }
    }

    /** Adds to {@code own} what each row that stays accumulates after its time. */
    void accumulate(double[] increment, double[] own) {
        double[] weighted = new double[sets.blocks];
        for (int c = 0; c < weight.length; c++) {
            for (int k = 0; k < weighted.length; k++) {
                weighted[k] = increment[k] * weight[c][k];
            }
            double[] upTo = sets.cumulate(weighted);
            for (int q = 0; q < share.length; q++) {
                int end = latest[sets.stratumAt(q)];
                if (share[q] > 0 && curve[q] == c && end >= 0) {
                    own[q] += share[q] * (upTo[end] - (sets.blockAtTime[q] < 0 ? 0 : upTo[sets.blockAtTime[q]]));
                }
            }
        }
    }
}
