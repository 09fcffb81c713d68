package org.theriac.learning.tensor;

import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Lays many parameters into one buffer of values and one of gradients. Every parameter and its gradient become views, so
 * that clearing gradients, clipping, decay and the optimiser's step are a handful of operations whatever the number of
 * layers. On small networks, where an operation costs microseconds and the arithmetic nothing, this is most of the time of
 * a step.
 */
public final class FlatParameters {
    private final Tensor values;
    private final Tensor gradients;
    private final Tensor weightMask;

    /**
     * Moves the parameters into flat buffers owned by {@code arena}. The tensors keep their identity and values.
     *
     * @param parameters leaves that require gradients, all of one precision, in the order of their names
     */
    public FlatParameters(Arena arena, Map<String, Tensor> parameters) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to train: no parameters were given");
        }
        ScalarType precision = Tensors.precision(parameters.values().iterator().next());
        long[] total = {Parameters.count(parameters)};
        TensorOptions options = new TensorOptions(precision);
        values = arena.keep(zeros(total, options));
        gradients = arena.keep(zeros(total, options));
        weightMask = arena.keep(zeros(total, options));
        try (Arena scope = Arena.scope();
                NoGradGuard guard = new NoGradGuard()) {
            long offset = 0;
            for (Tensor parameter : parameters.values()) {
                offset += adopt(parameter, offset);
            }
        }
    }

    private long adopt(Tensor parameter, long offset) {
        long length = parameter.numel();
        long[] shape = Shapes.of(parameter);
        Tensor place = values.narrow(0, offset, length).view(shape);
        place.copy_(parameter);
        parameter.__dispatch_set_data(place);
        parameter.mutable_grad().put(gradients.narrow(0, offset, length).view(shape));
        if (shape.length > 1) {
            weightMask.narrow(0, offset, length).fill_(new Scalar(1.0));
        }
        return length;
    }

    /** All parameters, one after the other. */
    public Tensor values() {
        return values;
    }

    /** All gradients, in the same places; a backward pass adds to them. */
    public Tensor gradients() {
        return gradients;
    }

    /** One where a number belongs to a weight matrix, zero for biases and normalisation: what decay applies to. */
    public Tensor weightMask() {
        return weightMask;
    }
}
