package org.theriac.survival.systems.deepsurv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.survival.Benchmark;

/** The project's bounds on DeepSurv's own data; published figures in brackets. */
class DeepSurvAcceptanceTest {
    private static double concordance(Benchmark benchmark, DeepSurvSettings settings, long seed) {
        StoredRun run = new StoredRun(Execution.inMemory(seed));
        try (Model<SurvivalCurves> model =
                new DeepSurv(settings).fit(benchmark.task(), benchmark.train(), benchmark.validation(), run)) {
            return benchmark.concordance(model.predict(benchmark.test()));
        }
    }

    /** [.643374; linear Cox .632363] */
    @Test
    void metabricReaches636InTheMeanOfFiveSeeds() {
        Benchmark metabric = Benchmark.read("metabric");
        double mean = LongStream.rangeClosed(1, 5)
                .mapToDouble(seed -> concordance(metabric, DeepSurvSettings.METABRIC, seed))
                .average()
                .orElseThrow();
        assertThat(mean).isGreaterThanOrEqualTo(.636);
    }

    /** [.648902; oracle .657801; linear Cox .486842] */
    @Test
    void gaussianRiskReaches645() {
        assertThat(concordance(Benchmark.read("gaussian_simulation"), DeepSurvSettings.DEFAULTS, 1))
                .isGreaterThanOrEqualTo(.645);
    }

    /** [.774019; oracle .778231] */
    @Test
    void linearRiskComesWithin003OfTheOracle() {
        Benchmark linear = Benchmark.read("linear_simulation");
        double oracle = linear.concordance(linear.test().numbers("hr").values());
        assertThat(oracle).isCloseTo(.778231, within(5e-7));
        assertThat(concordance(linear, DeepSurvSettings.DEFAULTS, 1)).isCloseTo(oracle, within(.003));
    }

    /** [.582774; oracle .587660; linear Cox .515021] */
    @Test
    void treatmentInteractionReaches570() {
        Benchmark treatment = Benchmark.read("treatment_simulation");
        double mean = LongStream.rangeClosed(1, 2)
                .mapToDouble(seed -> concordance(treatment, DeepSurvSettings.INTERACTION, seed))
                .average()
                .orElseThrow();
        assertThat(mean).isGreaterThanOrEqualTo(.57);
    }
}
