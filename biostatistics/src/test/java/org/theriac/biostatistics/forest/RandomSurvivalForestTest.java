package org.theriac.biostatistics.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.run.Display;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Run;
import org.theriac.core.run.StopSignal;
import org.theriac.core.run.StoppedException;
import org.theriac.core.run.Store;
import org.theriac.core.run.StoredRun;

class RandomSurvivalForestTest {
    private static final String[] LUNG = {"age", "sex", "ph.ecog", "ph.karno", "pat.karno", "wt.loss"};

    private static double meanOutOfBag(SurvivalTimes times, double[][] x) {
        return IntStream.range(0, 2)
                .mapToDouble(seed -> RandomSurvivalForest.of(500)
                        .fit(times, x, seed)
                        .outOfBag()
                        .concordance()
                        .estimate())
                .average()
                .orElseThrow();
    }

    // ranger 0.14.1 (R 4.2.2), 500 trees, means of 8 seeds. Its own error adds the hazard up over all distinct times,
    // censored ones included (.616, .696,
    // .699, .684, .830 in the order below); these figures are of its out-of-bag hazards added up over event times, as
    // here and in scikit-survival.

    @Test
    void outOfBagConcordanceOnLungIsThatOfRanger() {
        TestTable lung = TestTable.lung().complete(LUNG);
        assertThat(lung.size()).isEqualTo(210);
        assertThat(meanOutOfBag(TestTable.lungTimes(lung), lung.matrix(LUNG))).isCloseTo(.617, within(0.008));
    }

    @Test
    void outOfBagConcordanceOnOvarianIsThatOfRanger() {
        TestTable ovarian = TestTable.read("ovarian");
        assertThat(meanOutOfBag(
                        ovarian.times("futime", "fustat", "1"), ovarian.matrix("age", "resid.ds", "rx", "ecog.ps")))
                .isCloseTo(.734, within(0.025));
    }

    @Test
    void outOfBagConcordanceOnVeteranIsThatOfRanger() {
        TestTable veteran = TestTable.read("veteran");
        assertThat(meanOutOfBag(veteran.times("time", "status", "1"), veteranCovariates(veteran)))
                .isCloseTo(.699, within(0.008));
    }

    @Test
    void outOfBagConcordanceOnGbsgIsThatOfRanger() {
        TestTable gbsg = TestTable.read("gbsg");
        assertThat(meanOutOfBag(
                        gbsg.times("rfstime", "status", "1"),
                        gbsg.matrix("age", "meno", "size", "grade", "nodes", "pgr", "er", "hormon")))
                .isCloseTo(.683, within(0.006));
    }

    @Test
    void outOfBagConcordanceOnCompletePbcIsThatOfRanger() {
        TestTable pbc = TestTable.read("pbc")
                .complete(
                        "trt",
                        "ascites",
                        "hepato",
                        "spiders",
                        "chol",
                        "copper",
                        "trig",
                        "platelet",
                        "protime",
                        "stage");
        double[][] numbers = pbc.matrix(
                "trt",
                "age",
                "ascites",
                "hepato",
                "spiders",
                "edema",
                "bili",
                "chol",
                "albumin",
                "copper",
                "alk.phos",
                "ast",
                "trig",
                "platelet",
                "protime",
                "stage");
        double[] female = pbc.indicator("sex", "f");
        double[][] x = new double[numbers.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = Arrays.copyOf(numbers[i], numbers[i].length + 1);
            x[i][numbers[i].length] = female[i];
        }
        assertThat(meanOutOfBag(pbc.times("time", "status", "2"), x)).isCloseTo(.830, within(0.006));
    }

    /** scikit-survival 0.28.0, 100 trees, mean of four seeds; .7587 in its own tests. The length of stay is known only afterwards. */
    @Test
    void outOfBagConcordanceOnWhas500IsThatOfScikitSurvival() {
        TestTable whas = TestTable.read("whas500");
        double[][] x = whas.matrix(
                "afb", "age", "av3", "bmi", "chf", "cvd", "diasbp", "gender", "hr", "miord", "mitype", "sho", "sysbp");
        assertThat(meanOutOfBag(whas.times("lenfol", "fstat", "1"), x)).isCloseTo(.7563, within(0.008));
    }

