package org.theriac.learning.encoder;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Shapes;

/** What an encoder makes and a head reads. The shape decides which head fits which encoder. */
public sealed interface Features {
    /** Number of rows. */
    long rows();

    /**
     * One vector for each row.
     *
     * @param z {@code [B, d]}
     */
    record Vector(Tensor z) implements Features {
        public Vector {
            Shapes.check(z, "B", "d");
        }

        @Override
        public long rows() {
            return z.size(0);
        }
    }

    /**
     * Maps over space, one or several resolutions of each row.
     *
     * @param finestFirst {@code [B, C, H, W]} for images, {@code [B, C, L]} for signals, {@code [B, C, D, H, W]} for volumes; at least one
     */
    record Grid(List<Tensor> finestFirst) implements Features {
        public Grid {
            finestFirst = List.copyOf(finestFirst);
            if (finestFirst.isEmpty()) {
                throw new IllegalArgumentException("a grid has at least one map");
            }
            for (Tensor map : finestFirst) {
                if (map.dim() < 3 || map.size(0) != finestFirst.get(0).size(0)) {
                    throw new IllegalArgumentException("expected maps [B, C, …] of one batch, got "
                            + finestFirst.stream()
                                    .map(each -> Arrays.toString(Shapes.of(each)))
                                    .toList());
                }
            }
        }

        /** A grid of one map. */
        public static Grid of(Tensor map) {
            return new Grid(List.of(map));
        }

        /** The map that has seen most of the input. */
        public Tensor coarsest() {
            return finestFirst.get(finestFirst.size() - 1);
        }

        @Override
        public long rows() {
            return coarsest().size(0);
        }
    }
}
