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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.GammaPrior;
import org.theriac.biostatistics.trial.ewoc.Combination;
import org.theriac.biostatistics.trial.ewoc.EfficacyDraws;
import org.theriac.biostatistics.trial.ewoc.EfficacyPrior;
import org.theriac.biostatistics.trial.ewoc.EfficacySampler;
import org.theriac.biostatistics.trial.ewoc.StageOne;
import org.theriac.biostatistics.trial.ewoc.ToxicityDraws;
import org.theriac.biostatistics.trial.ewoc.ToxicityPosterior;
import org.theriac.core.run.Run;

/** What a simulated two-drug trial spends its time on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TrialBenchmark {
    /** Draws of the toxicity prior. */
    @Param({"16384", "262144"})
    public int draws;

    private static final int PATIENTS = 60;

    private ToxicityDraws prior =
            new ToxicityDraws(GammaPrior.DEFAULTS, 2, Run.inMemory(1).random("prior", 0));
    private final EwocTwoDrugs design = PublishedDesign.of();

    /** Draws the prior. */
    @org.openjdk.jmh.annotations.Setup
    public void draw() {
        prior = new ToxicityDraws(GammaPrior.DEFAULTS, draws, Run.inMemory(1).random("prior", 0));
    }

    /** The thirty patients of a stage one in which nobody is harmed but every fourth. */
    @Benchmark
    public Combination stageOne() {
        ToxicityPosterior posterior = new ToxicityPosterior(prior, design.targetToxicity());
        StageOne stageOne = new StageOne(design);
        java.util.List<Combination> pair = java.util.List.of(Combination.START, Combination.START);
        for (int cohort = 1; cohort <= design.stageOne().cohorts(); cohort++) {
            if (cohort > 1) {
                pair = stageOne.next(posterior, cohort, pair).stream()
                        .map(step -> step.next())
                        .toList();
            }
            posterior.observe(pair.get(0).x(), pair.get(0).y(), cohort % 2 == 0);
            posterior.observe(pair.get(1).x(), pair.get(1).y(), false);
        }
        return pair.get(0);
    }

    /** One chain of 2,500 sweeps over sixty patients along a curve. */
    @Benchmark
    public EfficacyDraws efficacy() {
        double[] x = new double[PATIENTS];
        double[] y = new double[PATIENTS];
        boolean[] response = new boolean[PATIENTS];
        for (int i = 0; i < PATIENTS; i++) {
            x[i] = i / (PATIENTS - 1.0);
            y[i] = 1 - x[i];
            response[i] = i % 3 == 0;
        }
        return EfficacyDraws.run(
                new EfficacySampler(x, y, response, EfficacyPrior.of(design.priors())),
                500,
                2000,
                Run.inMemory(1).random("chain", 0));
    }
}
