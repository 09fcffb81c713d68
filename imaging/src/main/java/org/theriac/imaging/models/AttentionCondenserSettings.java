package org.theriac.imaging.models;

import java.util.List;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.encoder.GlobalAveragePooling;
import org.theriac.learning.encoder.PooledEncoder;
import org.theriac.learning.nn.Initialiser;

/** The attention-condenser family, with global average pooling. */
@Meaning("The small self-attention network of TB-Net's family.")
public record AttentionCondenserSettings(
        @Meaning("How large the network is.") Size size,

        @Meaning("Probability of dropping a number of the pooled vector in training.") @Range(min = 0, max = 0.95)
        double dropout)
        implements ImageEncoderDesign {

    /** Sizes of the family; parameters and multiply-adds for 3 × 224 × 224 with two outputs. */
    public enum Size {
        /** As large as TB-Net: 4 332 544 parameters, 0.428 billion multiply-adds. */
        PAPER_LIKE(List.of(72, 144, 320, 912), List.of(3, 4, 6, 3)),
        /** 712 109 parameters, 0.121 billion multiply-adds. */
        MEDIUM(List.of(48, 96, 192, 384), List.of(2, 3, 4, 2)),
        /** Trains in minutes on two cores: 144 144 parameters, 0.045 billion multiply-adds. */
        TWO_CORE(List.of(32, 64, 128, 192), List.of(1, 2, 2, 1)),
        /** For tests: 38 691 parameters, 0.021 billion multiply-adds. */
        TEST(List.of(16, 32, 64, 96), List.of(1, 1, 2, 1));

        private final List<Integer> widths;
        private final List<Integer> blocks;

        Size(List<Integer> widths, List<Integer> blocks) {
            this.widths = widths;
            this.blocks = blocks;
        }
    }

    /** What trains in minutes on two cores. */
    public static final AttentionCondenserSettings DEFAULTS = new AttentionCondenserSettings(Size.TWO_CORE, 0);

    @Override
    public PooledEncoder<Images, Features.Grid> encoder(Initialiser init, Images.Size images) {
        AttentionCondenserNetwork network = network(init, images.channels());
        return new PooledEncoder<>(network, new GlobalAveragePooling(network.outputs()), dropout);
    }

    /** The network before the pooling. */
    public AttentionCondenserNetwork network(Initialiser init, int channels) {
        return new AttentionCondenserNetwork(init, channels, size.widths, size.blocks);
    }
}
