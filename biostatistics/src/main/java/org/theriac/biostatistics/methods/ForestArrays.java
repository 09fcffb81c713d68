package org.theriac.biostatistics.methods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.theriac.biostatistics.forest.SurvivalForest;
import org.theriac.biostatistics.forest.SurvivalTree;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.method.NumericArray.Float32;

/** A forest as arrays of a model folder: all trees one after the other. Whole numbers stay below 2²⁴ and so are exact in single precision. */
final class ForestArrays {
    private ForestArrays() {}

    static void write(SurvivalForest forest, Map<String, NumericArray> arrays) {
        List<SurvivalTree> trees = forest.trees();
        arrays.put("event_times", NumericArray.of(forest.eventTimes()));
        arrays.put(
                "nodes",
                integers(trees.stream().map(t -> new int[] {t.column().length}).toList()));
        arrays.put(
                "leaves",
                integers(trees.stream()
                        .map(t -> new int[] {t.leafStart().length})
                        .toList()));
        arrays.put("column", integers(trees.stream().map(SurvivalTree::column).toList()));
        arrays.put(
                "threshold",
                NumericArray.of(trees.stream()
                        .map(SurvivalTree::threshold)
                        .flatMapToDouble(Arrays::stream)
                        .toArray()));
        arrays.put("child", integers(trees.stream().map(SurvivalTree::child).toList()));
        arrays.put(
                "leaf_start",
                integers(trees.stream().map(SurvivalTree::leafStart).toList()));
        arrays.put(
                "position", integers(trees.stream().map(SurvivalTree::position).toList()));
        int size = trees.stream().mapToInt(t -> t.increment().length).sum();
        float[] increments = new float[size];
        int at = 0;
        for (SurvivalTree tree : trees) {
            System.arraycopy(tree.increment(), 0, increments, at, tree.increment().length);
            at += tree.increment().length;
        }
        arrays.put("increment", new Float32(new long[] {size}, increments));
        List<int[]> orders = new ArrayList<>();
        trees.forEach(tree -> orders.addAll(List.of(tree.order())));
        arrays.put("order", integers(orders));
    }

    /** @param levels of each column, 0 for numbers */
    static SurvivalForest read(ModelState state, int[] levels) {
        int[] nodes = integers(state, "nodes");
        int[] leaves = integers(state, "leaves");
        Stretch column = new Stretch(integers(state, "column"));
        Stretch child = new Stretch(integers(state, "child"));
        Stretch leafStart = new Stretch(integers(state, "leaf_start"));
        Stretch position = new Stretch(integers(state, "position"));
        Stretch order = new Stretch(integers(state, "order"));
        double[] threshold = state.array("threshold").doubles();
        double[] increment = state.array("increment").doubles();
        List<SurvivalTree> trees = new ArrayList<>();
        int node = 0;
        int leaf = 0;
        for (int t = 0; t < nodes.length; t++) {
            double[] thresholds = Arrays.copyOfRange(threshold, node, node + nodes[t]);
            node += nodes[t];
            int[] starts = leafStart.next(leaves[t]);
            float[] increments = new float[starts[starts.length - 1]];
            for (int k = 0; k < increments.length; k++) {
                increments[k] = (float) increment[leaf + k];
            }
            leaf += increments.length;
            int[] columns = column.next(nodes[t]);
            int[] children = child.next(nodes[t]);
            int[] positions = position.next(increments.length);
            int[][] orders = new int[levels.length][];
            for (int j = 0; j < levels.length; j++) {
                orders[j] = order.next(levels[j]);
            }
            trees.add(new SurvivalTree(columns, thresholds, children, starts, positions, increments, orders));
        }
        return new SurvivalForest(state.array("event_times").doubles(), trees);
    }

    /** Reads pieces off an array. */
    private static final class Stretch {
        private final int[] values;
        private int at;

        Stretch(int[] values) {
            this.values = values;
        }

        int[] next(int length) {
            at += length;
            return Arrays.copyOfRange(values, at - length, at);
        }
    }

    private static NumericArray integers(List<int[]> parts) {
        float[] values = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (int[] part : parts) {
            for (int value : part) {
                values[at++] = value;
            }
        }
        return new Float32(new long[] {values.length}, values);
    }

    private static int[] integers(ModelState state, String name) {
        double[] values = state.array(name).doubles();
        int[] whole = new int[values.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (int) values[i];
        }
        return whole;
    }
}
