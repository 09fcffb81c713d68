package org.theriac.learning.encoder;

import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.nn.Dropout;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Parameters;

/**
 * An encoder of elements or grids and a pooling, as an encoder of vectors. Parameters: the encoder's own names, and {@code pooling.} before those of the
 * pooling.
 *
 * @param <I> a batch of decoded input
 * @param <F> the shape of what is pooled
 */
public final class PooledEncoder<I, F extends Features> implements Encoder<I, Features.Vector> {
    private final Encoder<I, F> encoder;
    private final Pooling<F> pooling;
    private final Dropout dropout;

    /** @param dropout probability of dropping a number of the pooled vector in training, in [0, 1) */
    public PooledEncoder(Encoder<I, F> encoder, Pooling<F> pooling, double dropout) {
        this.encoder = encoder;
        this.pooling = pooling;
        this.dropout = new Dropout(dropout);
    }

    /** What is pooled: the features before the pooling, for explanations. */
    public Encoder<I, F> encoder() {
        return encoder;
    }

    @Override
    public Features.Vector encode(I input, Pass pass) {
        return pool(encoder.encode(input, pass), pass);
    }

    /** The vectors of features that {@link #encoder} made. */
    public Features.Vector pool(F features, Pass pass) {
        return new Features.Vector(dropout.forward(pooling.pool(features, pass).z(), pass));
    }

    @Override
    public int outputs() {
        return pooling.outputs();
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return Parameters.union(encoder.parameters(), Parameters.prefixed("pooling", pooling.parameters()));
    }

    @Override
    public SortedMap<String, Tensor> buffers() {
        return Parameters.union(encoder.buffers(), Parameters.prefixed("pooling", pooling.buffers()));
    }
}
