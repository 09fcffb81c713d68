package org.theriac.biostatistics.trial.ewoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.trial.design.Drug;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Computation;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Escalation;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Randomisation;
import org.theriac.biostatistics.trial.ewoc.Interim.Standing;
import org.theriac.biostatistics.trial.ewoc.LoggedPatient.Answer;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;

class InterimTest {
    private static EwocTwoDrugs design(int stageOne, int stageTwo) {
        EwocTwoDrugs design = CaseStudy.design(
                new Drug("cabazitaxel", "mg/m2", 10, 25, Optional.of(1.0)),
                new Drug("cisplatin", "mg/m2", 50, 100, Optional.of(5.0)),
                new Escalation(stageOne, List.of(0.40, 0.45, 0.50), 0.2, false),
                new Randomisation(stageTwo, 5),
                false);
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
                new Computation(Optional.of(1 << 14), Optional.of(1000), 200, 2),
                false);
    }

    private static LoggedPatient patient(double x, double y, Answer toxicity, Answer response, int stage) {
        return new LoggedPatient("log, line 0", new Combination(x, y), toxicity, response, stage);
    }

    private static LoggedPatient well(double x, double y) {
        return patient(x, y, Answer.NO, Answer.NO, 1);
    }

    private static Interim interim(EwocTwoDrugs design, List<LoggedPatient> patients) {
        return Interim.of(design, patients, Run.inMemory(1));
    }

    @Test
    void beforeAnybodyIsTreatedTheLeastDosesAreGiven() {
        Interim interim = interim(design(30, 30), List.of());
        assertThat(interim.next()).hasSize(2);
        assertThat(interim.next()).allMatch(next -> next.given().equals(new Combination(10, 50)));
        assertThat(interim.next().get(0).number()).isEqualTo(1);
    }

    @Test
    void aCohortHalfFilledAsksForItsSecondPatientAlone() {
        Interim interim = interim(design(30, 30), List.of(well(0, 0), well(0, 0), well(0, 0.2)));
        assertThat(interim.next()).hasSize(1);
        assertThat(interim.next().get(0).number()).isEqualTo(4);
        assertThat(interim.next().get(0).given()).isEqualTo(new Combination(13, 50));
        assertThat(interim.next().get(0).why())
                .contains("Track 2: cisplatin stays at 50 mg/m2, cabazitaxel moves.")
                .contains("it may rise by at most 3 mg/m2 in a cohort, to 13 mg/m2.");
    }

    @Test
    void dosesAreRoundedDownAfterTheDecision() {
        Interim interim = interim(
                design(30, 30),
                List.of(
                        well(0, 0),
                        well(0, 0),
                        well(0, 0.2),
                        patient(0.2, 0, Answer.YES, Answer.NO, 1),
                        well(0.2, 0.2),
                        well(0.2, 0.2)));
        for (NextPatient next : interim.next()) {
            assertThat(next.given().x() % 1).isZero();
            assertThat(next.given().y() % 5).isZero();
            assertThat(next.given().x())
                    .isLessThanOrEqualTo(10 + 15 * next.decided().x() + 1e-9);
            assertThat(next.given().y())
                    .isLessThanOrEqualTo(50 + 50 * next.decided().y() + 1e-9);
            assertThat(next.lowerToxicity()).isLessThan(next.meanToxicity());
            assertThat(next.meanToxicity()).isLessThan(next.upperToxicity());
        }
    }

    @Test
    void pendingOutcomesAreLeftOut() {
        List<LoggedPatient> known = List.of(well(0, 0), well(0, 0));
        List<LoggedPatient> waiting = new ArrayList<>(known);
        waiting.add(patient(0, 0.2, Answer.PENDING, Answer.PENDING, 1));
        waiting.add(patient(0.2, 0, Answer.PENDING, Answer.PENDING, 1));
        Interim interim = interim(design(30, 30), waiting);
        assertThat(interim.pendingToxicities()).isEqualTo(2);
        assertThat(interim.posterior().effectiveSize())
                .isEqualTo(interim(design(30, 30), known).posterior().effectiveSize());
        Run run = Run.inMemory(1);
        Findings findings = new ConductFindings(design(30, 30), interim, run).findings();
        assertThat(findings.results().path("pending_toxicity").asInt()).isEqualTo(2);
        assertThat(run.notices().toString()).contains("pending-toxicity");
    }

    @Test
    void toxicitiesInBothCohortsAtTheLeastDosesEndTheTrial() {
        LoggedPatient harmed = patient(0, 0, Answer.YES, Answer.NO, 1);
        Interim interim = interim(design(30, 30), List.of(harmed, harmed, harmed, harmed));
        assertThat(interim.standing()).isEqualTo(Standing.STOP_UNSAFE_START);
        assertThat(interim.next()).isEmpty();
        Findings findings = new ConductFindings(design(30, 30), interim, Run.inMemory(1)).findings();
        assertThat(findings.headline().rows().get(0).cells().get(0)).startsWith("Stop: even the least doses");
    }

    private static List<LoggedPatient> stageOne() {
        List<LoggedPatient> patients = new ArrayList<>(List.of(well(0, 0), well(0, 0), well(0, 0.2), well(0.2, 0)));
        patients.add(well(0.2, 0.2));
        patients.add(patient(0.2, 0.2, Answer.YES, Answer.YES, 1));
        return patients;
    }

    @Test
    void stageTwoDrawsAlongTheCurveAndAnOpenCohortKeepsItsDraws() {
        EwocTwoDrugs design = design(6, 10);
        Interim first = interim(design, stageOne());
        assertThat(first.standing()).isEqualTo(Standing.TREAT);
        assertThat(first.next()).hasSize(5);
        assertThat(first.efficacy()).isPresent();
        MtdCurve curve = first.curve(design);
        for (NextPatient next : first.next()) {
            assertThat(next.decided().y())
                    .isCloseTo(curve.clippedY(next.decided().x()), within(1e-12));
        }
        List<LoggedPatient> open = new ArrayList<>(stageOne());
        Combination given = first.next().get(0).decided();
        open.add(patient(given.x(), given.y(), Answer.NO, Answer.PENDING, 2));
        Interim second = interim(design, open);
        assertThat(second.next().stream().map(NextPatient::decided))
                .isEqualTo(first.next().subList(1, 5).stream()
                        .map(NextPatient::decided)
                        .toList());
    }

    @Test
    void theEndIsATestAndARecommendation() {
        EwocTwoDrugs design = design(6, 5);
        List<LoggedPatient> patients = new ArrayList<>(stageOne());
        for (int i = 0; i < 5; i++) {
            patients.add(patient(0.3, 0.3, Answer.NO, Answer.YES, 2));
        }
        Interim interim = interim(design, patients);
        assertThat(interim.standing()).isEqualTo(Standing.COMPLETE);
        Findings findings = new ConductFindings(design, interim, Run.inMemory(1)).findings();
        assertThat(findings.results().path("decision").asText())
                .startsWith("The trial is complete: the null hypothesis is rejected. Recommended: ");
        assertThat(findings.sections()).extracting("id").containsExactly("decision", "toxicity", "efficacy", "audit");
    }
}
