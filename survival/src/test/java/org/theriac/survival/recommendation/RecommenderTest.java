package org.theriac.survival.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.core.run.Execution;
import org.theriac.core.run.StoredRun;
import org.theriac.survival.Benchmark;
import org.theriac.survival.recommendation.PolicyComparison.Policy;
import org.theriac.survival.systems.deepsurv.DeepSurv;
import org.theriac.survival.systems.deepsurv.DeepSurvSettings;

class RecommenderTest {
    private static final String TREATMENT = "x10";

    private static Recommendation oracle(Benchmark simulation) {
        Cohort test = simulation.test();
        double[] hr = test.numbers("hr").values();
        TreatmentArms arms = TreatmentArms.of(TREATMENT, simulation.task(), simulation.train());
        double[][] risk = new double[hr.length][];
        for (int i = 0; i < hr.length; i++) {
            risk[i] = new double[] {0, hr[i]};
        }
        return new Recommendation(arms, risk, arms.received(test));
    }

    /** Rule "treat if and only if the centred risk is negative"; figures recomputed from the file in numpy. */
    @Test
    void oracleRuleOnTheTreatmentSimulationGivesTheKnownFigures() {
        Benchmark simulation = Benchmark.read("treatment_simulation");
        Observed observed = simulation.task().outcome().truth(simulation.test());
        PolicyComparison comparison = PolicyComparison.of(oracle(simulation), observed);
        Policy advice = comparison.policies().get(0);
        assertThat(advice.followed().rows()).isEqualTo(502);
        assertThat(advice.against().rows()).isEqualTo(498);
        assertThat(advice.followed().medianTime()).isCloseTo(3.334, within(5e-4));
        assertThat(advice.against().medianTime()).isCloseTo(2.721, within(5e-4));
        assertThat(advice.followed().medianSurvival()).isNaN();
        // The first time with S = 1/2 is 2.698; like R's, our median is the middle of the flat part that begins there.
        assertThat(advice.against().medianSurvival()).isCloseTo(2.7206, within(5e-5));
        assertThat(advice.chiSquare()).isCloseTo(27.188, within(5e-4));
        assertThat(advice.p()).isCloseTo(1.8e-7, within(5e-9));
        for (Policy constant : comparison.policies().subList(1, 3)) {
            assertThat(constant.chiSquare()).isCloseTo(.435, within(5e-4));
            assertThat(constant.p()).isCloseTo(.51, within(5e-3));
        }
    }

    /** The paper's advice on GBSG is the constant rule: 40.099 against 31.770 months, chi-square 8.565, p .003427. */
    @Test
    void linearCoxAdvisesHormonesForEverybodyAndSaysSo() {
        Benchmark gbsg = Benchmark.read("gbsg_rotterdam");
        StoredRun run = new StoredRun(Execution.inMemory(1));
        try (Model<SurvivalCurves> model = new DeepSurv(DeepSurvSettings.LINEAR.withTreatment("x0"))
                .fit(gbsg.task(), gbsg.train(), gbsg.train().none(), run)) {
            Recommendation advice = model.as(Recommender.class).orElseThrow().recommend(gbsg.test());
            assertThat(advice.isConstant()).isTrue();
            assertThat(advice.hasNoInteraction()).isTrue();
            assertThat(advice.arms().arms().get(advice.advised(0))).isEqualTo("1");
            // Efron Cox coefficient of hormone therapy on the training part
            assertThat(advice.difference(3, 1, 0)).isCloseTo(-.31716, within(1e-4));
            assertThat(advice.warnings()).hasSize(2).first().asString().contains("no interaction");
            Observed observed = gbsg.task().outcome().truth(gbsg.test());
            PolicyComparison comparison = PolicyComparison.of(advice, observed);
            Policy learned = comparison.policies().get(0);
            assertThat(learned.followed().medianTime()).isCloseTo(40.099, within(5e-4));
            assertThat(learned.against().medianTime()).isCloseTo(31.770, within(5e-4));
            assertThat(learned.chiSquare()).isCloseTo(8.565, within(5e-4));
            assertThat(learned.p()).isCloseTo(.003427, within(5e-7));
            assertThat(comparison.table("DeepSurv", "months").rows()).hasSize(3);
        }
    }

    @Test
    void networkLearnsWhomToTreat() {
        Benchmark simulation = Benchmark.read("treatment_simulation");
        StoredRun run = new StoredRun(Execution.inMemory(1));
        try (Model<SurvivalCurves> model = new DeepSurv(DeepSurvSettings.INTERACTION.withTreatment(TREATMENT))
                .fit(simulation.task(), simulation.train(), simulation.validation(), run)) {
            Recommendation advice = model.as(Recommender.class).orElseThrow().recommend(simulation.test());
            assertThat(advice.hasNoInteraction()).isFalse();
            assertThat(advice.isConstant()).isFalse();
            int[] truth = oracle(simulation).advisedArms();
            int agree = 0;
            for (int i = 0; i < truth.length; i++) {
                agree += truth[i] == advice.advised(i) ? 1 : 0;
            }
            // Advising one arm to everybody agrees with the oracle in the larger of the two shares, about two thirds.
            assertThat(agree).isGreaterThan(750);
            Observed observed = simulation.task().outcome().truth(simulation.test());
            assertThat(PolicyComparison.of(advice, observed).policies().get(0).p())
                    .isLessThan(1e-4);
        }
    }

    @Test
    void unfitTreatmentColumnsAreRefused() {
        Benchmark gbsg = Benchmark.read("gbsg_rotterdam");
        assertThatThrownBy(() -> TreatmentArms.of("drug", gbsg.task(), gbsg.train()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no treatment column 'drug'");
        assertThatThrownBy(() -> TreatmentArms.of("part", gbsg.task(), gbsg.train()))
                .hasMessageContaining("not among the inputs");
        assertThatThrownBy(() -> TreatmentArms.of("x3", gbsg.task(), gbsg.train()))
                .hasMessageContaining("different numbers");
        Cohort treated = gbsg.train()
                .with(List.of(new NumberColumn("x0", new double[gbsg.train().rows()])));
        assertThatThrownBy(() -> TreatmentArms.of("x0", gbsg.task(), treated))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("in all training rows");
    }

    @Test
    void armUnseenInTrainingIsRefused() {
        TreatmentArms arms = new TreatmentArms("drug", false, List.of("A", "B"));
        Cohort rows = new Cohort(
                List.of(new CategoryColumn("drug", List.of("A", "C"), new int[] {0, 1, -1})),
                List.of(),
                List.of("1", "2", "3"));
        assertThatThrownBy(() -> arms.received(rows))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("unseen in training in 1 of 3 rows")
                .hasMessageContaining("A, B");
        assertThat(arms.received(rows.take(new int[] {0, 2}))).containsExactly(0, -1);
    }

    @Test
    void armsSurviveTheModelFile() {
        TreatmentArms arms = new TreatmentArms("drug", true, new ArrayList<>(List.of("0", "1", "2.5")));
        assertThat(TreatmentArms.fromJson(arms.toJson())).isEqualTo(arms);
    }

    @Test
    void threeArmsAreComparedAndTheLeastRiskIsAdvised() {
        TreatmentArms arms = new TreatmentArms("drug", false, List.of("A", "B", "C"));
        Recommendation advice = new Recommendation(arms, new double[][] {{1, -1, 0}, {0, 0, -2}}, new int[] {0, 2});
        assertThat(advice.advisedArms()).containsExactly(1, 2);
        assertThat(advice.difference(0, 0, 1)).isEqualTo(2);
        assertThat(advice.isConstant()).isFalse();
    }
}