    private static double[][] veteranCovariates(TestTable veteran) {
        List<String> cells = List.of("squamous", "smallcell", "adeno", "large");
        return TestTable.columns(
                veteran.number("trt"),
                Arrays.stream(veteran.text("celltype"))
                        .mapToDouble(cells::indexOf)
                        .toArray(),
                veteran.number("karno"),
                veteran.number("diagtime"),
                veteran.number("age"),
                veteran.number("prior"));
    }

    @Test
    void oneTreeOnAllRowsAndColumnsIsThatOfRanger() {
        // ranger(replace = FALSE, sample.fraction = 1, mtry = 6, num.trees = 1): 61 leaves; the first five splits,
        // whose values lie halfway
        // between values of the node there and of all rows here
        TestTable lung = TestTable.lung().complete(LUNG);
        SurvivalTree tree = RandomSurvivalForest.of(1)
                .withSubsample(1)
                .withColumnsTried(6)
                .fit(TestTable.lungTimes(lung), lung.matrix(LUNG), 1)
                .forest()
                .trees()
                .get(0);
        assertThat(tree.leaves()).isEqualTo(61);
        int left = tree.child()[0];
        int leftLeft = tree.child()[left];
        assertThat(LUNG[tree.column()[0]]).isEqualTo("pat.karno");
        assertThat(tree.threshold()[0]).isEqualTo(65);
        assertThat(LUNG[tree.column()[left]]).isEqualTo("wt.loss");
        assertThat(LUNG[tree.column()[left + 1]]).isEqualTo("age");
        assertThat(tree.threshold()[left + 1]).isEqualTo(75.5);
        assertThat(LUNG[tree.column()[leftLeft]]).isEqualTo("sex");
        assertThat(LUNG[tree.column()[leftLeft + 1]]).isEqualTo("age");
        assertThat(tree.threshold()[leftLeft + 1]).isEqualTo(63.5);
    }

    /** Two groups: low x has events at 1, 2, 3, high x at 6, 8 and censored at 9. */
    private static GrownForest hand() {
        double[] time = {1, 2, 3, 6, 8, 9};
        boolean[] event = {true, true, true, true, true, false};
        double[][] x = {{1}, {2}, {3}, {10}, {11}, {12}};
        return RandomSurvivalForest.of(1).withSubsample(1).fit(SurvivalTimes.of(time, event), x, 1);
    }

    @Test
    void aTreeSolvedByHand() {
        SurvivalForest forest = hand().forest();
        SurvivalTree tree = forest.trees().get(0);
        assertThat(tree.leaves()).isEqualTo(2);
        assertThat(tree.threshold()[0]).isEqualTo(6.5);
        int[] all = {0, 1, 2, 3, 4};
        double[][] x = {{0}, {20}};
        // Nelson–Aalen: 1/3, 1/3 + 1/2, 1/3 + 1/2 + 1 on the left; 1/3, 1/3 + 1/2 on the right
        double[][] na = forest.survival(x, all, SurvivalForest.Average.CUMULATIVE_HAZARD);
        assertThat(Arrays.stream(na[0]).map(s -> -Math.log(s)).toArray())
                .containsExactly(new double[] {1 / 3., 5 / 6., 11 / 6., 11 / 6., 11 / 6.}, within(1e-6));
        assertThat(Arrays.stream(na[1]).map(s -> -Math.log(s)).toArray())
                .containsExactly(new double[] {0, 0, 0, 1 / 3., 5 / 6.}, within(1e-6));
        double[][] km = forest.survival(x, all, SurvivalForest.Average.KAPLAN_MEIER);
        assertThat(km[0]).containsExactly(new double[] {2 / 3., 1 / 3., 0, 0, 0}, within(1e-6));
        assertThat(km[1]).containsExactly(new double[] {1, 1, 1, 2 / 3., 1 / 3.}, within(1e-6));
        // the sum of the cumulative hazard over the five event times
        assertThat(forest.mortality(x)).containsExactly(new double[] {20 / 3., 7 / 6.}, within(1e-5));
    }

