package org.theriac.learning.explanation;

import static org.bytedeco.pytorch.global.torch.grad;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Derivatives with respect to an input, which leave the gradients of the parameters alone. */
final class Gradients {
    private Gradients() {}

    /**
     * The derivative of each row's score with respect to that row.
     *
     * @param at {@code [B, …]}
     * @param score to {@code [B]}, where rows do not depend on each other
     * @return the shape of {@code at}
     */
    static Tensor of(Tensor at, UnaryOperator<Tensor> score) {
        try (AutoGradMode on = new AutoGradMode(true)) {
            Tensor leaf = at.detach().clone();
            leaf.set_requires_grad(true);
            Tensor sum = score.apply(leaf).sum();
            return grad(new TensorVector(sum), new TensorVector(leaf)).get(0).detach();
        }
    }
}
