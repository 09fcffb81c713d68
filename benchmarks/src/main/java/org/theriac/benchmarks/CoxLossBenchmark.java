package org.theriac.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
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
import org.theriac.biostatistics.cox.Ties;
import org.theriac.learning.survival.CoxLoss;
import org.theriac.learning.survival.RiskSets;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;

/** The Cox loss and its gradient, as a full-batch training step computes them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public class CoxLossBenchmark {
    private final Arena arena = Arena.lasting();

    /** Subjects. */
    @Param({"1000", "10000", "100000"})
    public int rows;

    /** The rule for ties. */
    @Param({"BRESLOW", "EFRON"})
    public Ties ties = Ties.EFRON;

    private SimulatedCohort cohort = SimulatedCohort.of(1, 1);
    private RiskSets sets = new RiskSets(arena, cohort.time(), cohort.event(), ties);

    /** Draws the subjects. */
    @Setup
    public void draw() {
        cohort = SimulatedCohort.of(rows, 1);
        sets = new RiskSets(arena, cohort.time(), cohort.event(), ties);
    }

    /** Loss and gradient. */
    @Benchmark
    public double lossAndGradient() {
        try (Arena scope = Arena.scope()) {
            Tensor logRisk = Tensors.of(cohort.risk(), ScalarType.Double, rows);
            logRisk.set_requires_grad(true);
            Tensor loss = CoxLoss.of(logRisk, sets);
            loss.backward();
            return loss.item_double();
        }
    }
}
