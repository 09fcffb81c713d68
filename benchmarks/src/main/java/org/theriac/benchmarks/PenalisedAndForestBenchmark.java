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
import org.theriac.biostatistics.aft.Aft;
import org.theriac.biostatistics.aft.AftFit;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.concordance.Concordance;
import org.theriac.biostatistics.concordance.ConcordanceIndex;
import org.theriac.biostatistics.elasticnet.ElasticNetCox;
import org.theriac.biostatistics.elasticnet.ElasticNetPath;
import org.theriac.biostatistics.forest.RandomSurvivalForest;
import org.theriac.biostatistics.forest.SurvivalForest;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Estimators on ten covariates that take longer than a Cox regression. {@code -p rows=1000000} for the largest size but that of the forest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class PenalisedAndForestBenchmark {
    private static final int TREES = 10;

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

    /** The whole path of the lasso. */
    @Benchmark
    public ElasticNetPath lassoPath() {
        return ElasticNetCox.of(1).fit(times, cohort.x());
    }

    /** Weibull regression. */
    @Benchmark
    public AftFit weibull() {
        return Aft.of(Lifetime.WEIBULL).fit(times, cohort.x());
    }

    /** Ten trees of a random survival forest. */
    @Benchmark
    public SurvivalForest tenTrees() {
        return RandomSurvivalForest.of(TREES).fit(times, cohort.x(), 1).forest();
    }

    /** Uno's concordance with its standard error. */
    @Benchmark
    public Concordance uno() {
        return ConcordanceIndex.uno().of(times, cohort.risk());
    }
}
