package org.theriac.imaging.models;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.encoder.PooledEncoder;
import org.theriac.learning.explanation.PixelNetwork;
import org.theriac.learning.head.CategoryHead;
import org.theriac.learning.nn.Composite;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;

/** An encoder of images and a head of classes. Parameters {@code encoder.…}, {@code head.weight}, {@code head.bias}. */
public final class ImageClassifier extends Composite {
    private final PooledEncoder<Images, Features.Grid> encoder;
    private final CategoryHead head;

    /**
     * @param size of every image
     * @param classes in the order of their codes
     */
    public ImageClassifier(
            Initialiser init,
            ImageEncoderDesign design,
            Images.Size size,
            List<String> classes,
            CategoryHead.Settings settings) {
        encoder = part("encoder", design.encoder(init, size));
        head = part("head", new CategoryHead(init, encoder.outputs(), classes, settings));
    }

    /** What the head reads. */
    public Features.Vector features(Images images, Pass pass) {
        return encoder.encode(images, pass);
    }

    /** The mean loss of a batch: a scalar. */
    public Tensor loss(Images images, CategoryHead.Truth truth, Pass pass) {
        return head.loss(features(images, pass), truth, pass);
    }

    /** The head, for its readouts. */
    public CategoryHead head() {
        return head;
    }

    /** The network with the log-odds of one class as its score: {@code z_k − log Σ_{j≠k} exp z_j}. */
    public PixelNetwork explaining(int classIndex) {
        return new PixelNetwork() {
            @Override
            public Tensor map(Tensor images) {
                return encoder.encoder()
                        .encode(new Images(images), Pass.evaluation())
                        .coarsest();
            }

            @Override
            public Tensor scoreOfMap(Tensor map) {
                Features.Vector z = encoder.pool(Features.Grid.of(map), Pass.evaluation());
                return head.logOdds(z, classIndex, Pass.evaluation());
            }
        };
    }
}
