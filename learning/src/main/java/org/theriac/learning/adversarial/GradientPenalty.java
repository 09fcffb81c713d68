package org.theriac.learning.adversarial;

import static org.bytedeco.pytorch.global.torch.grad;

import java.util.Arrays;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.theriac.learning.nn.Block;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Tensors;

/**
 * What keeps a critic's slope near 1 between real and generated rows: the mean over rows of (‖∇ critic(x̂)‖₂ − 1)², with x̂ = e·real + (1 − e)·fake and one
 * e for each row (Gulrajani et al., NeurIPS 2017, algorithm 1). It is the gradient of a gradient, so it needs a critic whose rows do not touch each other:
 * no normalisation by batch.
 */
public final class GradientPenalty {
    /** Under the root, because its slope at 0 is infinite. */
    private static final double LEAST = 1e-12;

    private GradientPenalty() {}

    /**
     * The penalty, from which gradients flow to the critic's parameters.
     *
     * @param critic one score for each row: {@code [B, …]} to {@code [B, 1]}
     * @param real {@code [B, …]}
     * @param fake of the same shape, without gradients
     * @param mix e of each row, in [0, 1]
     * @return a scalar
     */
    public static Tensor of(Block critic, Tensor real, Tensor fake, double[] mix, Pass pass) {
        long[] ones = Shapes.of(real);
        Arrays.fill(ones, 1, ones.length, 1);
        Tensor e = Tensors.of(mix, Tensors.precision(real), ones);
        Tensor between = fake.add(real.sub(fake).mul(e)).detach().requires_grad_(true);
        Tensor score = critic.forward(between, pass).sum();
        Tensor slope = grad(
                        new TensorVector(score),
                        new TensorVector(between),
                        new TensorVector(),
                        new BoolOptional(true),
                        true,
                        false)
                .get(0);
        Tensor norm = slope.flatten(1, -1)
                .pow(new Scalar(2.0))
                .sum(1)
                .add(new Scalar(LEAST))
                .sqrt();
        return norm.sub(new Scalar(1.0)).pow(new Scalar(2.0)).mean();
    }
}
