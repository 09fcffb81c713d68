package org.theriac.learning.nn;

import static org.bytedeco.pytorch.global.torch.convolution;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.theriac.learning.tensor.Shapes;

/**
 * A convolution, or its transpose, along one, two or three axes: {@code [B, inputs, …]} to {@code [B, outputs, …]}. Parameters {@code weight} and
 * {@code bias}, laid out as in PyTorch: {@code [outputs, inputs / groups, k, …]}, transposed {@code [inputs, outputs / groups, k, …]}.
 *
 * <p>Weights start normal with variance 2 / (inputs that one output sums over), which keeps the variance of signals through rectifiers (He et al.,
 * ICCV 2015, eq. 10); biases start at zero.
 */
public final class Convolution implements Block {
    /**
     * What is convolved how. The kernel and its steps are the same along every axis.
     *
     * @param axes 1 for signals, 2 for images, 3 for volumes
     * @param inputs channels in
     * @param outputs channels out
     * @param kernel width
     * @param stride distance between two places of the kernel; transposed, between two places of the output
     * @param padding zeros put around the input; transposed, taken off the output
     * @param dilation distance between two taps of the kernel
     * @param groups parts that channels are cut into, each seeing only itself
     * @param transposed whether this is the transpose, which spreads instead of gathering
     */
    public record Settings(
            int axes,
            int inputs,
            int outputs,
            int kernel,
            int stride,
            int padding,
            int dilation,
            int groups,
            boolean bias,
            boolean transposed) {
        public Settings {
            if (axes < 1 || axes > 3) {
                throw new IllegalArgumentException("a convolution runs along 1, 2 or 3 axes, not " + axes);
            }
            if (inputs < 1 || outputs < 1 || kernel < 1 || stride < 1 || padding < 0 || dilation < 1 || groups < 1) {
                throw new IllegalArgumentException(
                        "channels, kernel, stride, dilation and groups are positive and padding is not negative");
            }
            if (inputs % groups != 0 || outputs % groups != 0) {
                throw new IllegalArgumentException(
                        "%d and %d channels cannot be cut into %d groups".formatted(inputs, outputs, groups));
            }
        }

        /** Of images, with stride 1, no padding, with bias. */
        public static Settings of(int inputs, int outputs, int kernel) {
            return new Settings(2, inputs, outputs, kernel, 1, 0, 1, 1, true, false);
        }

        /** Each channel of images by itself, padded so that stride 1 keeps the size. */
        public static Settings depthwise(int channels, int kernel) {
            return of(channels, channels, kernel).grouped(channels).same();
        }

        /** Along another number of axes. */
        public Settings along(int axes) {
            return new Settings(axes, inputs, outputs, kernel, stride, padding, dilation, groups, bias, transposed);
        }

        /** With this stride. */
        public Settings strided(int stride) {
            return new Settings(axes, inputs, outputs, kernel, stride, padding, dilation, groups, bias, transposed);
        }

        /** With so many zeros on every side. */
        public Settings padded(int padding) {
            return new Settings(axes, inputs, outputs, kernel, stride, padding, dilation, groups, bias, transposed);
        }

        /**
         * Padded so that stride 1 keeps the size. Set the dilation before.
         *
         * @throws IllegalArgumentException for an even kernel, which would need more zeros on one side
         */
        public Settings same() {
            if (kernel % 2 == 0) {
                throw new IllegalArgumentException("a kernel of even width " + kernel + " has no middle");
            }
            return padded(dilation * (kernel - 1) / 2);
        }

        /** With this distance between taps. */
        public Settings dilated(int dilation) {
            return new Settings(axes, inputs, outputs, kernel, stride, padding, dilation, groups, bias, transposed);
        }

        /** In so many groups. */
        public Settings grouped(int groups) {
            return new Settings(axes, inputs, outputs, kernel, stride, padding, dilation, groups, bias, transposed);
        }

        /** Without bias: for a normalisation that follows and would take it off again. */
        public Settings withoutBias() {
            return new Settings(axes, inputs, outputs, kernel, stride, padding, dilation, groups, false, transposed);
        }

        /** The transpose: a stride of 2 doubles the size, with kernel 4 and padding 1 exactly. */
        public Settings transpose() {
            return new Settings(axes, inputs, outputs, kernel, stride, padding, dilation, groups, bias, true);
        }

        /**
         * The size of the output along an axis.
         *
         * @throws IllegalArgumentException when the kernel does not fit into the input
         */
        public int size(int input) {
            int reach = dilation * (kernel - 1) + 1;
            int size = transposed
                    ? (input - 1) * stride - 2 * padding + reach
                    : Math.floorDiv(input + 2 * padding - reach, stride) + 1;
            if (size < 1) {
                throw new IllegalArgumentException(
                        "a kernel that reaches over %d does not fit into an input of %d".formatted(reach, input));
            }
            return size;
        }

        /** Multiply-adds for an input of these sizes along the axes. */
        public long multiplyAdds(int... sizes) {
            if (sizes.length != axes) {
                throw new IllegalArgumentException(sizes.length + " sizes for " + axes + " axes");
            }
            long places = 1;
            for (int size : sizes) {
                places *= transposed ? size : size(size);
            }
            return places * weights();
        }

        private long weights() {
            return (long) inputs / groups * outputs * Math.round(Math.pow(kernel, axes));
        }

        /** How many inputs one number of the output sums over; transposed, on average. */
        private double fan() {
            double taps = Math.pow(transposed ? (double) kernel / stride : kernel, axes);
            return inputs / (double) groups * taps;
        }

        private long[] shape() {
            long[] shape = new long[axes + 2];
            Arrays.fill(shape, kernel);
            shape[0] = transposed ? inputs : outputs;
            shape[1] = (transposed ? outputs : inputs) / groups;
            return shape;
        }
    }

    private final Settings settings;
    private final Tensor weight;
    private final Optional<Tensor> bias;

    /** Weights by He et al. */
    public Convolution(Initialiser init, Settings settings) {
        this(init, settings, Math.sqrt(2 / settings.fan()));
    }

    /** @param sd standard deviation of the weights at the start, such as the 0.02 of DCGAN */
    public Convolution(Initialiser init, Settings settings, double sd) {
        this.settings = settings;
        weight = init.normal(sd, settings.shape());
        bias = settings.bias() ? Optional.of(init.constant(0, settings.outputs())) : Optional.empty();
    }

    /** How it convolves. */
    public Settings settings() {
        return settings;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (x.dim() != settings.axes() + 2 || x.size(1) != settings.inputs()) {
            throw new IllegalArgumentException("expected [B, %d] and %d axes of space, got %s"
                    .formatted(settings.inputs(), settings.axes(), Arrays.toString(Shapes.of(x))));
        }
        return convolution(
                x,
                weight,
                bias.map(TensorOptional::new).orElseGet(TensorOptional::new),
                repeated(settings.stride()),
                repeated(settings.padding()),
                repeated(settings.dilation()),
                settings.transposed(),
                repeated(0),
                settings.groups());
    }

    private long[] repeated(long value) {
        long[] values = new long[settings.axes()];
        Arrays.fill(values, value);
        return values;
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        TreeMap<String, Tensor> parameters = new TreeMap<>();
        parameters.put("weight", weight);
        bias.ifPresent(b -> parameters.put("bias", b));
        return Collections.unmodifiableSortedMap(parameters);
    }
}