    @Test
    void theSplitOfANodeHasTheGreatestLogRankStatistic() {
        Random random = new Random(8);
        int n = 60;
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        double[][] x = new double[n][1];
        for (int i = 0; i < n; i++) {
            x[i][0] = random.nextInt(12);
            time[i] = Math.ceil(-10 * Math.log(random.nextDouble()) * (x[i][0] > 7 ? 2 : 1));
            event[i] = random.nextDouble() < 0.7;
        }
        SurvivalTimes times = SurvivalTimes.of(time, event);
        SurvivalTree tree = RandomSurvivalForest.of(1)
                .withSubsample(1)
                .withLeafSize(5)
                .fit(times, x, 1)
                .forest()
                .trees()
                .get(0);
        double best = 0;
        double at = Double.NaN;
        for (double cut = 0.5; cut < 11; cut++) {
            double threshold = cut;
            int[] group =
                    IntStream.range(0, n).map(i -> x[i][0] > threshold ? 1 : 0).toArray();
            int right = Arrays.stream(group).sum();
            if (right >= 5 && n - right >= 5) {
                double statistic = LogRank.test(times, group).statistic();
                at = statistic > best ? threshold : at;
                best = Math.max(best, statistic);
            }
        }
        assertThat(tree.threshold()[0]).isEqualTo(at);
    }

    @Test
    void aMonotoneTransformOfAColumnChangesNothing() {
        TestTable lung = TestTable.lung().complete(LUNG);
        double[][] x = lung.matrix(LUNG);
        double[][] y = Arrays.stream(x)
                .map(row -> {
                    double[] changed = row.clone();
                    changed[0] = Math.exp(row[0] / 10);
                    changed[5] = Math.cbrt(row[5]) - 100;
                    return changed;
                })
                .toArray(double[][]::new);
        RandomSurvivalForest forest = RandomSurvivalForest.of(50);
        GrownForest one = forest.fit(TestTable.lungTimes(lung), x, 3);
        GrownForest other = forest.fit(TestTable.lungTimes(lung), y, 3);
        assertThat(other.outOfBag().mortality()).containsExactly(one.outOfBag().mortality());
        assertThat(other.forest().mortality(y)).containsExactly(one.forest().mortality(x));
    }

    @Test
    void aMonotoneTransformOfTimeKeepsTheTrees() {
        TestTable lung = TestTable.lung().complete(LUNG);
        double[][] x = lung.matrix(LUNG);
        SurvivalTimes squared =
                SurvivalTimes.of(TestTable.map(lung.number("time"), t -> t * t), lung.event("status", "2"));
        RandomSurvivalForest forest = RandomSurvivalForest.of(20);
        assertThat(forest.fit(squared, x, 3).outOfBag().mortality())
                .containsExactly(
                        forest.fit(TestTable.lungTimes(lung), x, 3).outOfBag().mortality());
    }

    @Test
    void curvesFallFromOneToZero() {
        TestTable lung = TestTable.lung().complete(LUNG);
        double[][] x = lung.matrix(LUNG);
        SurvivalForest forest =
                RandomSurvivalForest.of(30).fit(TestTable.lungTimes(lung), x, 3).forest();
        int[] all = IntStream.range(0, forest.eventTimes().length).toArray();
        for (SurvivalForest.Average average : SurvivalForest.Average.values()) {
            for (double[] curve : forest.survival(x, all, average)) {
                double before = 1;
                for (double s : curve) {
                    assertThat(s).isBetween(0.0, before);
                    before = s;
                }
            }
        }
    }

    @Test
    void leavesHaveTheRowsAskedFor() {
        TestTable lung = TestTable.lung().complete(LUNG);
        double[][] x = lung.matrix(LUNG);
        SurvivalTree tree = RandomSurvivalForest.of(1)
                .withSubsample(1)
                .withLeafSize(15)
                .fit(TestTable.lungTimes(lung), x, 3)
                .forest()
                .trees()
                .get(0);
        int[] size = new int[tree.leaves()];
        for (double[] row : x) {
            size[tree.leaf(row)]++;
        }
        assertThat(Arrays.stream(size).min().orElseThrow()).isGreaterThanOrEqualTo(15);
    }

