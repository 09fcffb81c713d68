package org.theriac.survival.systems.lassonet;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.theriac.core.run.Codec;

/**
 * How long an objective has not become better by enough.
 *
 * @param best the last value that was better by enough
 * @param waited epochs since
 * @param epochs so far
 */
record Plateau(double best, int waited, int epochs) {
    static final Plateau START = new Plateau(Double.POSITIVE_INFINITY, 0, 0);

    /** After one more epoch: better is what falls below {@code improvement} times the best. */
    Plateau after(double objective, double improvement) {
        return epochs == 0 || objective < improvement * best
                ? new Plateau(objective, 0, epochs + 1)
                : new Plateau(best, waited + 1, epochs + 1);
    }

    boolean goesOn(int mostEpochs, int patience) {
        return epochs < mostEpochs && waited < patience;
    }

    static final Codec<Plateau> CODEC = new Codec<>() {
        @Override
        public void write(Plateau value, DataOutput out) throws IOException {
            out.writeDouble(value.best);
            out.writeInt(value.waited);
            out.writeInt(value.epochs);
        }

        @Override
        public Plateau read(DataInput in) throws IOException {
            return new Plateau(in.readDouble(), in.readInt(), in.readInt());
        }
    };
}
