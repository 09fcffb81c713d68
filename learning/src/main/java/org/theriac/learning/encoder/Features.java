package org.theriac.learning.encoder;

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
}
