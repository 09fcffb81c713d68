package org.theriac.survival.systems.lassonet;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.theriac.core.run.Codec;
import org.theriac.survival.selection.SelectionPath.Step;

/**
 * A path as far as it has been followed.
 *
 * @param start the first penalty after 0
 * @param steps the first is the dense one
 * @param chosen index of the step whose weights are kept
 */
record Walk(double start, List<Step> steps, int chosen) {
    static final Walk START = new Walk(0, List.of(), 0);

    Walk {
        steps = List.copyOf(steps);
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    Walk with(Step step, boolean choose) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new Walk(start, more, choose ? more.size() - 1 : chosen);
    }

    static final Codec<Walk> CODEC = new Codec<>() {
        @Override
        public void write(Walk value, DataOutput out) throws IOException {
            out.writeDouble(value.start);
            out.writeInt(value.chosen);
            out.writeInt(value.steps.size());
            for (Step step : value.steps) {
                out.writeDouble(step.penalty());
                out.writeDouble(step.loss());
                out.writeDouble(step.score());
                out.writeInt(step.selected().length);
                for (boolean selected : step.selected()) {
                    out.writeBoolean(selected);
                }
            }
        }

        @Override
        public Walk read(DataInput in) throws IOException {
            double start = in.readDouble();
            int chosen = in.readInt();
            List<Step> steps = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                double penalty = in.readDouble();
                double loss = in.readDouble();
                double score = in.readDouble();
                boolean[] selected = new boolean[in.readInt()];
                for (int j = 0; j < selected.length; j++) {
                    selected[j] = in.readBoolean();
                }
                steps.add(new Step(penalty, loss, score, selected));
            }
            return new Walk(start, steps, chosen);
        }
    };
}
