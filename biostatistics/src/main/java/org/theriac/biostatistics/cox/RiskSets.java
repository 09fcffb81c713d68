package org.theriac.biostatistics.cox;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.Ranks;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * The rows in the order in which the partial likelihood needs them: by stratum, within it by descending time, and the blocks of tied events.
 * A walk over the risk sets keeps running sums of risk (w e^η) and risk × covariates, so that one walk costs O(n p) and no n × n matrix ever
 * exists. The second-order sums Σ risk·x xᵀ over risk sets are obtained without a walk: adding them over event times gives each row the weight
 * of its own cumulative hazard.
 */
final class RiskSets {
    final int n;
    final int p;
    /** Original index of the row at each position. */
    final int[] row;
    /** n × p covariates in the order of positions. */
    final double[] x;

    final double[] weight;
    final double[] offset;
    final boolean[] event;

    final int blocks;
    final double[] blockTime;
    /** Code 0 … strata−1 of each block's stratum; blocks of one stratum are contiguous with descending time. */
    final int[] blockStratum;
    /** Positions of the events of block k: {@code deaths[deathStart[k]] … deaths[deathStart[k + 1] − 1]}. */
    final int[] deathStart;

    final int[] deaths;
    final int strata;
    /** For each position the earliest-listed block at or before its time and its entry; {@code −1} if its stratum has none. */
    final int[] blockAtTime;

    final int[] blockAtEntry;

    private final double[] time;
    private final double[] entry;
    private final int[] stratum;
    private final boolean delayedEntry;
    private final int[] byEntry;
    private final RetainedRows retained;
    private final Retention retention;

    RiskSets(SurvivalTimes times, double[] x, int p, int[] stratum, double[] offset) {
        this(times, x, p, stratum, offset, RetainedRows.none(times.size()));
    }

    /**
     * @param x flat n × p in original order
     * @param stratum codes 0 … of each original row
     * @param retained rows that stay after their time
     */
    RiskSets(SurvivalTimes times, double[] x, int p, int[] stratum, double[] offset, RetainedRows retained) {
        this.n = times.size();
        this.p = p;
        this.delayedEntry = times.delayedEntry();
        int[] all = IntStream.range(0, n).toArray();
        this.row = Ranks.ascending(Ranks.descending(all, Ranks.of(times.times())), stratum);
        this.x = new double[n * p];
        this.weight = new double[n];
        this.offset = new double[n];
        this.event = new boolean[n];
        this.time = new double[n];
        this.entry = new double[n];
        this.stratum = new int[n];
        for (int q = 0; q < n; q++) {
            int i = row[q];
            System.arraycopy(x, i * p, this.x, q * p, p);
            weight[q] = times.weight(i);
            this.offset[q] = offset[i];
            // A row without weight takes part in nothing, so it must not count among tied events either.
            event[q] = times.event(i) && times.weight(i) > 0;
            time[q] = times.time(i);
            entry[q] = times.entry(i);
            this.stratum[q] = stratum[i];
        }
        this.strata = this.stratum[n - 1] + 1;
        this.byEntry =
                delayedEntry ? Ranks.ascending(Ranks.descending(all, Ranks.of(entry)), this.stratum) : new int[0];

        double[] times0 = new double[n];
        int[] strata0 = new int[n];
        int[] start0 = new int[n + 1];
        int[] deaths0 = new int[n];
        int k = 0;
        int d = 0;
        for (int q = 0; q < n; q++) {
            if (!event[q]) {
                continue;
            }
            if (k == 0 || times0[k - 1] != time[q] || strata0[k - 1] != this.stratum[q]) {
                times0[k] = time[q];
                strata0[k] = this.stratum[q];
                start0[k++] = d;
            }
            deaths0[d++] = q;
            start0[k] = d;
        }
        this.blocks = k;
        this.blockTime = Arrays.copyOf(times0, k);
        this.blockStratum = Arrays.copyOf(strata0, k);
        this.deathStart = Arrays.copyOf(start0, k + 1);
        this.deaths = Arrays.copyOf(deaths0, d);
        this.blockAtTime = new int[n];
        this.blockAtEntry = new int[n];
        locateBlocks();
        this.retained = retained;
        this.retention = new Retention(this, retained);
    }

    /** The same order of the same rows with other columns and offsets, both by position. */
    private RiskSets(RiskSets ordered, double[] x, int p, double[] offset) {
        this.n = ordered.n;
        this.p = p;
        this.row = ordered.row;
        this.x = x;
        this.weight = ordered.weight;
        this.offset = offset;
        this.event = ordered.event;
        this.blocks = ordered.blocks;
        this.blockTime = ordered.blockTime;
        this.blockStratum = ordered.blockStratum;
        this.deathStart = ordered.deathStart;
        this.deaths = ordered.deaths;
        this.strata = ordered.strata;
        this.blockAtTime = ordered.blockAtTime;
        this.blockAtEntry = ordered.blockAtEntry;
        this.time = ordered.time;
        this.entry = ordered.entry;
        this.stratum = ordered.stratum;
        this.delayedEntry = ordered.delayedEntry;
        this.byEntry = ordered.byEntry;
        this.retained = ordered.retained;
        this.retention = new Retention(this, retained);
    }

