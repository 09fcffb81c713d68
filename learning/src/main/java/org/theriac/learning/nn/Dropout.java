package org.theriac.learning.nn;

import java.util.Collections;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Tensors;

/**
 * Inverted dropout (Srivastava et al., JMLR 2014): in training every number is zeroed with probability {@code rate} and
 * the rest are divided by {@code 1 - rate}; evaluation is the identity. The mask comes from the pass's own random numbers.
 */
public final class Dropout implements Block {
    private final double rate;

    /** @param rate probability of dropping a number, in [0, 1) */
    public Dropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("a dropout rate lies in [0, 1), not " + rate);
        }
        this.rate = rate;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (rate == 0 || !pass.isTraining()) {
            return x;
        }
        return x.mul(mask(x, pass.random()));
    }

    private Tensor mask(Tensor x, RandomGenerator random) {
        double kept = 1 / (1 - rate);
        double[] mask = new double[Math.toIntExact(x.numel())];
        // One 64-bit draw decides two numbers: 32 bits resolve the rate to 2e-10.
        long threshold = Math.round(rate * (1L << 32));
        for (int i = 0; i < mask.length; i += 2) {
            long bits = random.nextLong();
            mask[i] = (bits >>> 32) >= threshold ? kept : 0;
            if (i + 1 < mask.length) {
                mask[i + 1] = (bits & 0xFFFFFFFFL) >= threshold ? kept : 0;
            }
        }
        return Tensors.of(mask, Tensors.precision(x), Shapes.of(x));
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return Collections.emptySortedMap();
    }
}
