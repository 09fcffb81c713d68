package org.theriac.imaging.models;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.theriac.learning.encoder.Encoder;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.nn.Composite;
import org.theriac.learning.nn.Convolution;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.NormalisedConvolution;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Shapes;

/**
 * The family of TB-Net (Wong et al., Frontiers in Artificial Intelligence, 2022; arXiv 2104.03165): a stem of 3 × 3 with stride 2 to 32 channels, then
 * stages of {@linkplain PepeBlock blocks}, each of which begins with a stride of 2. The grid is the map after each stage.
 */
public final class AttentionCondenserNetwork extends Composite implements Encoder<Images, Features.Grid> {
    private static final int STEM = 32;

    private final int inputs;
    private final int outputs;
    private final NormalisedConvolution stem;
    private final List<List<PepeBlock>> stages = new ArrayList<>();

    /**
     * @param inputs channels of the images
     * @param widths channels of each stage
     * @param blocks how many blocks each stage has
     */
    public AttentionCondenserNetwork(Initialiser init, int inputs, List<Integer> widths, List<Integer> blocks) {
        if (widths.isEmpty() || widths.size() != blocks.size()) {
            throw new IllegalArgumentException(widths.size() + " widths for " + blocks.size() + " stages");
        }
        this.inputs = inputs;
        stem = part(
                "stem",
                new NormalisedConvolution(
                        init, Convolution.Settings.of(inputs, STEM, 3).same().strided(2)));
        int width = STEM;
        for (int stage = 0; stage < widths.size(); stage++) {
            List<PepeBlock> members = new ArrayList<>();
            for (int i = 0; i < blocks.get(stage); i++) {
                PepeBlock block = new PepeBlock(init, width, widths.get(stage), i == 0 ? 2 : 1);
                members.add(part("stage%d.block%d".formatted(stage, i), block));
                width = widths.get(stage);
            }
            stages.add(members);
        }
        outputs = width;
    }

    @Override
    public Features.Grid encode(Images input, Pass pass) {
        Tensor x = stem.forward(Shapes.check(input.pixels(), "B", inputs, "H", "W"), pass);
        // With the channels last, maxima and enlargements take a fifth of the time; everything that follows keeps this
        // order.
        x = x.contiguous(MemoryFormat.ChannelsLast).relu_();
        List<Tensor> maps = new ArrayList<>();
        for (List<PepeBlock> stage : stages) {
            for (PepeBlock block : stage) {
                x = block.forward(x, pass);
            }
            maps.add(x);
        }
        return new Features.Grid(maps);
    }

    @Override
    public int outputs() {
        return outputs;
    }

    /** Multiply-adds of all convolutions for one image: what a forward pass costs. */
    public long multiplyAdds(int height, int width) {
        long sum = stem.settings().multiplyAdds(height, width);
        int h = stem.settings().size(height);
        int w = stem.settings().size(width);
        for (List<PepeBlock> stage : stages) {
            for (int i = 0; i < stage.size(); i++) {
                sum += stage.get(i).multiplyAdds(h, w);
                if (i == 0) {
                    h = (h + 1) / 2;
                    w = (w + 1) / 2;
                }
            }
        }
        return sum;
    }
}
