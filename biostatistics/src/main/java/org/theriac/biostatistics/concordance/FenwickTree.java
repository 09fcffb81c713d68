package org.theriac.biostatistics.concordance;

import java.util.Arrays;

/** Sums of weights by rank with O(log r) update and prefix sum (Fenwick, Software: Practice and Experience 24, 1994). */
final class FenwickTree {
    private final double[] tree;
    private final double[] single;
    private double total;

    FenwickTree(int ranks) {
        tree = new double[ranks + 1];
        single = new double[ranks];
    }

    void clear() {
        Arrays.fill(tree, 0);
        Arrays.fill(single, 0);
        total = 0;
    }

    void add(int rank, double weight) {
        single[rank] += weight;
        total += weight;
        for (int i = rank + 1; i < tree.length; i += i & -i) {
            tree[i] += weight;
        }
    }

    /** The sum over ranks lower than {@code rank}. */
    double below(int rank) {
        double sum = 0;
        for (int i = rank; i > 0; i -= i & -i) {
            sum += tree[i];
        }
        return sum;
    }

    double at(int rank) {
        return single[rank];
    }

    double total() {
        return total;
    }
}
