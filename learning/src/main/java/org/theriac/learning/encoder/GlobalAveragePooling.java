package org.theriac.learning.encoder;

import java.util.Collections;
import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.nn.Pass;

/** The mean of each channel of the coarsest map over all places (Lin, Chen and Yan, ICLR 2014): any size of input will do. */
public final class GlobalAveragePooling implements Pooling<Features.Grid> {
    private final int channels;

    /** @param channels of the coarsest map */
    public GlobalAveragePooling(int channels) {
        this.channels = channels;
    }

    @Override
    public Features.Vector pool(Features.Grid features, Pass pass) {
        Tensor z = features.coarsest().flatten(2, -1).mean(2);
        if (z.size(1) != channels) {
            throw new IllegalArgumentException("expected a map of %d channels, got %d".formatted(channels, z.size(1)));
        }
        return new Features.Vector(z);
    }

    @Override
    public int outputs() {
        return channels;
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return Collections.emptySortedMap();
    }
}
