package org.theriac.learning.adversarial;

import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.learning.tensor.Tensors;

/** What a generator makes its rows of. */
@FunctionalInterface
public interface Noise {
    /** Random numbers {@code [rows, …]}. */
    Tensor draw(RandomGenerator random, int rows);

    /** Standard normal numbers {@code [rows, latent]}. */
    static Noise normal(int latent, ScalarType precision) {
        return (random, rows) -> {
            double[] values = new double[rows * latent];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextGaussian();
            }
            return Tensors.of(values, precision, rows, latent);
        };
    }
}
