package org.theriac.biostatistics.trial.ewoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theriac.core.run.Run;

class StageTwoTest {
    private final StageTwo stageTwo = new StageTwo(CaseStudy.design());
    private final MtdCurve curve = new MtdCurve(ToxicitySurface.of(1e-7, 0.3, 0.3, 2), 1 / 3.0);

    /** True curves of the publication, recomputed from its parameters. */
    @Test
    void theTrueCurvesArePublished() {
        double[] x = {0, 0.25, 0.5, 0.75, 1};
        double[] first = {1.020, 0.696, 0.428, 0.204, 0.014};
        double[] second = {1.978, 0.815, 0.464, 0.296, 0.196};
        MtdCurve other = new MtdCurve(ToxicitySurface.of(1e-5, 0.005, 0.01, 9), 1 / 3.0);
        for (int i = 0; i < x.length; i++) {
            assertThat(curve.y(x[i])).isCloseTo(first[i], within(6e-4));
            assertThat(other.y(x[i])).isCloseTo(second[i], within(6e-4));
        }
    }

    /** Peak probabilities of response on the true curves: .398 to .404 where some are effective, .145 to .149 where none is. */
    @Test
    void thePublishedScenariosPeakAsPublished() {
        PublishedScenarios.all().forEach((name, scenario) -> {
            double greatest = Truth.of(scenario, CaseStudy.design()).greatestResponse();
            if (name.endsWith("h1")) {
                assertThat(greatest).as(name).isBetween(0.3975, 0.4045);
            } else {
                assertThat(greatest).as(name).isBetween(0.1445, 0.1495);
            }
        });
        assertThat(PublishedScenarios.all()).hasSize(16);
    }

    /** R: 1 - pbeta(1/3 + .1, .5 + d, .5 + 60 - d) for d = 20, 27, 28. */
    @Test
    void theRateIsUnsafeAsTheBetaDistributionSays() {
        assertThat(stageTwo.unsafeRate(20, 60)).isCloseTo(0.057614111, within(1e-8));
        assertThat(stageTwo.unsafeRate(28, 60)).isCloseTo(0.700126270, within(1e-8));
        assertThat(stageTwo.stopsForToxicity(27, 60)).isFalse();
        assertThat(stageTwo.stopsForToxicity(28, 60)).isTrue();
    }

    @Test
    void patientsAreDrawnAsOftenAsTheyAreLikelyToRespond() {
        EfficacySurface efficacy = new EfficacySurface(-1.5, 2, 0, 0, 0, 0);
        List<Combination> drawn =
                stageTwo.randomise(curve, efficacy, 50_000, Run.inMemory(1).random("allocation", 0));
        double below = drawn.stream().filter(at -> at.x() < 0.5).count() / 50_000.0;
        double half = 0;
        double all = 0;
        for (double x = 0.0005; x < 1; x += 0.001) {
            double density = efficacy.probability(x, curve.clippedY(x));
            all += density;
            half += x < 0.5 ? density : 0;
        }
        assertThat(below).isCloseTo(half / all, within(0.01));
        assertThat(drawn).allMatch(at -> at.y() == curve.clippedY(at.x()));
    }

    @Test
    void futilityAndRecommendationLookAlongTheCurve() {
        double[] along = new double[MtdCurve.GRID];
        assertThat(stageTwo.stopsForFutility(along)).isTrue();
        along[0] = 0.95;
        along[40] = 0.9;
        assertThat(stageTwo.stopsForFutility(along)).isFalse();
        assertThat(StageTwo.greatest(along)).isEqualTo(0.95);
        // at x = 0 the curve lies above the greatest dose (1.02): that point counts for the test and is not recommended
        EfficacySurface rising = new EfficacySurface(-2, 1, 0, 0, 0, 0);
        assertThat(StageTwo.recommended(curve, along, rising)).isEqualTo(40);
        // of equally likely points the one where more are thought to respond
        along[60] = 0.9;
        assertThat(StageTwo.recommended(curve, along, rising)).isEqualTo(60);
        MtdCurve beyond = new MtdCurve(ToxicitySurface.of(1e-9, 1e-7, 1e-7, 0), 1 / 3.0);
        assertThat(StageTwo.recommended(beyond, along, rising)).isEqualTo(-1);
    }

    @Test
    void distancesAreSignedByWhereThePointLies() {
        MtdCurve line = new MtdCurve(new ToxicitySurface(-1, 1, 1, 0), 0.5);
        CurveDistance distance = new CurveDistance(line);
        assertThat(distance.signed(0.5, 0.7)).isCloseTo(-0.2 / Math.sqrt(2), within(1e-6));
        assertThat(distance.signed(0.5, 0.3)).isCloseTo(0.2 / Math.sqrt(2), within(1e-6));
        assertThat(distance.signed(0.5, 0.5)).isCloseTo(0, within(1e-6));
    }
}
