package org.theriac.biostatistics.concordance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.Ranks;
import org.theriac.biostatistics.survival.SurvivalTimes;

/**
 * Counts pairs of rows by the order of their times and risks in O(n log n). A pair (i, j) is usable if i has the event at a time at which j is
 * at risk and remains so: {@code t_i < t_j}, or {@code t_i = t_j} with j censored, and j entered before t_i. Sorting is done once, so that
 * many weight vectors can be evaluated on the same rows.
 */
final class RankedPairs {
    private final int n;
    private final boolean delayedEntry;
    /** Rows by stratum, descending time, censored before events: the order in which rows join the risk set. */
    private final int[] byTime;
    /** Rows by stratum and descending entry: the order in which they leave it again. */
    private final int[] byEntry;

    private final int[] stratum;
    private final int[] rank;
    private final int ranks;
    private final double[] time;
    private final double[] entry;
    private final boolean[] event;
    /** Multiplies the pairs in which the row is the earlier event. */
    private final double[] eventFactor;

    RankedPairs(SurvivalTimes times, double[] risk, int[] stratum, double[] eventFactor) {
        this.n = times.size();
        if (risk.length != n || stratum.length != n) {
            throw new IllegalArgumentException("each of the " + n + " rows needs one risk and one stratum");
        }
        this.stratum = stratum;
        this.eventFactor = eventFactor;
        this.delayedEntry = times.delayedEntry();
        this.time = times.times();
        this.event = times.eventIndicators();
        this.entry = IntStream.range(0, n).mapToDouble(times::entry).toArray();
        for (double r : risk) {
            if (Double.isNaN(r)) {
                throw new IllegalArgumentException("a risk is not a number: concordance compares risks");
            }
        }
        int[] stratumRank = Ranks.of(stratum);
        int[] censored = IntStream.range(0, n).map(i -> event[i] ? 0 : 1).toArray();
        int[] rows = IntStream.range(0, n).toArray();
        this.byTime = Ranks.ascending(Ranks.descending(Ranks.descending(rows, censored), Ranks.of(time)), stratumRank);
        this.byEntry =
                delayedEntry ? Ranks.ascending(Ranks.descending(rows, Ranks.of(entry)), stratumRank) : new int[0];
        this.rank = Ranks.of(risk);
        this.ranks = Arrays.stream(rank).max().orElse(-1) + 1;
    }

    /** Receives what an event finds among the rows it can be compared with. */
    private interface Event {
        void at(int row, double lower, double same, double higher);
    }

    /** C under row weights, without standard error. NaN if no pair is usable. */
    double estimate(double[] weight) {
        double[] sums = new double[2];
        descend(weight, (i, lower, same, higher) -> {
            double w = weight[i] * eventFactor[i];
            sums[0] += w * (lower + 0.5 * same);
            sums[1] += w * (lower + same + higher);
        });
        return sums[0] / sums[1];
    }

    /**
     * @param concordance the index with its counts; its standard error takes each row for a cluster of its own
     * @param influence of each row with its whole weight on C, the infinitesimal jackknife
     */
    record Counted(Concordance concordance, double[] influence) {}

    /** All counts and the standard error under row weights. */
    Concordance count(double[] weight) {
        return influences(weight).concordance();
    }

    /** All counts and each row's influence under row weights. */
    Counted influences(double[] weight) {
        double[] concordant = new double[n];
        double[] discordant = new double[n];
        double[] tied = new double[n];
        descend(weight, (i, lower, same, higher) -> {
            concordant[i] = eventFactor[i] * lower;
            discordant[i] = eventFactor[i] * higher;
            tied[i] = eventFactor[i] * same;
        });
        double c = 0;
        double d = 0;
        double t = 0;
        for (int i = 0; i < n; i++) {
            c += weight[i] * concordant[i];
            d += weight[i] * discordant[i];
            t += weight[i] * tied[i];
        }
        ascend(weight, concordant, discordant, tied);
        double usable = c + d + t;
        double somers = (c - d) / usable;
        double[] influence = new double[n];
        double variance = 0;
        for (int i = 0; i < n; i++) {
            influence[i] = weight[i]
                    / 2
                    * ((concordant[i] - discordant[i]) / usable
                            - somers / usable * (concordant[i] + discordant[i] + tied[i]));
            variance += influence[i] * influence[i];
        }
        double[] ties = tiedEvents(weight);
        return new Counted(new Concordance(c, d, t, ties[0], ties[1], Math.sqrt(variance)), influence);
    }

