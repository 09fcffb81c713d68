package org.theriac.imaging.systems.wgan;

import static org.bytedeco.pytorch.global.torch.leaky_relu;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.theriac.imaging.models.Images;
import org.theriac.learning.nn.Block;
import org.theriac.learning.nn.Composite;
import org.theriac.learning.nn.Convolution;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Shapes;

/**
 * Pictures with a plane for each class, {@code [B, C + K, H, W]}, to one score each, {@code [B, 1]}: convolutions of 4 × 4 with stride 2 and leaky rectifiers, then a dense layer. There is
 * no normalisation by batch: the gradient penalty is one of single pictures.
 */
final class Critic extends Composite implements Block {
    private static final double LEAK = 0.2;

    private final Images.Size size;
    private final int channels;
    private final List<Convolution> halvings = new ArrayList<>();
    private final Linear dense;

    Critic(Initialiser init, Images.Size size, int classes, int base) {
        this.size = size;
        channels = size.channels() + classes;
        Levels levels = Levels.of(size);
        int inputs = channels;
        for (int halving = 1; halving <= levels.halvings(); halving++) {
            int outputs = Levels.channels(base, halving);
            halvings.add(part(
                    "down" + (halving - 1),
                    new Convolution(
                            init,
                            Convolution.Settings.of(inputs, outputs, 4)
                                    .strided(2)
                                    .padded(1))));
            inputs = outputs;
        }
        dense = part("dense", Linear.withBias(init, levels.coarsest(base), 1));
    }

    @Override
    public Tensor forward(Tensor pictures, Pass pass) {
        Tensor x = Shapes.check(pictures, "B", channels, size.height(), size.width());
        for (Convolution halving : halvings) {
            x = leaky_relu(halving.forward(x, pass), new Scalar(LEAK));
        }
        return dense.forward(x.flatten(1, -1), pass);
    }
}
