package org.theriac.biostatistics.trial.ewoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;

/** What must hold for any patients. */
class EwocPropertiesTest {
    private static final int TRIES = 40;
    private static final ToxicityDraws DRAWS = CaseStudy.draws(1 << 11);
    private static final double NOTHING_X = CaseStudy.CABAZITAXEL.nothing();
    private static final double NOTHING_Y = CaseStudy.CISPLATIN.nothing();

    private static ToxicityPosterior after(Random random) {
        ToxicityPosterior posterior = CaseStudy.after(DRAWS, new double[] {0, 0, 0}, new double[] {0, 0, 0});
        int patients = random.nextInt(10);
        for (int i = 0; i < patients; i++) {
            posterior.observe(random.nextDouble(), random.nextDouble(), random.nextInt(3) == 0);
        }
        return posterior;
    }

    @Property(tries = TRIES)
    void aGreaterAcceptedProbabilityOfAnOverdoseGivesAGreaterDose(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.05, max = 0.45) double alpha,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        ToxicityPosterior posterior = after(new Random(seed));
        assertThat(posterior.toleratedX(other, alpha + 0.05, NOTHING_X))
                .isGreaterThanOrEqualTo(posterior.toleratedX(other, alpha, NOTHING_X));
        assertThat(posterior.toleratedY(other, alpha + 0.05, NOTHING_Y))
                .isGreaterThanOrEqualTo(posterior.toleratedY(other, alpha, NOTHING_Y));
    }

    /** At the same accepted probability of an overdose; when that rises, a dose may rise after a toxicity. */
    @Property(tries = TRIES)
    void aToxicityInPlaceOfNoneNeverRaisesTheDose(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0, max = 1) double x,
            @ForAll @DoubleRange(min = 0, max = 1) double y) {
        ToxicityPosterior without = after(new Random(seed));
        without.observe(x, y, false);
        ToxicityPosterior with = after(new Random(seed));
        with.observe(x, y, true);
        assertThat(with.toleratedX(y, 0.5, NOTHING_X)).isLessThanOrEqualTo(without.toleratedX(y, 0.5, NOTHING_X));
        assertThat(with.toleratedY(x, 0.5, NOTHING_Y)).isLessThanOrEqualTo(without.toleratedY(x, 0.5, NOTHING_Y));
        assertThat(with.meanProbability(x, y)).isGreaterThan(without.meanProbability(x, y));
    }

    @Property(tries = TRIES)
    void dosesStayInRangeAndRiseByAtMostTheLargestStep(@ForAll long seed) {
        Random random = new Random(seed);
        EwocTwoDrugs design = CaseStudy.design();
        StageOne stageOne = new StageOne(design);
        ToxicityPosterior posterior = CaseStudy.after(DRAWS, new double[] {0, 0, 0}, new double[] {0, 0, 0});
        List<Combination> previous = CaseStudy.pair(0, 0, 0, 0);
        for (int cohort = 2; cohort <= design.stageOne().cohorts(); cohort++) {
            List<EscalationStep> steps = stageOne.next(posterior, cohort, previous);
            for (int track = 0; track < 2; track++) {
                Combination before = previous.get(track);
                Combination next = steps.get(track).next();
                assertThat(next.x()).isBetween(0.0, 1.0).isLessThanOrEqualTo(before.x() + 0.2 + 1e-12);
                assertThat(next.y()).isBetween(0.0, 1.0).isLessThanOrEqualTo(before.y() + 0.2 + 1e-12);
                assertThat(steps.get(track).movesX() ? next.y() : next.x())
                        .isEqualTo(steps.get(track).movesX() ? before.y() : before.x());
                posterior.observe(next.x(), next.y(), random.nextInt(4) == 0);
            }
            previous = steps.stream().map(EscalationStep::next).toList();
        }
    }

    @Property(tries = TRIES)
    void theCurveFallsAndIsStraightWithoutInteraction(
            @ForAll @DoubleRange(min = 0.01, max = 0.3) double rho00,
            @ForAll @DoubleRange(min = 0.31, max = 0.99) double rho10,
            @ForAll @DoubleRange(min = 0.31, max = 0.99) double rho01,
            @ForAll @DoubleRange(min = 0, max = 10) double interaction) {
        MtdCurve curve = new MtdCurve(ToxicitySurface.of(rho00, rho10, rho01, interaction), 1 / 3.0);
        MtdCurve straight = new MtdCurve(ToxicitySurface.of(rho00, rho10, rho01, 0), 1 / 3.0);
        for (double x = 0; x < 1; x += 0.1) {
            // where the curve lies above all existing doses it still falls; below them (y < 0) interaction bends it
            // back
            if (curve.y(x) >= 0) {
                assertThat(curve.y(x + 0.01)).isLessThan(curve.y(x));
            }
            assertThat(straight.y(x) + straight.y(x + 0.2))
                    .isCloseTo(2 * straight.y(x + 0.1), within(1e-9 * Math.max(1, Math.abs(straight.y(x)))));
        }
    }

    @Property(tries = TRIES)
    void everyPointOfTheCurveHasTheTargetProbability(
            @ForAll @DoubleRange(min = 0.01, max = 0.3) double rho00,
            @ForAll @DoubleRange(min = 0.31, max = 0.99) double rho10,
            @ForAll @DoubleRange(min = 0.31, max = 0.99) double rho01,
            @ForAll @DoubleRange(min = 0, max = 1) double x) {
        ToxicitySurface surface = ToxicitySurface.of(rho00, rho10, rho01, 2);
        assertThat(surface.probability(x, new MtdCurve(surface, 1 / 3.0).y(x))).isCloseTo(1 / 3.0, within(1e-9));
    }
}
