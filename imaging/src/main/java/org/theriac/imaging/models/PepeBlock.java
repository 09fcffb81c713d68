package org.theriac.imaging.models;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.nn.Block;
import org.theriac.learning.nn.Composite;
import org.theriac.learning.nn.Convolution;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.NormalisedConvolution;
import org.theriac.learning.nn.Pass;

/**
 * Project, expand, project, expand, with a shortcut and an {@link AttentionCondenser}: 1 × 1 to C/4, 1 × 1 to C/2, depthwise 3 × 3 with the stride, 1 × 1
 * to C/4, 1 × 1 to C, each normalised and all but the last rectified; plus the shortcut, rectified, condensed. The original's layers exist only inside a
 * checkpoint that was designed by a machine; this is the block that its description gives. Rectifiers work in place: no backward pass needs what a
 * normalisation or a convolution has put out.
 */
public final class PepeBlock extends Composite implements Block {
    private final List<NormalisedConvolution> path;
    private final Optional<NormalisedConvolution> shortcut;
    private final AttentionCondenser condenser;

    /**
     * @param outputs C, a multiple of 4
     * @param stride of the depthwise convolution; with 1 and equal channels the shortcut is the identity
     */
    public PepeBlock(Initialiser init, int inputs, int outputs, int stride) {
        int quarter = outputs / 4;
        int half = outputs / 2;
        path = List.of(
                part("project1", pointwise(init, inputs, quarter)),
                part("expand1", pointwise(init, quarter, half)),
                part(
                        "depthwise",
                        new NormalisedConvolution(
                                init, Convolution.Settings.depthwise(half, 3).strided(stride))),
                part("project2", pointwise(init, half, quarter)),
                part("expand2", pointwise(init, quarter, outputs)));
        shortcut = inputs == outputs && stride == 1
                ? Optional.empty()
                : Optional.of(part(
                        "shortcut",
                        new NormalisedConvolution(
                                init,
                                Convolution.Settings.of(inputs, outputs, 1).strided(stride))));
        condenser = part("condenser", new AttentionCondenser(init, outputs));
    }

    private static NormalisedConvolution pointwise(Initialiser init, int inputs, int outputs) {
        return new NormalisedConvolution(init, Convolution.Settings.of(inputs, outputs, 1));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor z = x;
        for (NormalisedConvolution layer : path.subList(0, path.size() - 1)) {
            z = layer.forward(z, pass).relu_();
        }
        z = path.get(path.size() - 1).forward(z, pass);
        Tensor around = shortcut.map(layer -> layer.forward(x, pass)).orElse(x);
        return condenser.forward(z.add_(around).relu_(), pass);
    }

    /** Multiply-adds of the convolutions for one map of this size. */
    long multiplyAdds(int height, int width) {
        int h = height;
        int w = width;
        long sum = shortcut.map(layer -> layer.settings().multiplyAdds(height, width))
                .orElse(0L);
        for (NormalisedConvolution layer : path) {
            sum += layer.settings().multiplyAdds(h, w);
            h = layer.settings().size(h);
            w = layer.settings().size(w);
        }
        return sum + condenser.multiplyAdds(h, w);
    }
}
