package org.theriac.biostatistics.trial.ewoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.TwoDrugs.Efficacy;
import org.theriac.biostatistics.trial.design.TwoDrugs.Toxicity;
import org.theriac.core.run.Run;

class StageOneRatesTest {
    private static final ToxicityDraws DRAWS = CaseStudy.draws(1 << 13);

    /** Rates of dose-limiting toxicities of a prototype, with the published program's lag of outcomes and without it. */
    @ParameterizedTest
    @CsvSource({
        "true, 1e-7, 0.3, 0.3, 2, 0.276",
        "true, 1e-5, 0.005, 0.01, 9, 0.267",
        "false, 1e-7, 0.3, 0.3, 2, 0.261",
        "false, 1e-5, 0.005, 0.01, 9, 0.254"
    })
    void theRateOfToxicitiesInStageOneIsThatOfThePrototype(
            boolean lag, double rho00, double rho10, double rho01, double interaction, double published) {
        EwocTwoDrugs design = lag ? CaseStudy.lagged() : CaseStudy.design();
        ToxicitySurface toxicity = ToxicitySurface.of(new Toxicity(rho00, rho10, rho01, interaction));
        Truth truth = new Truth(
                toxicity,
                EfficacySurface.of(new Efficacy(-2, 0, 0, 0, 0, 0)),
                new MtdCurve(toxicity, design.targetToxicity()));
        TrialSimulator simulator = new TrialSimulator(design, DRAWS, true);
        Run run = Run.inMemory(1);
        int patients = 0;
        int toxicities = 0;
        for (int trial = 0; trial < 60; trial++) {
            int[] counts = simulator.stageOneToxicities(truth, trial, run);
            patients += counts[0];
            toxicities += counts[1];
        }
        assertThat(patients).isEqualTo(1800);
        assertThat(toxicities / (double) patients).isCloseTo(published, within(0.015));
    }
}
