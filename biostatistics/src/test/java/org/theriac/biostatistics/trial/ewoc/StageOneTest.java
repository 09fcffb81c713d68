package org.theriac.biostatistics.trial.ewoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Escalation;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Randomisation;
import org.theriac.biostatistics.trial.ewoc.EscalationStep.Limit;

/** One-step doses against 4,000,000 importance draws of another program (±0.003), before the largest step of 0.2 holds them back. */
class StageOneTest {
    private static final ToxicityDraws DRAWS = CaseStudy.draws(1 << 18);
    private static final Offset<Double> STEP = within(0.004);
    private static final Offset<Double> PROBABILITY = within(0.002);

    private final StageOne stageOne = new StageOne(CaseStudy.design());

    @Test
    void twoPatientsWithoutToxicity() {
        ToxicityPosterior posterior = CaseStudy.after(DRAWS, new double[] {0, 0, 0}, new double[] {0, 0, 0});
        List<EscalationStep> steps = stageOne.next(posterior, 2, CaseStudy.pair(0, 0, 0, 0));
        assertThat(steps.get(1).quantile()).isCloseTo(0.640, STEP);
        assertThat(steps.get(0).quantile()).isCloseTo(0.636, STEP);
        assertThat(stageOne.unsafeStart(posterior)).isCloseTo(0.0244, PROBABILITY);
        assertThat(posterior.cornerMeans()[0]).isCloseTo(0.1115, PROBABILITY);
        assertThat(posterior.cornerMeans()[1]).isCloseTo(0.4576, PROBABILITY);
        assertThat(posterior.cornerMeans()[2]).isCloseTo(0.4577, PROBABILITY);
        assertThat(steps).allMatch(step -> step.limit() == Limit.LARGEST_STEP && step.alpha() == 0.40);
        assertThat(steps.get(0).next()).isEqualTo(new Combination(0, 0.2));
        assertThat(steps.get(1).next()).isEqualTo(new Combination(0.2, 0));
    }

    @Test
    void oneToxicityOfTwo() {
        ToxicityPosterior posterior = CaseStudy.after(DRAWS, new double[] {0, 0, 1}, new double[] {0, 0, 0});
        List<EscalationStep> steps = stageOne.next(posterior, 2, CaseStudy.pair(0, 0, 0, 0));
        assertThat(steps.get(1).quantile()).isCloseTo(0.231, STEP);
        assertThat(steps.get(0).quantile()).isCloseTo(0.204, STEP);
        assertThat(stageOne.unsafeStart(posterior)).isCloseTo(0.1852, PROBABILITY);
        assertThat(posterior.cornerMeans()[0]).isCloseTo(0.2751, PROBABILITY);
        assertThat(posterior.cornerMeans()[1]).isCloseTo(0.588, PROBABILITY);
        assertThat(posterior.cornerMeans()[2]).isCloseTo(0.588, PROBABILITY);
    }

    @Test
    void fourPatientsWithoutToxicity() {
        ToxicityPosterior posterior = CaseStudy.after(
                DRAWS, new double[] {0, 0, 0}, new double[] {0, 0, 0}, new double[] {0, 0.2, 0}, new double[] {0.2, 0, 0
                });
        List<EscalationStep> steps = stageOne.next(posterior, 3, CaseStudy.pair(0, 0.2, 0.2, 0));
        assertThat(steps.get(0).movesX()).isTrue();
        assertThat(steps.get(0).quantile()).isCloseTo(0.569, STEP);
        assertThat(steps.get(1).movesX()).isFalse();
        assertThat(steps.get(1).quantile()).isCloseTo(0.567, STEP);
        assertThat(posterior.toleratedX(0, 0.45, CaseStudy.CABAZITAXEL.nothing()))
                .isCloseTo(0.811, STEP);
        assertThat(posterior.toleratedY(0, 0.45, CaseStudy.CISPLATIN.nothing())).isCloseTo(0.809, STEP);
        assertThat(stageOne.unsafeStart(posterior)).isCloseTo(0.0061, PROBABILITY);
    }