    @Test
    void aTreeIsTheSameWheneverItGrows() {
        TestTable lung = TestTable.lung().complete(LUNG);
        ForestGrowth growth = RandomSurvivalForest.of(3)
                .on(TestTable.lungTimes(lung), lung.matrix(LUNG), tree -> new SplittableRandom(tree));
        SurvivalTree late = growth.tree(2);
        growth.tree(0);
        SurvivalTree again = growth.tree(2);
        assertThat(again.threshold()).containsExactly(late.threshold());
        assertThat(again.increment()).containsExactly(late.increment());
    }

    @Test
    void categoriesAreSplitWhateverTheirCodes() {
        Random random = new Random(2);
        int n = 400;
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        double[][] x = new double[n][1];
        double[][] recoded = new double[n][1];
        int[] code = {4, 1, 3, 0, 2};
        for (int i = 0; i < n; i++) {
            int level = random.nextInt(5);
            x[i][0] = level;
            recoded[i][0] = code[level];
            time[i] = -Math.log(random.nextDouble()) * (level % 2 == 0 ? 1 : 4);
            event[i] = random.nextDouble() < 0.8;
        }
        SurvivalTimes times = SurvivalTimes.of(time, event);
        RandomSurvivalForest forest =
                RandomSurvivalForest.of(20).withCategories(new int[] {5}).withLeafSize(100);
        GrownForest grown = forest.fit(times, x, 1);
        assertThat(forest.fit(times, recoded, 1).outOfBag().mortality())
                .containsExactly(grown.outOfBag().mortality());
        double[] risk = grown.forest().mortality(new double[][] {{0}, {1}, {2}, {3}, {4}});
        assertThat(Math.min(risk[0], Math.min(risk[2], risk[4]))).isGreaterThan(Math.max(risk[1], risk[3]));
    }

    @Test
    void rowsWithoutWeightAreNeverDrawn() {
        double[] time = IntStream.range(0, 100)
                .mapToDouble(i -> i < 50 ? 1 + i : 1000 + i)
                .toArray();
        boolean[] event = new boolean[100];
        Arrays.fill(event, true);
        double[] weight =
                IntStream.range(0, 100).mapToDouble(i -> i < 50 ? 1 : 0).toArray();
        double[][] x =
                IntStream.range(0, 100).mapToObj(i -> new double[] {i % 7}).toArray(double[][]::new);
        GrownForest forest =
                RandomSurvivalForest.of(20).fit(SurvivalTimes.of(time, event).withWeights(weight), x, 1);
        double[] curve = forest.forest()
                .survival(new double[][] {{3}}, new int[] {49, 99}, SurvivalForest.Average.KAPLAN_MEIER)[0];
        assertThat(curve[1]).isEqualTo(curve[0]).isCloseTo(0, within(1e-6));
    }

    @Test
    void importanceFindsTheColumnsThatMatter() {
        Random random = new Random(5);
        int n = 300;
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        double[][] x = new double[n][6];
        for (int i = 0; i < n; i++) {
            Arrays.setAll(x[i], j -> random.nextGaussian());
            time[i] = -Math.log(random.nextDouble()) * Math.exp(-1.5 * x[i][2]);
            event[i] = random.nextDouble() < 0.8;
        }
        GrownForest forest = RandomSurvivalForest.of(60)
                .withNames(List.of("a", "b", "c", "d", "e", "f"))
                .fit(SurvivalTimes.of(time, event), x, 1);
        List<OutOfBag.Importance> importance = forest.outOfBag().importance();
        assertThat(importance.get(2).name()).isEqualTo("c");
        assertThat(importance.get(2).value()).isGreaterThan(0.1);
        for (int j : new int[] {0, 1, 3, 4, 5}) {
            assertThat(importance.get(j).value()).isCloseTo(0, within(0.03));
        }
        List<OutOfBag.ErrorAfter> errors = forest.outOfBag().errors();
        assertThat(errors.get(0).trees()).isEqualTo(1);
        OutOfBag.ErrorAfter last = errors.get(errors.size() - 1);
        assertThat(last.trees()).isEqualTo(60);
        assertThat(last.value())
                .isCloseTo(1 - forest.outOfBag().concordance().estimate(), within(1e-12))
                .isLessThan(errors.get(0).value());
        assertThat(forest.toString()).startsWith("Random survival forest: 60 trees");
    }

