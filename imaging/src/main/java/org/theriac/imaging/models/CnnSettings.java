package org.theriac.imaging.models;

import java.util.List;
import org.theriac.core.UserError;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.encoder.Flatten;
import org.theriac.learning.encoder.GlobalAveragePooling;
import org.theriac.learning.encoder.PooledEncoder;
import org.theriac.learning.encoder.Pooling;
import org.theriac.learning.nn.Activation;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Mlp;

/**
 * The convolutional network of textbooks and its sound form.
 *
 * @param dense units; for {@link Pool#FLATTEN} only
 */
@Meaning("Convolutions of 3 × 3, each followed by a halving of the size.")
public record CnnSettings(
        @Meaning("Channels of each convolution.") @Range(min = 1, max = 4096)
        List<Integer> channels,

        @Meaning("Whether a convolution keeps the size of the image.")
        Padding padding,

        @Meaning("Whether each convolution is normalised by batch.")
        boolean batchNorm,

        @Meaning("How the last map becomes one vector.") Pool pool,

        @Meaning("Units of the dense layer after flatten.") @Range(min = 1, max = 65536)
        int dense,

        @Meaning("Probability of dropping a number of the vector in training.") @Range(min = 0, max = 0.95)
        double dropout)
        implements ImageEncoderDesign {

    /** What a convolution does at the border. */
    public enum Padding {
        /** Only places where the whole kernel fits: the image loses a pixel on every side. */
        VALID,
        /** Zeros around the image: it keeps its size. */
        SAME
    }

    /** How a map becomes a vector. */
    public enum Pool {
        /** All numbers through a dense layer: 99 % of the textbook network's weights. */
        FLATTEN,
        /** The mean of each channel. */
        AVERAGE
    }

    /** What textbooks print: no normalisation, a dense layer that memorises; 11 169 089 parameters with one output at 224 × 224. */
    public static final CnnSettings TEXTBOOK =
            new CnnSettings(List.of(32, 64, 128), Padding.VALID, false, Pool.FLATTEN, 128, 0);

    /** The form that generalises: batch normalisation, global average, dropout; 93 825 parameters with one output at any size. */
    public static final CnnSettings DEFAULTS =
            new CnnSettings(List.of(32, 64, 128), Padding.SAME, true, Pool.AVERAGE, 128, 0.3);

    public CnnSettings {
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("channels is empty; give the channels of at least one convolution.");
        }
    }

    @Override
    public PooledEncoder<Images, Features.Grid> encoder(Initialiser init, Images.Size size) {
        int height = TextbookCnn.coarsest(size.height(), this);
        int width = TextbookCnn.coarsest(size.width(), this);
        if (height < 1 || width < 1) {
            throw new UserError(
                    "images of %d × %d pixels are too small for %d convolutions that each halve the size; resize to more, or give fewer channels."
                            .formatted(size.height(), size.width(), channels.size()));
        }
        TextbookCnn cnn = new TextbookCnn(init, size.channels(), this);
        return new PooledEncoder<>(cnn, pooling(init, cnn.outputs(), height * width), dropout);
    }

    private Pooling<Features.Grid> pooling(Initialiser init, int outputs, int places) {
        return switch (pool) {
            case AVERAGE -> new GlobalAveragePooling(outputs);
            case FLATTEN ->
                new Flatten(init, outputs * places, new Mlp.Settings(List.of(dense), Activation.RELU, 0, false));
        };
    }
}
