package org.theriac.imaging.systems.wgan;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.tanh;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.theriac.imaging.models.Images;
import org.theriac.learning.nn.BatchNorm;
import org.theriac.learning.nn.Block;
import org.theriac.learning.nn.Composite;
import org.theriac.learning.nn.Convolution;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Shapes;

/**
 * Noise {@code [B, latent + K]} to pictures {@code [B, C + K, H, W]} from −1 to 1: a dense layer to the coarsest map, then transposed convolutions of 4 × 4 with
 * stride 2 that double its sides, normalised by batch and rectified, a hyperbolic tangent at the end (Radford et al., ICLR 2016).
 * The last K numbers of the noise say the class, 1 for it and 0 for the others; they come out again as planes, one for each class, so that a critic judges
 * picture and class together.
 */
final class Generator extends Composite implements Block {
    private final Images.Size size;
    private final int latent;
    private final int classes;
    private final int base;
    private final Levels levels;
    private final Linear dense;
    private final List<BatchNorm> norms = new ArrayList<>();
    private final List<Convolution> doublings = new ArrayList<>();

    Generator(Initialiser init, Images.Size size, int classes, int latent, int base) {
        this.size = size;
        this.classes = classes;
        this.latent = latent;
        this.base = base;
        levels = Levels.of(size);
        dense = part("dense", Linear.withBias(init, latent + classes, levels.coarsest(base)));
        for (int halving = levels.halvings(); halving > 0; halving--) {
            int inputs = Levels.channels(base, halving);
            int outputs = halving == 1 ? size.channels() : Levels.channels(base, halving - 1);
            int i = doublings.size();
            norms.add(part("norm" + i, new BatchNorm(init, inputs)));
            doublings.add(part(
                    "up" + i,
                    new Convolution(
                            init,
                            Convolution.Settings.of(inputs, outputs, 4)
                                    .strided(2)
                                    .padded(1)
                                    .transpose())));
        }
    }

    @Override
    public Tensor forward(Tensor noise, Pass pass) {
        Tensor x = dense.forward(Shapes.check(noise, "B", latent + classes), pass)
                .view(-1, Levels.channels(base, levels.halvings()), levels.height(), levels.width());
        for (int i = 0; i < doublings.size(); i++) {
            x = doublings.get(i).forward(relu(norms.get(i).forward(x, pass)), pass);
        }
        return classes == 0 ? tanh(x) : cat(new TensorVector(tanh(x), planes(noise)), 1);
    }

    private Tensor planes(Tensor noise) {
        return noise.narrow(1, latent, classes)
                .view(-1, classes, 1, 1)
                .expand(noise.size(0), classes, size.height(), size.width());
    }
}
