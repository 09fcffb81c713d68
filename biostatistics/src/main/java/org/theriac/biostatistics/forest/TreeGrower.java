package org.theriac.biostatistics.forest;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Grows one tree. The rows of a node are a stretch of one array, always by ascending time, so that its risk sets need no sorting. */
final class TreeGrower {
    private static final int[] NO_ORDER = new int[0];

    private final ForestGrowth data;
    private final int[] count;
    private final RandomGenerator random;
    private final int[] rows;
    private final int[] moved;
    private final int[] columns;
    private final NodeRisk risk;
    private final LogRankScan scan;
    /** For each category the position of each level; empty for numbers. */
    private final int[][] order;

    private final SurvivalTree.Builder tree;

    TreeGrower(ForestGrowth data, int[] count, RandomGenerator random) {
        this.data = data;
        this.count = count;
        this.random = random;
        this.rows = Arrays.stream(data.byTime()).filter(i -> count[i] > 0).toArray();
        this.moved = new int[rows.length];
        this.columns = IntStream.range(0, data.columns()).toArray();
        this.risk = new NodeRisk(data, count, rows.length);
        this.scan = new LogRankScan(data, risk, count, rows.length);
        this.order = new int[data.columns()][];
        this.tree = new SurvivalTree.Builder();
    }

    SurvivalTree grow() {
        risk.enter(rows, 0, rows.length);
        for (int j = 0; j < order.length; j++) {
            order[j] = data.levels(j) > 0 ? levelOrder(j) : NO_ORDER;
        }
        int[] from = new int[rows.length + 1];
        int[] to = new int[rows.length + 1];
        int[] node = new int[rows.length + 1];
        int open = 1;
        to[0] = rows.length;
        node[0] = tree.root();
        while (open > 0) {
            open--;
            int lo = from[open];
            int hi = to[open];
            int here = node[open];
            risk.enter(rows, lo, hi);
            if (risk.size() < 2 * data.settings().leafSize() || risk.events() == 0 || !split(lo, hi)) {
                tree.leaf(here, risk);
                continue;
            }
            int middle = partition(lo, hi);
            int left = tree.split(here, scan.bestColumn(), threshold());
            from[open] = middle;
            to[open] = hi;
            node[open++] = left + 1;
            from[open] = lo;
            to[open] = middle;
            node[open++] = left;
        }
        return tree.build(order);
    }

    /** Levels by their mean log-rank score in the sample; those it lacks stand in the middle. */
    private int[] levelOrder(int column) {
        int levels = data.levels(column);
        double[] score = new double[levels];
        double[] weight = new double[levels];
        for (int q = 0; q < rows.length; q++) {
            int level = data.ranks(column)[rows[q]];
            score[level] += risk.score(q);
            weight[level] += count[rows[q]];
        }
        int[] present = IntStream.range(0, levels).filter(l -> weight[l] > 0).toArray();
        double[] mean = new double[levels];
        for (int l : present) {
            mean[l] = score[l] / weight[l];
        }
        double[] sorted =
                Arrays.stream(present).mapToDouble(l -> mean[l]).sorted().toArray();
        double middle = sorted[sorted.length / 2];
        int[] position = new int[levels];
        for (int l = 0; l < levels; l++) {
            double own = weight[l] > 0 ? mean[l] : middle;
            for (double other : sorted) {
                position[l] += other < own ? 1 : 0;
            }
        }
        return position;
    }

    private boolean split(int lo, int hi) {
        int tried = data.settings().tried(columns.length);
        scan.begin();
        for (int k = 0; k < tried; k++) {
            int other = k + random.nextInt(columns.length - k);
            int column = columns[other];
            columns[other] = columns[k];
            columns[k] = column;
            scan.tryColumn(column, data.ranks(column), order[column], data.distinct(column), rows, lo, hi);
        }
        return scan.found();
    }

    private double threshold() {
        int column = scan.bestColumn();
        return order[column].length > 0
                ? scan.lowerRank() + 0.5
                : data.threshold(column, (scan.lowerRank() + scan.upperRank() - 1) / 2);
    }

    /** Moves the rows of the left side to the front, both sides still by time; returns where the right one begins. */
    private int partition(int lo, int hi) {
        int column = scan.bestColumn();
        int[] rank = data.ranks(column);
        int[] position = order[column];
        int left = lo;
        int right = 0;
        for (int q = lo; q < hi; q++) {
            int row = rows[q];
            int value = position.length > 0 ? position[rank[row]] : rank[row];
            if (value <= scan.lowerRank()) {
                rows[left++] = row;
            } else {
                moved[right++] = row;
            }
        }
        System.arraycopy(moved, 0, rows, left, right);
        return left;
    }
}
