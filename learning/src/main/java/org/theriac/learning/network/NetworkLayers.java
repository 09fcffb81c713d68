package org.theriac.learning.network;

import static org.bytedeco.pytorch.global.torch.cat;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.Predictions;
import org.theriac.learning.encoder.Encoder;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;

/** An encoder and a head, with the reading that feeds them. Parameters {@code encoder.…} and {@code head.…}. */
final class NetworkLayers<R, I, H extends Head<Features.Vector, T, P>, T, P extends Predictions> implements Layer {
    static final String ENCODER = "encoder";

    private final Reading<R, I> reading;
    private final ScalarType precision;
    private final Encoder<I, Features.Vector> encoder;
    private final H head;

    NetworkLayers(Reading<R, I> reading, HeadPlan<H, T, P> plan, Initialiser init) {
        this.reading = reading;
        precision = init.precision();
        encoder = reading.encoder(init);
        head = plan.head(init, encoder.outputs());
    }

    Reading<R, I> reading() {
        return reading;
    }

    Encoder<I, Features.Vector> encoder() {
        return encoder;
    }

    H head() {
        return head;
    }

    I tensors(R decoded) {
        return reading.tensors(decoded, precision);
    }

    Tensor loss(I input, T truth, Pass pass) {
        return head.loss(encoder.encode(input, pass), truth, pass);
    }

    /** The same with an encoder that stays as it is: no gradient reaches it, and its running statistics stay. */
    Tensor lossOfHead(I input, T truth, Pass pass) {
        return head.loss(settled(input), truth, pass);
    }

    private Features.Vector settled(I input) {
        try (NoGradGuard guard = new NoGradGuard()) {
            return encoder.encode(input, Pass.evaluation());
        }
    }

    /**
     * Features of all rows, computed in portions so that no more than one portion's maps are in memory.
     *
     * @return owned by the caller's scope
     */
    Features.Vector features(Cohort rows, int portion) {
        try (NoGradGuard guard = new NoGradGuard()) {
            TensorVector parts = new TensorVector();
            for (int from = 0; from < rows.rows(); from += portion) {
                int[] chosen = Arrays.copyOfRange(rows.allRows(), from, Math.min(from + portion, rows.rows()));
                R decoded = reading.decode(rows, chosen, Optional.empty());
                Tensor part;
                try (Arena scope = Arena.scope()) {
                    part = encoder.encode(tensors(decoded), Pass.evaluation()).z();
                    part.retainReference();
                }
                parts.push_back(part);
                part.releaseReference();
            }
            return new Features.Vector(cat(parts, 0));
        }
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return Parameters.union(
                Parameters.prefixed(ENCODER, encoder.parameters()), Parameters.prefixed("head", head.parameters()));
    }

    @Override
    public SortedMap<String, Tensor> buffers() {
        return Parameters.union(
                Parameters.prefixed(ENCODER, encoder.buffers()), Parameters.prefixed("head", head.buffers()));
    }
}