    @Test
    void sixPatientsWithTwoToxicities() {
        ToxicityPosterior posterior = CaseStudy.after(
                DRAWS,
                new double[] {0, 0, 0},
                new double[] {0, 0, 0},
                new double[] {0, 0.2, 0},
                new double[] {0.2, 0, 1},
                new double[] {0.2, 0.2, 0},
                new double[] {0.2, 0.2, 1});
        List<EscalationStep> steps = stageOne.next(posterior, 4, CaseStudy.pair(0.2, 0.2, 0.2, 0.2));
        assertThat(steps.get(0).movesX()).isFalse();
        assertThat(steps.get(0).quantile()).isCloseTo(0.204, STEP);
        assertThat(steps.get(1).movesX()).isTrue();
        assertThat(steps.get(1).quantile()).isCloseTo(0.204, STEP);
        assertThat(steps).allMatch(step -> step.alpha() == 0.5);
        assertThat(stageOne.unsafeStart(posterior)).isCloseTo(0.0601, PROBABILITY);
    }

    @Test
    void itStopsAfterTwoToxicitiesInEachOfTwoCohorts() {
        ToxicityPosterior posterior = CaseStudy.after(
                DRAWS, new double[] {0, 0, 1}, new double[] {0, 0, 1}, new double[] {0, 0, 1}, new double[] {0, 0, 1});
        assertThat(stageOne.stops(posterior)).isTrue();
        assertThat(stageOne.stops(CaseStudy.after(DRAWS, new double[] {0, 0, 0}, new double[] {0, 0, 0})))
                .isFalse();
    }

    @Test
    void theTracksMoveDifferentDrugsByTurns() {
        assertThat(StageOne.movesX(2, 1)).isFalse();
        assertThat(StageOne.movesX(2, 2)).isTrue();
        for (int cohort = 2; cohort < 20; cohort++) {
            assertThat(StageOne.movesX(cohort, 1)).isNotEqualTo(StageOne.movesX(cohort, 2));
            assertThat(StageOne.movesX(cohort, 1)).isNotEqualTo(StageOne.movesX(cohort + 1, 1));
        }
    }

    @Test
    void swappingDrugsAndDataMirrorsTheDoses() {
        ToxicityDraws draws = CaseStudy.draws(1 << 14);
        EwocTwoDrugs mirrored = CaseStudy.design(
                CaseStudy.CISPLATIN, CaseStudy.CABAZITAXEL, Escalation.DEFAULTS, Randomisation.DEFAULTS, false);
        ToxicityPosterior posterior =
                CaseStudy.after(draws, new double[] {0, 0, 0}, new double[] {0.1, 0.3, 1}, new double[] {0.4, 0.2, 0});
        ToxicityPosterior swapped =
                CaseStudy.after(draws, new double[] {0, 0, 0}, new double[] {0.3, 0.1, 1}, new double[] {0.2, 0.4, 0});
        // in an even cohort the first track moves y and the second x; mirrored, they change places
        List<EscalationStep> steps = stageOne.next(posterior, 4, CaseStudy.pair(0.1, 0.3, 0.4, 0.2));
        List<EscalationStep> mirror = new StageOne(mirrored).next(swapped, 4, CaseStudy.pair(0.2, 0.4, 0.3, 0.1));
        assertThat(mirror.get(1).quantile()).isCloseTo(steps.get(0).quantile(), within(1e-9));
        assertThat(mirror.get(0).quantile()).isCloseTo(steps.get(1).quantile(), within(1e-9));
    }

    @Test
    void whereNoDoseIsToleratedTheLeastIsGivenWithAnAlarm() {
        ToxicityPosterior posterior = CaseStudy.after(CaseStudy.draws(1 << 10), new double[] {0, 0, 1});
        for (int i = 0; i < 400; i++) {
            posterior.observe(0, 0, true);
        }
        EwocTwoDrugs design = CaseStudy.design();
        EscalationStep step = new StageOne(design)
                .next(posterior, 2, CaseStudy.pair(0, 0, 0, 0))
                .get(0);
        assertThat(step.next()).isEqualTo(Combination.START);
        assertThat(step.limit()).isIn(Limit.NO_TOLERATED_DOSE, Limit.LEAST_DOSE);
        assertThat(new StageOne(design).stops(posterior)).isTrue();
    }
}
