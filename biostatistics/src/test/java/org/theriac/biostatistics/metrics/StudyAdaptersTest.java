package org.theriac.biostatistics.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.Memory;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.cox.TieTreatment;
import org.theriac.biostatistics.forest.SurvivalForest;
import org.theriac.biostatistics.methods.AftMethod;
import org.theriac.biostatistics.methods.CoxMethod;
import org.theriac.biostatistics.methods.ElasticNetMethod;
import org.theriac.biostatistics.methods.ForestMethod;
import org.theriac.biostatistics.methods.KaplanMeierMethod;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Method;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** Methods and metrics as a study uses them. */
class StudyAdaptersTest {
    private static final TimeToEvent OUTCOME = new TimeToEvent("time", "event", Optional.empty(), "months");
    private static final List<String> INPUTS =
            IntStream.range(0, 9).mapToObj(j -> "x" + j).toList();

    private static final ForestMethod.Settings FOREST = new ForestMethod.Settings(
            30, 0, 3, SurvivalForest.Average.KAPLAN_MEIER, List.of(), ForestMethod.Settings.DEFAULTS.preparation());

    private final TestTable metabric = TestTable.read("metabric");
    private final Cohort train = cohort(metabric.with("part", "train"));
    private final Cohort test = cohort(metabric.with("part", "test"));
    private final Task<TimeToEvent> task = new Task<>(OUTCOME, INPUTS);

    private static Cohort cohort(TestTable table) {
        List<Column<?>> columns = new ArrayList<>();
        columns.add(new NumberColumn("time", table.number("time")));
        columns.add(new NumberColumn("event", table.number("event")));
        INPUTS.forEach(x -> columns.add(new NumberColumn(x, table.number(x))));
        return new Cohort(
                columns,
                List.of(),
                IntStream.range(0, table.size()).mapToObj(Integer::toString).toList());
    }

    private Judged<TimeToEvent, SurvivalCurves> judged(Method<TimeToEvent, SurvivalCurves> method) {
        try (Model<SurvivalCurves> model = method.fit(task, train, train.none(), Run.inMemory(1))) {
            return new Judged<>(task, train, test, model.predict(test));
        }
    }

    private static double value(
            Metric<TimeToEvent, SurvivalCurves> metric, Judged<TimeToEvent, SurvivalCurves> judged) {
        double[] ones = new double[judged.test().rows()];
        Arrays.fill(ones, 1);
        return metric.combine(List.of(metric.prepare(judged).parts(ones)));
    }

    @Test
    void coxOnMetabricReachesTheRecomputedFigures() {
        // DeepSurv's split; linear Cox with Efron's ties, recomputed independently: C .632363, adjusted Antolini
        // .632332.
        Judged<TimeToEvent, SurvivalCurves> cox = judged(new CoxMethod(CoxMethod.Settings.DEFAULTS));
        assertThat(value(new HarrellMetric(), cox)).isCloseTo(0.632363, within(1e-6));
        assertThat(value(new AntoliniMetric(), cox)).isCloseTo(0.632332, within(1e-6));
        assertThat(value(new UnoMetric(), cox)).isBetween(0.6, 0.66);
        Judged<TimeToEvent, SurvivalCurves> km = judged(new KaplanMeierMethod(new KaplanMeierMethod.Settings()));
        assertThat(value(new HarrellMetric(), km)).isEqualTo(0.5);
        assertThat(value(new AntoliniMetric(), km)).isCloseTo(0.5, within(1e-3));
        assertThat(value(new IntegratedBrierMetric(EventWeight.BEFORE), cox))
                .isLessThan(value(new IntegratedBrierMetric(EventWeight.BEFORE), km));
    }

    @Test
    void dCalibrationIsTestedOnTheBinsOfAllFolds() {
        DCalibrationMetric metric = new DCalibrationMetric();
        double[] ones = new double[test.rows()];
        Arrays.fill(ones, 1);
        double[] bins = metric.prepare(judged(new CoxMethod(CoxMethod.Settings.DEFAULTS)))
                .parts(ones);
        assertThat(Arrays.stream(bins).sum()).isCloseTo(test.rows(), within(1e-9));
        assertThat(metric.combine(List.of(bins, bins))).isCloseTo(2 * metric.combine(List.of(bins)), within(1e-9));
        assertThat(metric.pValue(List.of(bins)))
                .hasValueSatisfying(p -> assertThat(p).isBetween(0.0, 1.0));
    }

