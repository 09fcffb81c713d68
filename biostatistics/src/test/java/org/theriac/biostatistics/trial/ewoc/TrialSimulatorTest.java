package org.theriac.biostatistics.trial.ewoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Computation;
import org.theriac.biostatistics.trial.design.TwoDrugs;
import org.theriac.biostatistics.trial.design.TwoDrugs.Efficacy;
import org.theriac.biostatistics.trial.design.TwoDrugs.Toxicity;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.End;
import org.theriac.core.run.Run;

class TrialSimulatorTest {
    private static final ToxicityDraws DRAWS = CaseStudy.draws(1 << 12);
    private static final Run RUN = Run.inMemory(2);
    private static final Efficacy HOPELESS = new Efficacy(-8, 0, 0, 0, 0, 0);

    private static EwocTwoDrugs quick() {
        EwocTwoDrugs design = CaseStudy.design();
        return new EwocTwoDrugs(
                design.drugX(),
                design.drugY(),
                design.targetToxicity(),
                design.nullResponse(),
                design.decision(),
                design.stageOne(),
                design.stageTwo(),
                design.stopping(),
                design.priors(),
                new Computation(Optional.of(1 << 12), Optional.of(500), 200, 2),
                false);
    }

    private static SimulatedTrial trial(TwoDrugs scenario, boolean neverStop, int number) {
        return new TrialSimulator(quick(), DRAWS, neverStop).simulate(Truth.of(scenario, quick()), number, RUN);
    }

    private static TwoDrugs published(String name) {
        return Objects.requireNonNull(PublishedScenarios.all().get(name));
    }

    @Test
    void aTrialIsAFunctionOfItsNumber() throws IOException {
        SimulatedTrial first = trial(published("tox1_eff1_h1"), true, 3);
        assertThat(bytes(List.of(trial(published("tox1_eff1_h1"), true, 3)))).isEqualTo(bytes(List.of(first)));
        assertThat(bytes(List.of(trial(published("tox1_eff1_h1"), true, 4)))).isNotEqualTo(bytes(List.of(first)));
    }

    @Test
    void whatIsKeptBetweenStopAndResumeIsReadBackToTheBit() throws IOException {
        List<SimulatedTrial> trials = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            trials.add(trial(published("tox2_eff3_h0"), false, number));
        }
        byte[] written = bytes(trials);
        List<SimulatedTrial> back =
                new SimulatedTrialsCodec().read(new DataInputStream(new ByteArrayInputStream(written)));
        assertThat(bytes(back)).isEqualTo(written);
        assertThat(back.get(0).counts()).isEqualTo(trials.get(0).counts());
        assertThat(back.get(0).path()).isEqualTo(trials.get(0).path());
    }

    private static byte[] bytes(List<SimulatedTrial> trials) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SimulatedTrialsCodec().write(trials, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void aPoisonStopsInStageOneAndARealTrialEndsThere() {
        TwoDrugs poison = new TwoDrugs(new Toxicity(0.9, 0.95, 0.95, 1), HOPELESS);
        SimulatedTrial stopped = trial(poison, false, 0);
        assertThat(stopped.ending().end()).isEqualTo(End.UNSAFE_START);
        assertThat(stopped.counts().patients()).isLessThanOrEqualTo(8);
        assertThat(stopped.counts().patientsTwo()).isZero();
        assertThat(stopped.verdict().statistic()).isZero();
        SimulatedTrial noted = trial(poison, true, 0);
        assertThat(noted.ending().end()).isEqualTo(End.COMPLETE);
        assertThat(noted.ending().asked()).isEqualTo(End.UNSAFE_START);
        assertThat(noted.counts().patients()).isEqualTo(60);
    }

    @Test
    void aUselessPairOfDrugsStopsForFutility() {
        TwoDrugs useless = new TwoDrugs(published("tox1_eff1_h1").toxicity(), HOPELESS);
        SimulatedTrial stopped = trial(useless, false, 0);
        assertThat(stopped.ending().end()).isEqualTo(End.FUTILE);
        assertThat(stopped.counts().patients()).isBetween(35, 55);
        assertThat(stopped.counts().patients() % 5).isZero();
        assertThat(stopped.ending().futileAfter()).isEqualTo(stopped.counts().patients());
    }

    @Test
    void aCompleteTrialRecommendsWhatItEstimates() {
        SimulatedTrial trial = trial(published("tox1_eff4_h1"), true, 1);
        assertThat(trial.counts().patientsOne()).isEqualTo(30);
        assertThat(trial.counts().patientsTwo()).isEqualTo(30);
        assertThat(trial.allocationX()).hasSize(30);
        assertThat(trial.efficacyAlong()).hasSize(21);
        assertThat(trial.verdict().recommended().y()).isBetween(0.0, 1.0);
        assertThat(trial.error().withinFifth())
                .isGreaterThanOrEqualTo(trial.error().withinTenth());
        assertThat(trial.worth().toxicity()).isGreaterThan(50);
    }
}
