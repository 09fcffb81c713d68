package org.theriac.survival.systems.deepsurv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.TrainingHistory;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.run.StoredRun;
import org.theriac.core.task.Task;
import org.theriac.learning.network.TableReading.Categories;
import org.theriac.survival.Benchmark;
import org.theriac.survival.recommendation.Recommender;

class DeepSurvTest {
    private static final Task<TimeToEvent> TASK =
            new Task<>(new TimeToEvent("time", "event", Optional.empty(), "days"), List.of("age", "sex", "stage"));

    private static Run run(long seed) {
        return new StoredRun(Execution.inMemory(seed));
    }

    /** Numbers with gaps and a category whose level raises the risk. */
    private static Cohort cohort(int n, long seed, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] age = new double[n];
        double[] sex = new double[n];
        double[] time = new double[n];
        double[] event = new double[n];
        int[] stage = new int[n];
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            age[i] = 60 + 10 * random.nextGaussian();
            sex[i] = random.nextInt(2);
            stage[i] = random.nextInt(4) - 1;
            double risk = 0.05 * (age[i] - 60) + 0.8 * Math.max(stage[i], 0);
            time[i] = -Math.log(random.nextDouble()) * 100 * Math.exp(-risk);
            event[i] = random.nextDouble() < share ? 1 : 0;
            if (i % 10 == 0) {
                age[i] = Double.NaN;
            }
            subjects.add(seed + "-" + i);
        }
        List<Column<?>> columns = List.of(
                new NumberColumn("age", age),
                new NumberColumn("sex", sex),
                new CategoryColumn("stage", List.of("I", "II", "III"), stage),
                new NumberColumn("time", time),
                new NumberColumn("event", event));
        return new Cohort(columns, List.of(), subjects);
    }

    private static DeepSurvSettings quick(Categories categories, boolean batchNorm) {
        DeepSurvSettings d = DeepSurvSettings.DEFAULTS;
        return new DeepSurvSettings(
                List.of(8),
                d.activation(),
                d.dropout(),
                batchNorm,
                d.ties(),
                d.optimiser(),
                d.momentum(),
                0.02,
                d.decay(),
                d.weightDecay(),
                d.l1(),
                d.clip(),
                60,
                20,
                categories,
                d.preparation(),
                Optional.empty());
    }

    private static double[] risks(Model<SurvivalCurves> model, Cohort rows) {
        SurvivalCurves curves = model.predict(rows);
        double[] risks = new double[rows.rows()];
        Arrays.setAll(risks, curves::risk);
        return risks;
    }

    /** Slope of the log-risk along one input, in that input's own unit. */
    private static double coefficient(Model<SurvivalCurves> model, Cohort row, String input) {
        double at = row.numbers(input).value(0);
        double[] values = {at + 1};
        Cohort moved = row.with(List.of(new NumberColumn(input, values)));
        return risks(model, moved)[0] - risks(model, row)[0];
    }

    // Linear Cox (Efron) on the training part, by a numpy Cox that equals R's coxph on lung and rossi.
    @Test
    void zeroHiddenLayersReachTheCoxCoefficientsOfMetabric() {
        double[] golden = {.0422, -.06984, .10231, .31449, .18491, -.21182, .77126, .06932, .04335};
        Benchmark metabric = Benchmark.read("metabric");
        try (Model<SurvivalCurves> model = new DeepSurv(DeepSurvSettings.LINEAR)
                .fit(metabric.task(), metabric.train(), metabric.train().none(), run(1))) {
            Cohort row = metabric.test().take(new int[] {0});
            for (int i = 0; i < golden.length; i++) {
                assertThat(coefficient(model, row, "x" + i)).as("x" + i).isCloseTo(golden[i], within(1e-4));
            }
            // Cox (Efron), Harrell C on the test part: .632363
            assertThat(metabric.concordance(model.predict(metabric.test()))).isCloseTo(.632363, within(5e-4));
        }
    }

    @Test
    void zeroHiddenLayersReachTheCoxCoefficientsOfTheLinearSimulation() {
        Benchmark linear = Benchmark.read("linear_simulation");
        try (Model<SurvivalCurves> model = new DeepSurv(DeepSurvSettings.LINEAR)
                .fit(linear.task(), linear.train(), linear.train().none(), run(1))) {
            Cohort row = linear.test().take(new int[] {0});
            assertThat(coefficient(model, row, "x0")).isCloseTo(.94399, within(1e-4));
            assertThat(coefficient(model, row, "x1")).isCloseTo(1.99599, within(1e-4));
        }
    }

    @Test
    void rebuiltModelPredictsTheSameBits() {
        for (Categories categories : Categories.values()) {
            DeepSurv method = new DeepSurv(quick(categories, true));
            Cohort test = cohort(50, 3, 0.7);
            try (Model<SurvivalCurves> model = method.fit(TASK, cohort(300, 1, 0.7), cohort(100, 2, 0.7), run(5))) {
                ModelState state = model.state();
                try (Model<SurvivalCurves> rebuilt = method.restore(TASK, state)) {
                    assertThat(risks(rebuilt, test)).isEqualTo(risks(model, test));
                    assertThat(rebuilt.predict(test).survival(7, 20))
                            .isEqualTo(model.predict(test).survival(7, 20));
                }
                assertThat(state.arrays().keySet())
                        .contains("encoder.layer0.weight", "head.weight", "baseline.times", "history.validation");
            }
        }
    }

    @Test
    void sameSeedGivesTheSameBits() {
        DeepSurv method = new DeepSurv(quick(Categories.EMBEDDINGS, false));
        Cohort test = cohort(50, 3, 0.7);
        double[][] risks = new double[3][];
        for (int i = 0; i < 3; i++) {
            try (Model<SurvivalCurves> model =
                    method.fit(TASK, cohort(300, 1, 0.7), cohort(100, 2, 0.7), run(i == 2 ? 6 : 5))) {
                risks[i] = risks(model, test);
            }
        }
        assertThat(risks[0]).isEqualTo(risks[1]).isNotEqualTo(risks[2]);
    }

    @Test
    void curvesFallFromOneAndHigherRiskMeansLowerSurvival() {
        DeepSurv method = new DeepSurv(quick(Categories.INDICATORS, false));
        try (Model<SurvivalCurves> model = method.fit(TASK, cohort(300, 1, 0.7), cohort(100, 2, 0.7), run(5))) {
            SurvivalCurves curves = model.predict(cohort(50, 3, 0.7));
            int last = curves.times().length - 1;
            int high = curves.risk(0) > curves.risk(1) ? 0 : 1;
            assertThat(curves.survivalAt(0, 0)).isEqualTo(1);
            assertThat(curves.survival(0, last)).isBetween(0.0, curves.survival(0, 0));
            assertThat(curves.survival(high, last / 2)).isLessThan(curves.survival(1 - high, last / 2));
        }
    }

    @Test
    void historyTellsTheLossesAndTheBestEpoch() {
        DeepSurv method = new DeepSurv(quick(Categories.INDICATORS, false));
        try (Model<SurvivalCurves> model = method.fit(TASK, cohort(300, 1, 0.7), cohort(100, 2, 0.7), run(5))) {
            TrainingHistory history = model.as(TrainingHistory.class).orElseThrow();
            double best = history.history().get(history.bestEpoch() - 1).validation();
            assertThat(history.history()).allMatch(epoch -> epoch.validation() >= best);
            assertThat(model.as(Recommender.class)).isEmpty();
        }
    }

    @Test
    void levelsUnseenInTrainingAndMissingValuesArePredicted() {
        Cohort strange = cohort(40, 9, 0.7);
        int[] codes = new int[40];
        Cohort renamed = strange.with(List.of(new CategoryColumn("stage", List.of("IV"), codes)));
        for (Categories categories : Categories.values()) {
            DeepSurv method = new DeepSurv(quick(categories, false));
            try (Model<SurvivalCurves> model = method.fit(TASK, cohort(300, 1, 0.7), cohort(100, 2, 0.7), run(5))) {
                assertThat(risks(model, renamed)).doesNotContain(Double.NaN);
            }
        }
    }

    @Test
    void trainingWithoutEventsIsRefused() {
        DeepSurv method = new DeepSurv(quick(Categories.INDICATORS, false));
        assertThatThrownBy(() -> method.fit(TASK, cohort(50, 1, 0), cohort(20, 2, 0), run(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none of the 50 training rows has an event");
    }

    @Test
    void rankingNoBetterThanChanceIsNoticed() {
        DeepSurvSettings d = DeepSurvSettings.DEFAULTS;
        DeepSurvSettings asleep = new DeepSurvSettings(
                List.of(),
                d.activation(),
                0,
                false,
                d.ties(),
                DeepSurvSettings.Descent.SGD,
                0,
                1e-9,
                0,
                0,
                0,
                0,
                1,
                0,
                d.categories(),
                Preparation.Settings.DEFAULTS,
                Optional.empty());
        Run run = run(3);
        Cohort train = cohort(300, 1, 0.7);
        // A start that happens to rank well would hide the notice: only sex, which has no effect, is an input.
        new DeepSurv(asleep)
                .fit(new Task<>(TASK.outcome(), List.of("sex")), train, train.none(), run)
                .close();
        assertThat(run.notices()).extracting(Notice::code).contains("no-signal");
    }

    @Test
    void catalogueListsDeepSurvOnce() {
        assertThat(Catalogue.load().methods())
                .filteredOn(method -> method.id().equals("deepsurv"))
                .hasSize(1);
    }
}