    @Test
    void restoredModelsPredictTheSame() {
        for (Method<TimeToEvent, SurvivalCurves> method : List.of(
                new CoxMethod(CoxMethod.Settings.DEFAULTS),
                new CoxMethod(new CoxMethod.Settings(
                        List.of(),
                        TieTreatment.EFRON,
                        0,
                        CoxMethod.Baseline.KALBFLEISCH_PRENTICE,
                        CoxMethod.Settings.DEFAULTS.preparation())),
                new AftMethod(AftMethod.Settings.DEFAULTS),
                new ElasticNetMethod(ElasticNetMethod.Settings.DEFAULTS),
                new ForestMethod(FOREST),
                new KaplanMeierMethod(new KaplanMeierMethod.Settings()))) {
            try (Model<SurvivalCurves> model = method.fit(task, train, train.none(), Run.inMemory(1));
                    Model<SurvivalCurves> restored = method.restore(task, model.state())) {
                SurvivalCurves before = model.predict(test);
                SurvivalCurves after = restored.predict(test);
                for (int row = 0; row < 20; row++) {
                    assertThat(after.risk(row)).isEqualTo(before.risk(row));
                    assertThat(after.survivalAt(row, 100)).isEqualTo(before.survivalAt(row, 100));
                }
            }
        }
    }

    /** 200 rows with a category, missing numbers and a constant column. */
    private static Cohort mixed() {
        Random random = new Random(3);
        int n = 200;
        double[] time = new double[n];
        double[] event = new double[n];
        double[] age = new double[n];
        int[] stage = new int[n];
        for (int i = 0; i < n; i++) {
            stage[i] = random.nextInt(5) < 3 ? 0 : 1;
            age[i] = i % 10 == 0 ? Double.NaN : 50 + 10 * random.nextGaussian();
            time[i] = -Math.log(random.nextDouble()) / Math.exp(stage[i]);
            event[i] = random.nextInt(4) > 0 ? 1 : 0;
        }
        return new Cohort(
                List.of(
                        new NumberColumn("time", time),
                        new NumberColumn("event", event),
                        new NumberColumn("age", age),
                        new NumberColumn("year", new double[n]),
                        new CategoryColumn("stage", List.of("early", "late"), stage)),
                List.of(),
                IntStream.range(0, n).mapToObj(Integer::toString).toList());
    }

    @Test
    void coefficientsCarryTermsAndReferences() {
        Cohort rows = mixed();
        Task<TimeToEvent> mixedTask = new Task<>(OUTCOME, List.of("age", "year", "stage"));
        Run run = Run.inMemory(1);
        try (Model<SurvivalCurves> model =
                new CoxMethod(CoxMethod.Settings.DEFAULTS).fit(mixedTask, rows, rows.none(), run)) {
            List<Coefficients.Term> terms =
                    model.as(Coefficients.class).orElseThrow().coefficients();
            assertThat(terms)
                    .extracting(Coefficients.Term::term)
                    .containsExactly("age", "age missing", "year", "stage: late");
            assertThat(terms.get(3).reference()).isEqualTo("early");
            assertThat(terms.get(3).estimate()).isBetween(0.5, 1.5);
            assertThat(terms.get(2).estimate()).isNaN();
            assertThat(model.predict(rows).risk(0)).isFinite();
        }
        assertThat(run.notices()).extracting(Notice::code).containsExactly("cox-aliased");
    }

    /** T is exponential with e as the hazard ratio of the late stage, so that it lives 1/e as long. */
    @Test
    void acceleratedTimesCarryTermsAndRankLikeTheirCurves() {
        Cohort rows = mixed();
        Task<TimeToEvent> mixedTask = new Task<>(OUTCOME, List.of("age", "year", "stage"));
        Run run = Run.inMemory(1);
        try (Model<SurvivalCurves> model =
                new AftMethod(AftMethod.Settings.DEFAULTS).fit(mixedTask, rows, rows.none(), run)) {
            Coefficients.Term late =
                    model.as(Coefficients.class).orElseThrow().coefficients().get(3);
            assertThat(late.term()).isEqualTo("stage: late");
            assertThat(late.estimate()).isBetween(-1.4, -0.6);
            SurvivalCurves curves = model.predict(rows);
            for (int row = 1; row < rows.rows(); row++) {
                boolean worse = curves.risk(row) > curves.risk(0);
                assertThat(curves.survivalAt(row, 0.5) < curves.survivalAt(0, 0.5))
                        .isEqualTo(worse);
            }
        }
        assertThat(run.notices()).extracting(Notice::code).containsExactly("aft-aliased");
    }

