package org.theriac.learning.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theriac.biostatistics.survival.DiscreteTimes;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.outcome.TabulatedCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Native;
import org.theriac.learning.tensor.Tensors;

/** Golden numbers by pycox 0.3.0 (NLLLogistiHazardLoss, LogisticHazard.predict_surv, interpolate) on torch 2.15, single precision where it predicts. */
class DiscreteHazardsTest {
    private static final DiscreteTimes CUTS = DiscreteTimes.of(new double[] {0, 1, 4, 10});
    private static final double[] PHI = {
        0.3, -1.2, 0.5, 2.0, -0.7, 0.1, -2.2, 0.4, 1.1, 0.2, 0.3, -0.4, 0.0, -3.0, 40.0, -50.0
    };

    private static double loss(TimeToEvent.Observed observed, double[] phi) {
        Native.load();
        try (Arena scope = Arena.scope()) {
            Tensor logits = Tensors.of(phi, ScalarType.Double, observed.rows(), CUTS.size(), 1);
            return DiscreteHazards.loss(logits, DiscreteHazards.Truth.of(scope, observed, CUTS))
                    .item_double();
        }
    }

    /** An event between 1 and 4, a censoring at 10, an event at 0, a censoring between 1 and 4. */
    @Test
    void lossEqualsPycox() {
        TimeToEvent.Observed observed =
                new TimeToEvent.Observed(new double[] {3, 10, 0, 2.5}, new boolean[] {true, false, true, false});
        assertThat(loss(observed, PHI)).isEqualTo(1.1966164585908652, within(1e-12));
    }

    /** −log of (1−h₀)(1−h₁)h₂ with hazards ½. */
    @Test
    void lossOfEqualOddsIsTheLogarithmOfTwoForEachCut() {
        TimeToEvent.Observed observed = new TimeToEvent.Observed(new double[] {3}, new boolean[] {true});
        assertThat(loss(observed, new double[4])).isEqualTo(3 * Math.log(2), within(1e-15));
    }

    @Test
    void lossStaysFiniteAtExtremeLogits() {
        TimeToEvent.Observed observed = new TimeToEvent.Observed(new double[] {10}, new boolean[] {true});
        assertThat(loss(observed, new double[] {-800, -800, 800, -800})).isEqualTo(1600, within(1e-9));
    }

    @Test
    void anEventBeyondTheCutsCountsAsCensoredAtTheLast() {
        double beyond = loss(new TimeToEvent.Observed(new double[] {11}, new boolean[] {true}), new double[4]);
        double censored = loss(new TimeToEvent.Observed(new double[] {10}, new boolean[] {false}), new double[4]);
        assertThat(beyond).isEqualTo(censored);
    }

    /** One subject observed to 7 with the event, whole and cut at 0.5, 3 and 4: the same sum of losses. */
    @Test
    void cuttingARowIntoPiecesChangesNothing() {
        double[] phi = {0.3, -1.2, 0.5, 2.0};
        double whole = loss(
                new TimeToEvent.Observed(new double[] {7}, new boolean[] {true}, Optional.of(new double[] {0})), phi);
        double[] repeated = new double[16];
        for (int i = 0; i < 16; i++) {
            repeated[i] = phi[i % 4];
        }
        double pieces = loss(
                new TimeToEvent.Observed(
                        new double[] {0.5, 3, 4, 7},
                        new boolean[] {false, false, false, true},
                        Optional.of(new double[] {0, 0.5, 3, 4})),
                repeated);
        assertThat(4 * pieces).isEqualTo(whole, within(1e-12));
    }

    @Test
    void oneCauseIsLogisticHazard() {
        Native.load();
        double[] time = {3, 10, 0, 2.5};
        TimeToEvent.Observed single = new TimeToEvent.Observed(time, new boolean[] {true, false, true, false});
        CompetingRisks.Observed competing = new CompetingRisks.Observed(time, new int[] {1, 0, 1, 0}, Optional.empty());
        try (Arena scope = Arena.scope()) {
            Tensor logits = Tensors.of(PHI, ScalarType.Double, 4, 4, 1);
            assertThat(DiscreteHazards.loss(logits, DiscreteHazards.Truth.of(scope, competing, CUTS, 1))
                            .item_double())
                    .isEqualTo(loss(single, PHI));
        }
    }

    /** Two causes with logits a and b: h_r = e^φ_r/(1 + e^a + e^b). By hand: an event of cause 2 at the second cut. */
    @Test
    void lossOfTwoCausesIsTheirMultinomialLikelihood() {
        Native.load();
        CompetingRisks.Observed observed =
                new CompetingRisks.Observed(new double[] {1}, new int[] {2}, Optional.empty());
        double[] phi = {-1, 0.5, 0.2, -0.3, 9, 9, 9, 9};
        double first = Math.log(1 + Math.exp(-1) + Math.exp(0.5));
        double second = Math.log(1 + Math.exp(0.2) + Math.exp(-0.3));
        try (Arena scope = Arena.scope()) {
            Tensor logits = Tensors.of(phi, ScalarType.Double, 1, 4, 2);
            assertThat(DiscreteHazards.loss(logits, DiscreteHazards.Truth.of(scope, observed, CUTS, 2))
                            .item_double())
                    .isEqualTo(first + second + 0.3, within(1e-12));
        }
    }

