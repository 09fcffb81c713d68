package org.theriac.imaging.models;

import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.sigmoid;
import static org.bytedeco.pytorch.global.torch.upsample_nearest2d;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.nn.Block;
import org.theriac.learning.nn.Composite;
import org.theriac.learning.nn.Convolution;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.NormalisedConvolution;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Parameters;

/**
 * The visual attention condenser (Wong, Famouri, Pavlova and Surana, "TinySpeech", 2020; "AttendNets", 2020): self-attention on a condensed map. For
 * V {@code [B, C, H, W]}
 *
 * <pre>
 * Q = the maximum of each 2 × 2 places               condensation; odd sizes are rounded up
 * K = W₂ relu(W₁ BN(D Q))                            embedding: D depthwise 3 × 3, W₁ to C/4 channels, W₂ back
 * A = K, each number repeated over its 2 × 2 places  expansion, cut to H × W
 * V' = V · sigmoid(A) · s + V                        selective attention with one learned number s, 1 at the start
 * </pre>
 *
 * Without the residual {@code + V} early gates near 1/2 would halve the signal in every layer. With s = 0 the condenser is the identity.
 */
public final class AttentionCondenser extends Composite implements Block {
    private static final int CONDENSATION = 2;
    private static final int EMBEDDING = 4;

    private final NormalisedConvolution depthwise;
    private final Convolution squeeze;
    private final Convolution expand;
    private final Tensor scale;

    /** @param channels a multiple of 4 */
    public AttentionCondenser(Initialiser init, int channels) {
        if (channels % EMBEDDING != 0) {
            throw new IllegalArgumentException("a condenser needs a multiple of 4 channels, not " + channels);
        }
        depthwise = part("depthwise", new NormalisedConvolution(init, Convolution.Settings.depthwise(channels, 3)));
        squeeze = part("squeeze", new Convolution(init, Convolution.Settings.of(channels, channels / EMBEDDING, 1)));
        expand = part("expand", new Convolution(init, Convolution.Settings.of(channels / EMBEDDING, channels, 1)));
        scale = init.constant(1, 1);
    }

    @Override
    public Tensor forward(Tensor v, Pass pass) {
        Tensor gate = sigmoid(attention(v, pass)).mul(scale).add(new Scalar(1.0));
        return v.mul(gate);
    }

    private Tensor attention(Tensor v, Pass pass) {
        long[] two = {CONDENSATION, CONDENSATION};
        Tensor q = max_pool2d(v, two, two, new long[] {0, 0}, new long[] {1, 1}, true);
        Tensor k =
                expand.forward(squeeze.forward(depthwise.forward(q, pass), pass).relu_(), pass);
        return upsample_nearest2d(k, k.size(2) * CONDENSATION, k.size(3) * CONDENSATION)
                .narrow(2, 0, v.size(2))
                .narrow(3, 0, v.size(3));
    }

    /** Multiply-adds of the convolutions for one map of this size. */
    long multiplyAdds(int height, int width) {
        int h = (height + 1) / CONDENSATION;
        int w = (width + 1) / CONDENSATION;
        return depthwise.settings().multiplyAdds(h, w)
                + squeeze.settings().multiplyAdds(h, w)
                + expand.settings().multiplyAdds(h, w);
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        TreeMap<String, Tensor> own = new TreeMap<>();
        own.put("scale", scale);
        return Parameters.union(super.parameters(), own);
    }
}
