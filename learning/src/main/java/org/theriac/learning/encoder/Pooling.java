package org.theriac.learning.encoder;

import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Pass;

/**
 * Leads from elements or a grid to one vector for each row.
 *
 * @param <F> the shape of what is pooled
 */
public interface Pooling<F extends Features> extends Layer {
    /** One vector for each row. */
    Features.Vector pool(F features, Pass pass);

    /** Width of the vector. */
    int outputs();
}