    @Test
    void nonsenseIsRefusedInASentence() {
        double[][] x = {{1}, {2}};
        List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> wrong = new ArrayList<>();
        wrong.add(() -> RandomSurvivalForest.of(0));
        wrong.add(() -> RandomSurvivalForest.of(1).fit(SurvivalTimes.of(new double[] {1, 2}, new boolean[2]), x, 1));
        wrong.add(() -> RandomSurvivalForest.of(1)
                .fit(
                        SurvivalTimes.of(new double[] {1, 2}, new boolean[] {true, true}),
                        new double[][] {{1}, {Double.NaN}},
                        1));
        wrong.add(() -> RandomSurvivalForest.of(1)
                .fit(
                        SurvivalTimes.ofIntervals(new double[] {0, 1}, new double[] {1, 2}, new boolean[] {true, true}),
                        x,
                        1));
        wrong.forEach(call -> assertThatThrownBy(call).isInstanceOf(UserError.class));
    }

    /** Nodes of fewer rows than the category has levels are sorted in another way than larger ones. */
    @Test
    void categoriesOfMoreLevelsThanRowsAreSplitByTheirOrder() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 60;
        double[][] x = new double[n][1];
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        for (int i = 0; i < n; i++) {
            x[i][0] = random.nextInt(20);
            time[i] = 1 + random.nextInt(100) + 40 * (x[i][0] % 2);
            event[i] = random.nextInt(4) > 0;
        }
        GrownForest forest = RandomSurvivalForest.of(50)
                .withLeafSize(1)
                .withCategories(new int[] {20})
                .fit(SurvivalTimes.of(time, event), x, 1);
        assertThat(forest.forest().trees())
                .allSatisfy(tree -> assertThat(tree.leaves()).isBetween(2, 20));
    }

    @Test
    void aGrowthStoppedBetweenBatchesGoesOnToTheSameTrees() {
        TestTable lung = TestTable.lung().complete(LUNG);
        double[][] x = lung.matrix(LUNG);
        SurvivalTimes times = TestTable.lungTimes(lung);
        RandomSurvivalForest forest = RandomSurvivalForest.of(90);
        List<SurvivalTree> whole = trees(forest, times, x, Execution.inMemory(1), Integer.MAX_VALUE);

        Function<List<String>, Store> kept = Execution.inMemory(1).stores();
        for (int most : new int[] {30, 30}) {
            StopSignal stop = new StopSignal();
            Execution stopped = new Execution(1, kept, Display.SILENT, stop, 1, Duration.ofDays(1));
            assertThatThrownBy(() -> trees(forest, times, x, stopped, most)).isInstanceOf(StoppedException.class);
        }
        AtomicInteger grown = new AtomicInteger();
        Execution last = new Execution(1, kept, Display.SILENT, new StopSignal(), 1, Duration.ofDays(1));
        List<SurvivalTree> resumed = trees(forest, times, x, last, grown, Integer.MAX_VALUE);
        assertThat(grown).as("trees left to grow").hasValue(10);
        assertThat(resumed).usingRecursiveComparison().isEqualTo(whole);
    }

    private static List<SurvivalTree> trees(
            RandomSurvivalForest forest, SurvivalTimes times, double[][] x, Execution execution, int stopAfter) {
        return trees(forest, times, x, execution, new AtomicInteger(), stopAfter);
    }

    /** Asks to stop when so many trees have begun to grow. */
    private static List<SurvivalTree> trees(
            RandomSurvivalForest forest,
            SurvivalTimes times,
            double[][] x,
            Execution execution,
            AtomicInteger begun,
            int stopAfter) {
        Run run = new StoredRun(execution);
        return forest.on(times, x, tree -> {
                    if (begun.incrementAndGet() == stopAfter) {
                        execution.stop().request();
                    }
                    return run.random("tree", tree);
                })
                .trees(run);
    }
}