    private void descend(double[] weight, Event visitor) {
        FenwickTree atRisk = new FenwickTree(ranks);
        int left = 0;
        int from = 0;
        while (from < n) {
            int s = stratum[byTime[from]];
            if (from > 0 && stratum[byTime[from - 1]] != s) {
                atRisk.clear();
            }
            double t = time[byTime[from]];
            int to = from;
            while (to < n && stratum[byTime[to]] == s && time[byTime[to]] == t) {
                to++;
            }
            int firstEvent = from;
            while (firstEvent < to && !event[byTime[firstEvent]]) {
                atRisk.add(rank[byTime[firstEvent]], weight[byTime[firstEvent]]);
                firstEvent++;
            }
            if (delayedEntry) {
                while (left < n && stratum[byEntry[left]] < s) {
                    left++;
                }
                for (; left < n && stratum[byEntry[left]] == s && entry[byEntry[left]] >= t; left++) {
                    atRisk.add(rank[byEntry[left]], -weight[byEntry[left]]);
                }
            }
            for (int q = firstEvent; q < to; q++) {
                int i = byTime[q];
                if (weight[i] > 0 && eventFactor[i] > 0) {
                    double lower = atRisk.below(rank[i]);
                    double same = atRisk.at(rank[i]);
                    visitor.at(i, lower, same, atRisk.total() - lower - same);
                }
            }
            for (int q = firstEvent; q < to; q++) {
                atRisk.add(rank[byTime[q]], weight[byTime[q]]);
            }
            from = to;
        }
    }

    /** Adds to each row the pairs in which it is the later one: events before its time, less those up to its entry. */
    private void ascend(double[] weight, double[] concordant, double[] discordant, double[] tied) {
        FenwickTree events = new FenwickTree(ranks);
        int enter = n - 1;
        int to = n - 1;
        while (to >= 0) {
            int s = stratum[byTime[to]];
            if (to < n - 1 && stratum[byTime[to + 1]] != s) {
                events.clear();
            }
            double t = time[byTime[to]];
            int from = to;
            while (from >= 0 && stratum[byTime[from]] == s && time[byTime[from]] == t) {
                from--;
            }
            if (delayedEntry) {
                while (enter >= 0 && stratum[byEntry[enter]] > s) {
                    enter--;
                }
                for (; enter >= 0 && stratum[byEntry[enter]] == s && entry[byEntry[enter]] < t; enter--) {
                    compare(events, byEntry[enter], -1, concordant, discordant, tied);
                }
            }
            int q = to;
            for (; q > from && event[byTime[q]]; q--) {
                compare(events, byTime[q], 1, concordant, discordant, tied);
            }
            for (int e = to; e > q; e--) {
                int i = byTime[e];
                events.add(rank[i], weight[i] * eventFactor[i]);
            }
            for (; q > from; q--) {
                compare(events, byTime[q], 1, concordant, discordant, tied);
            }
            to = from;
        }
    }

    private void compare(FenwickTree events, int j, int sign, double[] concordant, double[] discordant, double[] tied) {
        double lower = events.below(rank[j]);
        double same = events.at(rank[j]);
        concordant[j] += sign * (events.total() - lower - same);
        discordant[j] += sign * lower;
        tied[j] += sign * same;
    }

    private double[] tiedEvents(double[] weight) {
        Integer[] events = IntStream.range(0, n).filter(i -> event[i]).boxed().toArray(Integer[]::new);
        Arrays.sort(
                events,
                Comparator.<Integer>comparingInt(i -> stratum[i])
                        .thenComparingDouble(i -> time[i])
                        .thenComparingInt(i -> rank[i]));
        double sameTime = 0;
        double both = 0;
        double earlierAtTime = 0;
        double earlierAtBoth = 0;
        for (int q = 0; q < events.length; q++) {
            int i = events[q];
            boolean tiedTime = q > 0 && stratum[events[q - 1]] == stratum[i] && time[events[q - 1]] == time[i];
            boolean tiedBoth = tiedTime && rank[events[q - 1]] == rank[i];
            earlierAtTime = tiedTime ? earlierAtTime : 0;
            earlierAtBoth = tiedBoth ? earlierAtBoth : 0;
            both += weight[i] * earlierAtBoth;
            sameTime += weight[i] * (earlierAtTime - earlierAtBoth);
            earlierAtTime += weight[i];
            earlierAtBoth += weight[i];
        }
        return new double[] {sameTime, both};
    }
}
