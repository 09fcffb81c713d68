package org.theriac.learning.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.theriac.core.method.TrainingHistory;
import org.theriac.core.method.TrainingHistory.Epoch;
import org.theriac.core.run.Codec;

/**
 * The losses of a training, epoch by epoch.
 *
 * @param epochs in their order
 * @param best the epoch whose weights are kept, from 1; 0 before the first
 */
public record History(List<Epoch> epochs, int best) implements TrainingHistory {
    /** Before the first epoch. */
    public static final History EMPTY = new History(List.of(), 0);

    public History {
        epochs = List.copyOf(epochs);
    }

    @Override
    public List<Epoch> history() {
        return epochs;
    }

    @Override
    public int bestEpoch() {
        return best;
    }

    static final Codec<History> CODEC = new Codec<>() {
        @Override
        public void write(History value, DataOutput out) throws IOException {
            out.writeInt(value.best);
            out.writeInt(value.epochs.size());
            for (Epoch epoch : value.epochs) {
                out.writeInt(epoch.epoch());
                out.writeDouble(epoch.training());
                out.writeDouble(epoch.validation());
            }
        }

        @Override
        public History read(DataInput in) throws IOException {
            int best = in.readInt();
            List<Epoch> epochs = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                epochs.add(new Epoch(in.readInt(), in.readDouble(), in.readDouble()));
            }
            return new History(epochs, best);
        }
    };
}
