package org.theriac.imaging.models;

import org.theriac.learning.encoder.Features;
import org.theriac.learning.encoder.PooledEncoder;
import org.theriac.learning.nn.Initialiser;

/** How an encoder of images is built: what settings choose by {@code encoder: {cnn: {…}}}. */
public interface ImageEncoderDesign {
    /**
     * A new encoder. Its grid is kept apart from its pooling, because explanations look at the grid.
     *
     * @param size of every image that it will see
     * @throws org.theriac.core.UserError if images are too small for this encoder
     */
    PooledEncoder<Images, Features.Grid> encoder(Initialiser init, Images.Size size);
}
