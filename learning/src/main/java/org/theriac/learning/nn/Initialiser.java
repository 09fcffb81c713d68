package org.theriac.learning.nn;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

/**
 * Makes the tensors of new layers. The n-th tensor draws from a stream of its own, so a network starts from the same
 * numbers in float and in double, rounding apart.
 */
public final class Initialiser {
    private final Arena arena;
    private final ScalarType precision;
    private final Streams streams;
    private long made;

    /**
     * @param arena owns the tensors
     * @param precision float for training, double for checks
     * @param streams random numbers of the start
     */
    public Initialiser(Arena arena, ScalarType precision, Streams streams) {
        this.arena = arena;
        this.precision = precision;
        this.streams = streams;
    }

    /** The precision of everything made here. */
    public ScalarType precision() {
        return precision;
    }

    /**
     * A weight matrix by Glorot and Bengio (AISTATS 2010, eq. 16): uniform within
     * {@code ±sqrt(6 / (inputs + outputs))}, which keeps the variance of signals and of gradients through the layers.
     */
    public Tensor glorotUniform(long outputs, long inputs) {
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        RandomGenerator random = next();
        double[] values = new double[Math.toIntExact(outputs * inputs)];
        for (int i = 0; i < values.length; i++) {
            values[i] = bound * (2 * random.nextDouble() - 1);
        }
        return parameter(values, outputs, inputs);
    }

    /** A parameter of normal numbers with mean zero. */
    public Tensor normal(double sd, long... shape) {
        RandomGenerator random = next();
        double[] values = new double[count(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = sd * random.nextGaussian();
        }
        return parameter(values, shape);
    }

    /** A parameter that starts at one value everywhere. */
    public Tensor constant(double value, long... shape) {
        next();
        return parameter(filled(value, shape), shape);
    }

    /** A tensor that is not trained. */
    public Tensor buffer(double value, long... shape) {
        return buffer(filled(value, shape), shape);
    }

    /** A tensor of these numbers that is not trained. */
    public Tensor buffer(double[] values, long... shape) {
        return arena.keep(Tensors.of(values, precision, shape));
    }

    private Tensor parameter(double[] values, long... shape) {
        Tensor parameter = arena.keep(Tensors.of(values, precision, shape));
        parameter.set_requires_grad(true);
        return parameter;
    }

    private RandomGenerator next() {
        return streams.at("initialisation", made++);
    }

    private static double[] filled(double value, long... shape) {
        double[] values = new double[count(shape)];
        Arrays.fill(values, value);
        return values;
    }

    private static int count(long... shape) {
        long count = 1;
        for (long size : shape) {
            count = Math.multiplyExact(count, size);
        }
        return Math.toIntExact(count);
    }
}
