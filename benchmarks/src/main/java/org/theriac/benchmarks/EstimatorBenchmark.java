package org.theriac.benchmarks;

import java.util.concurrent.TimeUnit;
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
import org.theriac.biostatistics.concordance.Concordance;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Estimators on plain arrays. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EstimatorBenchmark {
    /** Subjects. */
    @Param({"1000", "10000", "100000"})
    public int rows;

    private SimulatedCohort cohort = SimulatedCohort.of(1, 1);
    private SurvivalTimes times = SurvivalTimes.of(cohort.time(), cohort.event());

    /** Draws the subjects. */
    @Setup
    public void draw() {
        cohort = SimulatedCohort.of(rows, 1);
        times = SurvivalTimes.of(cohort.time(), cohort.event());
    }

    /** Cox regression on ten covariates, ties after Efron. */
    @Benchmark
    public CoxFit cox() {
        return Cox.efron().fit(times, cohort.x());
    }

    /** Harrell's concordance with its standard error. */
    @Benchmark
    public Concordance harrell() {
        return HarrellConcordance.of(times, cohort.risk());
    }
}
