package org.theriac.biostatistics.forest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One tree. Nodes are numbered, the root 0; a node with a split has its two children next to each other. Leaves hold the increments d/N of their
 * Nelson–Aalen estimate at positions of the forest's event times, and nothing where nobody had the event. Immutable.
 *
 * @param column the column that a node asks for, −1 for a leaf
 * @param threshold values up to it go to the left; for a category, positions in its order
 * @param child the left child of a split, whose neighbour is the right one; the number of a leaf
 * @param leafStart where each leaf's increments begin, one more than leaves
 * @param position of each increment among the event times
 * @param increment of the cumulative hazard
 * @param order the position of each level of each category in this tree; empty for a column of numbers
 */
public record SurvivalTree(
        int[] column,
        double[] threshold,
        int[] child,
        int[] leafStart,
        int[] position,
        float[] increment,
        int[][] order) {

    /** The leaf that a row falls into, from 0. */
    int leaf(double[] row) {
        return leaf(row, -1, 0);
    }

    /** The leaf of a row with another value in one column. */
    int leaf(double[] row, int changed, double value) {
        int node = 0;
        while (column[node] >= 0) {
            int j = column[node];
            double v = j == changed ? value : row[j];
            if (order[j].length > 0) {
                v = order[j][(int) v];
            }
            node = child[node] + (v <= threshold[node] ? 0 : 1);
        }
        return child[node];
    }

    int leaves() {
        return leafStart.length - 1;
    }

    /** The sum of each leaf's cumulative hazard over all event times, the expected number of events ("mortality"). */
    double[] mortality(int eventTimes) {
        double[] sums = new double[leaves()];
        for (int leaf = 0; leaf < sums.length; leaf++) {
            for (int k = leafStart[leaf]; k < leafStart[leaf + 1]; k++) {
                sums[leaf] += (double) increment[k] * (eventTimes - position[k]);
            }
        }
        return sums;
    }

    /** The columns that are asked for anywhere. */
    int[] columnsUsed() {
        return Arrays.stream(column).filter(j -> j >= 0).distinct().sorted().toArray();
    }

    /** Collects a tree while it grows. */
    static final class Builder {
        private int nodes;
        private int[] column = new int[64];
        private double[] threshold = new double[64];
        private int[] child = new int[64];
        private final List<int[]> positions = new ArrayList<>();
        private final List<float[]> increments = new ArrayList<>();

        int root() {
            return add();
        }

        private int add() {
            if (nodes == column.length) {
                column = Arrays.copyOf(column, 2 * nodes);
                threshold = Arrays.copyOf(threshold, 2 * nodes);
                child = Arrays.copyOf(child, 2 * nodes);
            }
            column[nodes] = -1;
            return nodes++;
        }

        int split(int node, int by, double at) {
            int left = add();
            add();
            column[node] = by;
            threshold[node] = at;
            child[node] = left;
            return left;
        }

        void leaf(int node, NodeRisk risk) {
            int[] position = new int[risk.eventTimes()];
            float[] increment = new float[position.length];
            for (int e = 1; e <= position.length; e++) {
                position[e - 1] = risk.grid(e);
                increment[e - 1] = (float) risk.increment(e);
            }
            child[node] = positions.size();
            positions.add(position);
            increments.add(increment);
        }

        SurvivalTree build(int[][] order) {
            int[] start = new int[positions.size() + 1];
            for (int leaf = 0; leaf < positions.size(); leaf++) {
                start[leaf + 1] = start[leaf] + positions.get(leaf).length;
            }
            int[] position = new int[start[positions.size()]];
            float[] increment = new float[position.length];
            for (int leaf = 0; leaf < positions.size(); leaf++) {
                System.arraycopy(positions.get(leaf), 0, position, start[leaf], positions.get(leaf).length);
                System.arraycopy(increments.get(leaf), 0, increment, start[leaf], increments.get(leaf).length);
            }
            return new SurvivalTree(
                    Arrays.copyOf(column, nodes),
                    Arrays.copyOf(threshold, nodes),
                    Arrays.copyOf(child, nodes),
                    start,
                    position,
                    increment,
                    order);
        }
    }
}
