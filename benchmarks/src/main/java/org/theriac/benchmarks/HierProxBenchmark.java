package org.theriac.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.theriac.core.run.Run;
import org.theriac.survival.systems.lassonet.HierProx;

/** LassoNet's hierarchical proximal operator, as each step along a path applies it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HierProxBenchmark {
    private static final int UNITS = 32;
    private static final double LAMBDA = 0.01;

    /** Inputs. */
    @Param({"107", "2000"})
    public int inputs;

    private double[] theta = {};
    private double[] first = {};
    private double[] skip = {};
    private double[] weights = {};
    private HierProx prox = new HierProx(10, 0, new int[0][], UNITS);

    /** Draws weights of which some are bound by the hierarchy and some are not. */
    @Setup
    public void draw() {
        RandomGenerator random = Run.inMemory(1).random("weights", 0);
        theta = random.doubles(inputs, -0.05, 0.05).toArray();
        first = random.doubles((long) UNITS * inputs, -0.4, 0.4).toArray();
        skip = theta.clone();
        weights = first.clone();
        int[][] groups = new int[inputs][];
        for (int j = 0; j < inputs; j++) {
            groups[j] = new int[] {j};
        }
        prox = new HierProx(10, 0, groups, UNITS);
    }

    /** One step, copying the weights included. */
    @Benchmark
    public double apply() {
        System.arraycopy(theta, 0, skip, 0, theta.length);
        System.arraycopy(first, 0, weights, 0, first.length);
        return prox.apply(skip, weights, inputs, LAMBDA);
    }
}