    /** 200,000 rows × 600 times at once would be a gigabyte. */
    @Test
    void acceleratedTimesOfManyRowsAreComputedWhenAskedFor() {
        int n = 200_000;
        Cohort many = test.take(IntStream.range(0, n).map(i -> i % test.rows()).toArray());
        try (Model<SurvivalCurves> model =
                new AftMethod(AftMethod.Settings.DEFAULTS).fit(task, train, train.none(), Run.inMemory(1))) {
            SurvivalCurves few = model.predict(test);
            int times = few.times().length;
            assertThat(times).isGreaterThan(600);
            long before = Memory.allocated();
            SurvivalCurves curves = model.predict(many);
            assertThat(curves.rows()).isEqualTo(n);
            assertThat(Memory.allocated() - before).isLessThan(200_000_000);
            int row = n - 1;
            SurvivalCurves last = curves.take(new int[] {row});
            for (int k = 0; k < times; k += 50) {
                assertThat(curves.survival(row, k)).isEqualTo(few.survival(row % test.rows(), k));
                assertThat(last.survival(0, k)).isEqualTo(curves.survival(row, k));
            }
        }
    }

    @Test
    void exactTiesPredictByBreslowsBaseline() {
        CoxMethod.Settings defaults = CoxMethod.Settings.DEFAULTS;
        Cohort few = train.take(IntStream.range(0, 300).toArray());
        CoxMethod.Settings exact = new CoxMethod.Settings(
                List.of("x0", "x8"), TieTreatment.EXACT, 0, defaults.baseline(), defaults.preparation());
        CoxMethod.Settings efron = new CoxMethod.Settings(
                List.of("x0", "x8"), TieTreatment.EFRON, 0, defaults.baseline(), defaults.preparation());
        try (Model<SurvivalCurves> one = new CoxMethod(exact).fit(task, few, few.none(), Run.inMemory(1));
                Model<SurvivalCurves> other = new CoxMethod(efron).fit(task, few, few.none(), Run.inMemory(1))) {
            // Few times are tied here, so that all rules nearly agree.
            assertThat(one.predict(test).survivalAt(0, 60))
                    .isCloseTo(other.predict(test).survivalAt(0, 60), within(5e-3));
        }
        assertThatThrownBy(() -> new CoxMethod.Settings(
                        List.of(), TieTreatment.EXACT, 1, defaults.baseline(), defaults.preparation()))
                .hasMessageContaining("ridge:");
    }

    @Test
    void columnsThatAreNoInputsAreRefused() {
        CoxMethod.Settings defaults = CoxMethod.Settings.DEFAULTS;
        CoxMethod method = new CoxMethod(new CoxMethod.Settings(
                List.of("bmi"), defaults.ties(), defaults.ridge(), defaults.baseline(), defaults.preparation()));
        assertThatThrownBy(() -> method.fit(task, train, train.none(), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'bmi'");
        Task<TimeToEvent> empty = new Task<>(OUTCOME, List.of());
        assertThatThrownBy(() -> new CoxMethod(defaults).fit(empty, train, train.none(), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("kaplan_meier");
    }

    @Test
    void theCatalogueOffersMethodsAndMetrics() {
        Catalogue catalogue = Catalogue.load();
        assertThat(catalogue.method("cox")).isPresent();
        assertThat(catalogue.method("kaplan_meier")).isPresent();
        assertThat(catalogue.metrics())
                .extracting(Metric::id)
                .contains("harrell_c", "antolini_c", "uno_c", "integrated_brier", "d_calibration");
    }

    @Test
    void noEventsMakeConcordanceInapplicable() {
        int[] censored = IntStream.range(0, test.rows())
                .filter(row -> test.numbers("event").value(row) == 0)
                .toArray();
        try (Model<SurvivalCurves> model = new KaplanMeierMethod(new KaplanMeierMethod.Settings())
                .fit(task, train, train.none(), Run.inMemory(1))) {
            Cohort rows = test.take(censored);
            Judged<TimeToEvent, SurvivalCurves> judged = new Judged<>(task, train, rows, model.predict(rows));
            assertThat(new HarrellMetric().inapplicable(judged)).isPresent();
            assertThat(new IntegratedBrierMetric(EventWeight.BEFORE).inapplicable(judged))
                    .isEmpty();
        }
    }
}
