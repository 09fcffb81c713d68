package org.theriac.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.theriac.biostatistics.calibration.JudgedRisks;
import org.theriac.biostatistics.calibration.KolmogorovCalibration;
import org.theriac.biostatistics.calibration.OneCalibration;
import org.theriac.biostatistics.calibration.SmoothedCalibration;
import org.theriac.biostatistics.concordance.MarginConcordance;
import org.theriac.biostatistics.distribution.IndividualCurves;
import org.theriac.biostatistics.distribution.Interpolation;
import org.theriac.biostatistics.distribution.PredictedTimes;
import org.theriac.biostatistics.distribution.TailedKaplanMeier;
import org.theriac.biostatistics.distribution.TimeErrors;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Measures of individual survival distributions: exponential curves of n rows at m times. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class DistributionBenchmark {
    /** Rows. */
    @Param("10000")
    public int rows;

    /** Times of the grid. */
    @Param("500")
    public int grid;

    /** How curves run between the times. */
    @Param({"STEP", "MONOTONE_CUBIC"})
    public Interpolation between = Interpolation.STEP;

    private SurvivalTimes times = SurvivalTimes.of(new double[] {1}, new boolean[] {true});
    private double[] at = {1};
    private double[][] survival = {{1}};
    private double[] median = {1};
    private double[] ones = {1};
    private JudgedRisks risks = new JudgedRisks(new double[1], new double[1], new int[1], new double[1]);

    /** Draws the rows and their true curves. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        double[] time = new double[rows];
        boolean[] event = new boolean[rows];
        at = IntStream.rangeClosed(1, grid).mapToDouble(k -> 5.0 * k / grid).toArray();
        survival = new double[rows][grid];
        double[] risk = new double[rows];
        for (int i = 0; i < rows; i++) {
            double rate = Math.exp(2 * random.nextDouble() - 1);
            double death = -Math.log(1 - random.nextDouble()) / rate;
            double end = 4 * random.nextDouble();
            time[i] = Math.min(death, end);
            event[i] = death <= end;
            risk[i] = -Math.expm1(-rate);
            for (int k = 0; k < grid; k++) {
                survival[i][k] = Math.exp(-rate * at[k]);
            }
        }
        times = SurvivalTimes.of(time, event);
        ones = new double[rows];
        Arrays.fill(ones, 1);
        median = medians();
        int[] cause = IntStream.range(0, rows).map(i -> event[i] ? 1 : 0).toArray();
        risks = new JudgedRisks(risk, time, cause, ones);
    }

    /** Median times of all curves. */
    @Benchmark
    public double[] medians() {
        IndividualCurves curves = IndividualCurves.of(at, survival, between);
        return PredictedTimes.medians(curves, TailedKaplanMeier.of(times).linearZero())
                .time();
    }

    /** The loss on pseudo-observations. */
    @Benchmark
    public double pseudoObservations() {
        return new TimeErrors(times)
                .of(TimeErrors.Kind.PSEUDO_OBSERVATION, median, times, TimeErrors.Scale.TIME)
                .mean(ones);
    }

    /** Margin concordance. */
    @Benchmark
    public double marginConcordance() {
        TailedKaplanMeier km = TailedKaplanMeier.of(times);
        double[] guess = Arrays.stream(times.times()).map(km::bestGuess).toArray();
        double[] confidence = Arrays.stream(times.times()).map(km::confidence).toArray();
        double[] risk = Arrays.stream(median).map(m -> -m).toArray();
        return MarginConcordance.prepare(times, guess, confidence, risk).applyAsDouble(ones);
    }

    /** The integrated calibration index. */
    @Benchmark
    public double smoothedCalibration() {
        return SmoothedCalibration.of(risks, 1).ici();
    }

    /** 1-calibration. */
    @Benchmark
    public double oneCalibration() {
        return OneCalibration.of(risks, 1, 10, OneCalibration.Variant.GREENWOOD).statistic();
    }

    /** KS-D-calibration. */
    @Benchmark
    public double kolmogorov() {
        return KolmogorovCalibration.of(risks.risk(), times.eventIndicators(), ones)
                .statistic();
    }
}
