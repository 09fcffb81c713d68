package org.theriac.learning.encoder;

import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Pass;

/**
 * Turns a batch of inputs into features.
 *
 * @param <I> a batch of decoded input, such as {@link Table}
 * @param <F> the shape of the features
 */
public interface Encoder<I, F extends Features> extends Layer {
    /** The features of the rows of {@code input}, in their order. */
    F encode(I input, Pass pass);

    /** Numbers in a feature, for the head or pooling that follows: d of a vector or an element, channels of the coarsest map of a grid. */
    int outputs();
}
