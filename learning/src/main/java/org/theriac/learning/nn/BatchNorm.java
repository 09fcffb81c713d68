package org.theriac.learning.nn;

import static org.bytedeco.pytorch.global.torch.batch_norm;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.theriac.learning.tensor.Shapes;

/**
 * Batch normalisation of {@code [B, features]}, or of the channels of signals, images and volumes {@code [B, features, …]}
 * (Ioffe and Szegedy, ICML 2015). Training uses the mean and variance over the batch and all places, evaluation the running
 * ones, so a prediction never depends on its neighbours.
 */
public final class BatchNorm implements Block {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    private final int features;
    private final Tensor weight;
    private final Tensor bias;
    private final Tensor runningMean;
    private final Tensor runningVariance;

    /** Starts as the identity on standardised input. */
    public BatchNorm(Initialiser init, int features) {
        this.features = features;
        weight = init.constant(1, features);
        bias = init.constant(0, features);
        runningMean = init.buffer(0, features);
        runningVariance = init.buffer(1, features);
    }

    /** @throws IllegalArgumentException for a single number of each feature in training: it has no variance */
    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (x.dim() < 2 || x.size(1) != features) {
            throw new IllegalArgumentException(
                    "expected [B, %d, …], got %s".formatted(features, Arrays.toString(Shapes.of(x))));
        }
        if (pass.isTraining() && x.numel() < 2L * features) {
            throw new IllegalArgumentException("batch normalisation cannot train on a batch of one row");
        }
        return batch_norm(
                x,
                new TensorOptional(weight),
                new TensorOptional(bias),
                new TensorOptional(runningMean),
                new TensorOptional(runningVariance),
                pass.isTraining(),
                MOMENTUM,
                EPSILON,
                false);
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        TreeMap<String, Tensor> parameters = new TreeMap<>();
        parameters.put("weight", weight);
        parameters.put("bias", bias);
        return parameters;
    }

    @Override
    public SortedMap<String, Tensor> buffers() {
        TreeMap<String, Tensor> buffers = new TreeMap<>();
        buffers.put("running_mean", runningMean);
        buffers.put("running_var", runningVariance);
        return buffers;
    }
}
