package org.theriac.biostatistics.forest;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.theriac.core.run.Codec;

/** Keeps trees between a stop and a resume. */
public final class TreesCodec implements Codec<List<SurvivalTree>> {
    @Override
    public void write(List<SurvivalTree> trees, DataOutput out) throws IOException {
        out.writeInt(trees.size());
        for (SurvivalTree tree : trees) {
            write(tree.column(), out);
            out.writeInt(tree.threshold().length);
            for (double threshold : tree.threshold()) {
                out.writeDouble(threshold);
            }
            write(tree.child(), out);
            write(tree.leafStart(), out);
            write(tree.position(), out);
            for (float increment : tree.increment()) {
                out.writeFloat(increment);
            }
            out.writeInt(tree.order().length);
            for (int[] order : tree.order()) {
                write(order, out);
            }
        }
    }

    @Override
    public List<SurvivalTree> read(DataInput in) throws IOException {
        int count = in.readInt();
        List<SurvivalTree> trees = new ArrayList<>(count);
        for (int t = 0; t < count; t++) {
            int[] column = integers(in);
            double[] threshold = new double[in.readInt()];
            for (int i = 0; i < threshold.length; i++) {
                threshold[i] = in.readDouble();
            }
            int[] child = integers(in);
            int[] leafStart = integers(in);
            int[] position = integers(in);
            float[] increment = new float[position.length];
            for (int i = 0; i < increment.length; i++) {
                increment[i] = in.readFloat();
            }
            int[][] order = new int[in.readInt()][];
            for (int j = 0; j < order.length; j++) {
                order[j] = integers(in);
            }
            trees.add(new SurvivalTree(column, threshold, child, leafStart, position, increment, order));
        }
        return trees;
    }

    private static void write(int[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    private static int[] integers(DataInput in) throws IOException {
        int[] values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }
}