    private static double[][] hazards(int rows) {
        double[][] hazards = new double[rows][4];
        for (int i = 0; i < rows * 4; i++) {
            hazards[i / 4][i % 4] = 1 / (1 + Math.exp(-PHI[i]));
        }
        return hazards;
    }

    @Test
    void curvesBetweenTheCutsEqualPycox() {
        TabulatedCurves density = new DiscreteCurves(CUTS, Interpolation.CONSTANT_DENSITY, 2).survival(hazards(3));
        assertThat(density.times()).containsExactly(0, 0.5, 1, 2.5, 4, 7, 10);
        assertThat(density.survival()[0])
                .containsExactly(
                        new double[] {
                            0.42555758357,
                            0.376304566860,
                            0.32705157995,
                            0.225263446569,
                            0.123475298285,
                            0.069096967578,
                            0.014718629420
                        },
                        within(1e-6));
        TabulatedCurves hazard = new DiscreteCurves(CUTS, Interpolation.CONSTANT_HAZARD, 2).survival(hazards(3));
        assertThat(hazard.survival()[1])
                .containsExactly(
                        new double[] {
                            0.66818773746,
                            0.4605267643928,
                            0.317403137684,
                            0.301156848669,
                            0.285742074251,
                            0.181015387177,
                            0.1146718661649
                        },
                        within(1e-6));
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void valuesAtTheCutsAreThoseOfTheModel(Interpolation interpolation) {
        TabulatedCurves coarse = new DiscreteCurves(CUTS, interpolation, 1).survival(hazards(3));
        TabulatedCurves fine = new DiscreteCurves(CUTS, interpolation, 7).survival(hazards(3));
        for (int row = 0; row < 3; row++) {
            for (int j = 0; j < 4; j++) {
                assertThat(fine.survivalAt(row, CUTS.cuts()[j])).isEqualTo(coarse.survival(row, j), within(1e-15));
            }
            double[] curve = fine.survival()[row];
            for (int k = 1; k < curve.length; k++) {
                assertThat(curve[k]).isBetween(0.0, curve[k - 1]);
            }
        }
    }

    @Test
    void hazardsOfOneEndTheCurve() {
        double[][] certain = {{0, 0.5, 1, 0.3}};
        for (Interpolation interpolation : Interpolation.values()) {
            double[] curve =
                    new DiscreteCurves(CUTS, interpolation, 3).survival(certain).survival()[0];
            assertThat(curve[6]).isZero();
            assertThat(curve[9]).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void incidencesOfTwoCausesAndSurvivalAddUpToOne(Interpolation interpolation) {
        double[][] hazards = {{0, 0, 0.1, 0.2, 0.3, 0.1, 0.25, 0.5}};
        CumulativeIncidences curves = new DiscreteCurves(CUTS, interpolation, 5).incidences(List.of("a", "b"), hazards);
        double[] alive = {1, 0.7, 0.7 * 0.6, 0.7 * 0.6 * 0.25};
        for (int j = 0; j < 4; j++) {
            assertThat(curves.survivalAt(0, CUTS.cuts()[j])).isEqualTo(alive[j], within(1e-12));
        }
        assertThat(curves.incidenceAt(0, 0, 10)).isEqualTo(0.1 + 0.7 * 0.3 + 0.42 * 0.25, within(1e-12));
    }

    /** Of four rows all are at risk at the first cut, three at the second, two at the third with one event, one at the last. */
    @Test
    void marginalLogitsAreThoseOfTheObservedHazardsWithHalfARowMore() {
        Native.load();
        TimeToEvent.Observed observed =
                new TimeToEvent.Observed(new double[] {3, 10, 0, 1.5}, new boolean[] {true, false, false, false});
        try (Arena scope = Arena.scope()) {
            assertThat(DiscreteHazards.marginalLogits(DiscreteHazards.Truth.of(scope, observed, CUTS)))
                    .containsExactly(
                            new double[] {
                                Math.log(0.5 / 4.5), Math.log(0.5 / 3.5), Math.log(1.5 / 1.5), Math.log(0.5 / 1.5)
                            },
                            within(1e-12));
        }
    }

    @Test
    void headsHoldTheContract() {
        new LayerContract<>(
                        init -> new DiscreteHazards(init, 3, 4, 2),
                        rows -> Tensors.of(
                                new SplittableRandom(4)
                                        .doubles(rows * 3L, -2, 2)
                                        .toArray(),
                                ScalarType.Double,
                                rows,
                                3),
                        (z, i) -> z.narrow(0, i, 1),
                        (head, z, pass) -> head.logits(new Features.Vector(z), pass))
                .check();
    }
}
