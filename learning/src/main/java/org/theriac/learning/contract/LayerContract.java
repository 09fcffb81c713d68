package org.theriac.learning.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Shapes;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

/**
 * What every layer, encoder and head must hold, checked in double precision.
 *
 * @param <L> the layer
 * @param <I> its input
 * @param make builds the layer
 * @param input made-up input of so many rows, always the same for the same number
 * @param row the input's i-th row alone, as an input of one row
 * @param forward the layer's output, rows first
 */
public record LayerContract<L extends Layer, I>(
        Function<Initialiser, L> make, IntFunction<I> input, Row<I> row, Forward<L, I> forward) {

    /** Takes one row out of an input. */
    @FunctionalInterface
    public interface Row<I> {
        I of(I input, int row);
    }

    /** Applies a layer. */
    @FunctionalInterface
    public interface Forward<L, I> {
        Tensor apply(L layer, I input, Pass pass);
    }

    private static final double STEP = 1e-5;
    private static final int ROWS = 5;

    /**
     * Checks every clause.
     *
     * @throws AssertionError naming the clause that fails
     */
    public void check() {
        acceptsOddSizes();
        gradientsEqualFiniteDifferences(Pass::evaluation);
        gradientsEqualFiniteDifferences(() -> Pass.training(new SplittableRandom(3)));
        rowAloneEqualsRowInBatch();
        givesTheSameBitsTwice();
        isTheSameAfterSavingAndReading();
        keepsMemorySteady();
    }

    /** Makes a pass; each call gives an equal one. */
    @FunctionalInterface
    private interface Passes {
        Pass next();
    }

    private void acceptsOddSizes() {
        inScope(1, layer -> {
            for (int rows : new int[] {1, 3, 7, 17}) {
                Tensor output = forward.apply(layer, input.apply(rows), Pass.evaluation());
                require(output.size(0) == rows, "%d rows give an output of shape %s", rows, shape(output));
            }
        });
    }

    private void gradientsEqualFiniteDifferences(Passes passes) {
        inScope(1, layer -> {
            ToDoubleFunction<I> value = in -> {
                try (Arena scope = Arena.scope();
                        NoGradGuard guard = new NoGradGuard()) {
                    return objective(forward.apply(layer, in, passes.next())).item_double();
                }
            };
            I in = input.apply(ROWS);
            Map<String, Tensor> parameters = layer.parameters();
            if (parameters.isEmpty()) {
                return;
            }
            parameters.values().forEach(LayerContract::leaveTheStart);
            objective(forward.apply(layer, in, passes.next())).backward();
            parameters.forEach((name, parameter) -> {
                double[] analytic = Tensors.toDoubles(parameter.grad());
                double[] at = Tensors.toDoubles(parameter);
                for (int i = 0; i < at.length; i += Math.max(1, at.length / 12)) {
                    double numeric = (shifted(parameter, at, i, STEP, () -> value.applyAsDouble(in))
                                    - shifted(parameter, at, i, -STEP, () -> value.applyAsDouble(in)))
                            / (2 * STEP);
                    require(
                            Math.abs(numeric - analytic[i]) <= 1e-7 * Math.max(1, Math.abs(numeric)),
                            "gradient of %s[%d] is %s, finite differences give %s",
                            name,
                            i,
                            analytic[i],
                            numeric);
                }
            });
        });
    }

    /** Biases start at zero, and there a rectifier behind a rectifier may stand exactly at its kink, where it has no derivative. */
    private static void leaveTheStart(Tensor parameter) {
        double[] values = Tensors.toDoubles(parameter);
        for (int i = 0; i < values.length; i++) {
            values[i] += 0.01 * Math.cos(2 + i);
        }
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensors.write(values, parameter);
        }
    }

    private static double shifted(Tensor parameter, double[] at, int i, double by, DoubleSupplier value) {
        double[] moved = at.clone();
        moved[i] += by;
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensors.write(moved, parameter);
            double result = value.getAsDouble();
            Tensors.write(at, parameter);
            return result;
        }
    }

    private void rowAloneEqualsRowInBatch() {
        inScope(1, layer -> {
            I in = input.apply(ROWS);
            Tensor together = forward.apply(layer, in, Pass.evaluation());
            for (int i = 0; i < ROWS; i++) {
                double[] alone = Tensors.toDoubles(forward.apply(layer, row.of(in, i), Pass.evaluation()));
                double[] among = Tensors.toDoubles(together.select(0, i));
                for (int k = 0; k < alone.length; k++) {
                    // Another batch size may use another matrix kernel, hence another order of summation.
                    require(
                            Math.abs(alone[k] - among[k]) <= 1e-12 * Math.max(1, Math.abs(among[k])),
                            "row %d alone gives %s, in the batch %s",
                            i,
                            alone[k],
                            among[k]);
                }
            }
        });
    }

    private void givesTheSameBitsTwice() {
        require(Arrays.equals(freshOutput(1), freshOutput(1)), "two equal layers give different bits");
    }

    private double[] freshOutput(long seed) {
        double[][] output = new double[1][];
        inScope(
                seed,
                layer -> output[0] = Tensors.toDoubles(
                        forward.apply(layer, input.apply(ROWS), Pass.training(new SplittableRandom(9)))));
        return output[0];
    }

    private void isTheSameAfterSavingAndReading() {
        SortedMap<String, double[]> saved = new TreeMap<>();
        double[][] before = new double[1][];
        inScope(1, layer -> {
            forward.apply(layer, input.apply(ROWS), Pass.training(new SplittableRandom(9)));
            saved.putAll(Parameters.values(layer.state()));
            before[0] = Tensors.toDoubles(forward.apply(layer, input.apply(ROWS), Pass.evaluation()));
        });
        inScope(2, layer -> {
            Parameters.restore(layer.state(), saved);
            double[] after = Tensors.toDoubles(forward.apply(layer, input.apply(ROWS), Pass.evaluation()));
            require(Arrays.equals(before[0], after), "saved and read back, the layer gives another output");
        });
    }

    private void keepsMemorySteady() {
        inScope(1, layer -> {
            long before = 0;
            for (int step = 0; step < 60; step++) {
                try (Arena scope = Arena.scope()) {
                    Tensor value =
                            objective(forward.apply(layer, input.apply(ROWS), Pass.training(new SplittableRandom(9))));
                    if (value.requires_grad()) {
                        value.backward();
                    }
                }
                if (step == 9) {
                    before = Pointer.totalCount();
                }
            }
            long grown = Pointer.totalCount() - before;
            require(grown <= 0, "50 steps leave %d native objects behind", grown);
        });
    }

    /** A scalar of all outputs, each with a weight of its own, so that errors cannot cancel. */
    private static Tensor objective(Tensor output) {
        double[] weights = new double[Math.toIntExact(output.numel())];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.cos(1 + i);
        }
        return output.mul(Tensors.of(weights, ScalarType.Double, Shapes.of(output)))
                .sum();
    }

    private void inScope(long seed, Consumer<L> body) {
        try (Arena scope = Arena.scope()) {
            body.accept(make.apply(new Initialiser(scope, ScalarType.Double, Streams.seeded(seed))));
        }
    }

    private static String shape(Tensor tensor) {
        return Arrays.toString(Shapes.of(tensor));
    }

    private static void require(boolean condition, String sentence, Object... values) {
        if (!condition) {
            throw new AssertionError(sentence.formatted(values));
        }
    }
}
