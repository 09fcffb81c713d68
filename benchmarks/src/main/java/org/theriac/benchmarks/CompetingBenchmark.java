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
import org.theriac.biostatistics.finegray.FineGray;
import org.theriac.biostatistics.finegray.FineGrayFit;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.GrayTest;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Estimators of competing risks on plain arrays. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CompetingBenchmark {
    /** Subjects. */
    @Param({"1000", "10000", "100000"})
    public int rows;

    private SimulatedCohort cohort = SimulatedCohort.of(1, 1);
    private CompetingTimes times = competing(cohort);

    private static CompetingTimes competing(SimulatedCohort cohort) {
        return new CompetingTimes(SurvivalTimes.of(cohort.time(), cohort.event()), cohort.cause(), 2);
    }

    /** Draws the subjects. */
    @Setup
    public void draw() {
        cohort = SimulatedCohort.of(rows, 1);
        times = competing(cohort);
    }

    /** Fine–Gray regression on ten covariates as a weighted Cox regression. */
    @Benchmark
    public FineGrayFit fineGray() {
        return FineGray.weighted().fit(times, 1, cohort.x());
    }

    /** The same with the variance of 1999. */
    @Benchmark
    public FineGrayFit fineGrayOriginal() {
        return FineGray.original().fit(times, 1, cohort.x());
    }

    /** Gray's test of the groups. */
    @Benchmark
    public GrayTest gray() {
        return GrayTest.test(times, 1, cohort.group());
    }

    /** Incidences with jackknife errors at all times. */
    @Benchmark
    public double[] jackknife() {
        return AalenJohansen.fit(times).jackknifeErrors(1);
    }
}
