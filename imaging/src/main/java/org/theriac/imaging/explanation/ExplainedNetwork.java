package org.theriac.imaging.explanation;

import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.theriac.imaging.models.Images;
import org.theriac.imaging.reading.ImageReading;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.encoder.PooledEncoder;
import org.theriac.learning.explanation.PixelNetwork;
import org.theriac.learning.head.CategoryHead;
import org.theriac.learning.head.Head;
import org.theriac.learning.network.NetworkParts;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.survival.CoxHead;

/**
 * A fitted network of pictures as explanations see it: of a class its log-odds, of a time to an event the log-risk.
 *
 * @param reading by which it sees pictures
 */
record ExplainedNetwork(
        ImageReading reading, PooledEncoder<Images, Features.Grid> encoder, Function<Features.Vector, Tensor> scored)
        implements PixelNetwork {
    /**
     * @param classIndex the class that is explained, where the head has classes
     * @return empty for a network that reads no pictures, or whose head has no score to explain
     */
    static Optional<ExplainedNetwork> of(NetworkParts parts, int classIndex) {
        if (!(parts.reading() instanceof ImageReading reading)
                || !(parts.encoder() instanceof PooledEncoder<?, ?> pooled)) {
            return Optional.empty();
        }
        @SuppressWarnings("unchecked") // an image reading feeds encoders of images, whose features are grids
        PooledEncoder<Images, Features.Grid> encoder = (PooledEncoder<Images, Features.Grid>) pooled;
        return score(parts.head(), classIndex).map(score -> new ExplainedNetwork(reading, encoder, score));
    }

    private static Optional<Function<Features.Vector, Tensor>> score(Head<Features.Vector, ?, ?> head, int classIndex) {
        if (head instanceof CategoryHead classes) {
            return Optional.of(z -> classes.logOdds(z, classIndex, Pass.evaluation()));
        }
        if (head instanceof CoxHead cox) {
            return Optional.of(z -> cox.logRisk(z, Pass.evaluation()));
        }
        return Optional.empty();
    }

    @Override
    public Tensor map(Tensor images) {
        return encoder.encoder().encode(new Images(images), Pass.evaluation()).coarsest();
    }

    @Override
    public Tensor scoreOfMap(Tensor map) {
        return scored.apply(encoder.pool(Features.Grid.of(map), Pass.evaluation()));
    }
}