    /**
     * The same rows with other columns, without sorting again.
     *
     * @param columns flat n × width by position
     * @param offsets by position
     */
    RiskSets with(double[] columns, int width, double[] offsets) {
        return new RiskSets(this, columns, width, offsets);
    }

    private void locateBlocks() {
        int[] first = new int[strata + 1];
        for (int k = 0; k < blocks; k++) {
            first[blockStratum[k] + 1] = k + 1;
        }
        for (int s = 1; s <= strata; s++) {
            first[s] = Math.max(first[s], first[s - 1]);
        }
        for (int q = 0; q < n; q++) {
            int from = first[stratum[q]];
            int to = first[stratum[q] + 1];
            blockAtTime[q] = firstAtOrBefore(from, to, time[q]);
            blockAtEntry[q] = delayedEntry ? firstAtOrBefore(from, to, entry[q]) : -1;
        }
    }

    /** The first block in [from, to) with blockTime ≤ t (times descend), −1 if there is none. */
    private int firstAtOrBefore(int from, int to, double t) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (blockTime[middle] <= t) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < to ? low : -1;
    }

    /** The time at which the row at a position leaves. */
    double timeAt(int position) {
        return time[position];
    }

    /** The time after which the row at a position is at risk. */
    double entryAt(int position) {
        return entry[position];
    }

    boolean delayedEntry() {
        return delayedEntry;
    }

    /** The stratum code of a position. */
    int stratumAt(int position) {
        return stratum[position];
    }

    /** What a walk over the risk sets meets at each block of tied events. */
    interface Visitor {
        /**
         * Receives the sums at one block; arrays are reused between calls.
         *
         * @param block the block
         * @param s0 Σ risk over the risk set
         * @param s1 Σ risk·x over the risk set (length p)
         * @param d0 Σ risk over the block's events
         * @param d1 Σ risk·x over the block's events
         */
        void at(int block, double s0, double[] s1, double d0, double[] d1);
    }

    /** Walks over all blocks, strata one after the other, time descending. {@code risk[q]} is w e^η of the row at position q. */
    void walk(double[] risk, Visitor visitor) {
        double s0 = 0;
        double[] s1 = new double[p];
        double[] d1 = new double[p];
        Retention.Sums late = retention.sums(risk);
        int q = 0;
        int e = 0;
        int current = -1;
        for (int k = 0; k < blocks; k++) {
            if (blockStratum[k] != current) {
                current = blockStratum[k];
                s0 = 0;
                Arrays.fill(s1, 0);
                while (stratum[q] < current) {
                    q++;
                }
                late.enter(q);
                while (delayedEntry && stratum[byEntry[e]] < current) {
                    e++;
                }
            }
            for (; q < n && stratum[q] == current && time[q] >= blockTime[k]; q++) {
                s0 += risk[q];
                if (p > 0) {
                    add(s1, risk[q], q);
                }
                late.leave(q);
            }
            for (; delayedEntry && e < n && stratum[byEntry[e]] == current && entry[byEntry[e]] >= blockTime[k]; e++) {
                s0 -= risk[byEntry[e]];
                add(s1, -risk[byEntry[e]], byEntry[e]);
            }
            double d0 = 0;
            Arrays.fill(d1, 0);
            for (int j = deathStart[k]; j < deathStart[k + 1]; j++) {
                d0 += risk[deaths[j]];
                add(d1, risk[deaths[j]], deaths[j]);
            }
            visitor.at(k, late.total(k, s0), late.total(k, s1), d0, d1);
        }
    }

    void add(double[] sum, double factor, int position) {
        int base = position * p;
        for (int j = 0; j < p; j++) {
            sum[j] += factor * x[base + j];
        }
    }

    /**
     * Turns increments of the blocks into what each row accumulates while at risk, {@code Σ over its blocks in (entry, time]}, and, if it stays, at
     * its weight afterwards.
     *
     * @param increment for each block
     * @return the sum of each position
     */
    double[] accumulate(double[] increment) {
        double[] upTo = cumulate(increment);
        double[] own = new double[n];
        for (int q = 0; q < n; q++) {
            own[q] =
                    (blockAtTime[q] < 0 ? 0 : upTo[blockAtTime[q]]) - (blockAtEntry[q] < 0 ? 0 : upTo[blockAtEntry[q]]);
        }
        retention.accumulate(increment, own);
        return own;
    }

    /** For each block the sum of the increments of its stratum's blocks up to and including its time. */
    double[] cumulate(double[] increment) {
        double[] upTo = increment.clone();
        for (int k = blocks - 2; k >= 0; k--) {
            if (blockStratum[k] == blockStratum[k + 1]) {
                upTo[k] += upTo[k + 1];
            }
        }
        return upTo;
    }
}
