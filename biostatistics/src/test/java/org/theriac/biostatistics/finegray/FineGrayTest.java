package org.theriac.biostatistics.finegray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.CompetingTables;
import org.theriac.biostatistics.Memory;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.cox.CoxResiduals;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/** Golden numbers by R survival 3.5-3 (finegray, coxph) and cmprsk 2.2-11 (crr). */
class FineGrayTest {
    private static final double[][] TOY = Arrays.stream(new double[] {5, 4, 3, 1, 2, 1, 1, 2, 2, 4, 6, 1, 2, 0})
            .mapToObj(v -> new double[] {v})
            .toArray(double[][]::new);

    private static final Offset<Double> COEFFICIENT = within(1e-8);
    private static final Offset<Double> ERROR = within(1e-8);

    private static double[][] ageAndSex() {
        TestTable mgus = TestTable.read("mgus2");
        return TestTable.columns(mgus.number("age"), mgus.indicator("sex", "M"));
    }

    private static double[][] bmtColumns() {
        TestTable bmt = TestTable.read("bmt");
        return TestTable.columns(
                bmt.indicator("group", "2"), bmt.indicator("group", "3"), bmt.number("z1"), bmt.number("z2"));
    }

    @Test
    void weightsOfTheToyExampleAreThoseReckonedByHand() {
        StepCurve g = ObservationCurves.of(CompetingTables.toy(), new int[0], true)
                .curves()
                .get(0);
        double[] after = {3.5, 4.5, 9.5};
        double[] second = {11.0 / 12, 11.0 / 15, 11.0 / 36};
        for (int k = 0; k < after.length; k++) {
            assertThat(g.before(after[k]) / g.before(2)).isEqualTo(second[k], within(1e-15));
        }
        assertThat(g.before(9.5) / g.before(5)).isEqualTo(5.0 / 12, within(1e-15));
        assertThat(g.before(9.5) / g.before(8)).isEqualTo(0.5, within(1e-15));
    }

    @Test
    void toyExampleEqualsR() {
        FineGrayFit fit = FineGray.weighted().fit(CompetingTables.toy(), 1, TOY);
        assertThat(fit.coefficients()[0]).isEqualTo(0.0712029754713, COEFFICIENT);
        assertThat(fit.standardErrors()[0]).isEqualTo(0.2499947090687, ERROR);
        assertThat(fit.table().get(0).modelStandardError()).isEqualTo(0.2661742210851, ERROR);
        assertThat(fit.nullLogLikelihood()).isEqualTo(-8.4542136848364, within(1e-12));
        assertThat(fit.logLikelihood()).isEqualTo(-8.4194841911777, within(1e-12));
    }

    @Test
    void toyExampleEqualsCmprsk() {
        FineGrayFit fit = FineGray.original().fit(CompetingTables.toy(), 1, TOY);
        assertThat(fit.coefficients()[0]).isEqualTo(0.0672965304903, within(1e-6));
        assertThat(fit.standardErrors()[0]).isEqualTo(0.2507583342806, within(1e-6));
        assertThat(fit.nullLogLikelihood()).isEqualTo(-8.4833328266318, within(1e-12));
        assertThat(fit.logLikelihood()).isEqualTo(-8.4522534570928, within(1e-12));
        double[] residual = {2.375017419425, -1.341166678846, -0.620862289708, -0.412988451162};
        CoxResiduals.Schoenfeld[] schoenfeld = fit.weightedCox().residuals().schoenfeld();
        for (int k = 0; k < residual.length; k++) {
            assertThat(schoenfeld[k].residual()[0]).isEqualTo(residual[k], within(1e-5));
        }
        double[] jump = {0.0602637148997, 0.0721452274884, 0.0965298987854, 0.2594433167000};
        double[] incidence = fit.incidence(new double[][] {{0}}).curve(0);
        double hazard = 0;
        for (int k = 0; k < jump.length; k++) {
            hazard += jump[k];
            assertThat(incidence[k]).isEqualTo(-Math.expm1(-hazard), within(1e-6));
        }
    }

    @Test
    void malignancyAndDeathOnMgus2EqualR() {
        double[][] coefficient = {{-0.0173017050751, -0.2597567914001}, {0.058823322028, 0.372315414203}};
        double[][] robust = {{0.00570293163538, 0.18563469477098}, {0.00369753614681, 0.06710420079103}};
        double[][] logLikelihood = {{-793.575823937, -789.935826379}, {-5699.48454079, -5534.73891508}};
        double[][][] incidence = {
            {{0.0453382251326, 0.0842160702928, 0.1309939537091}, {0.0249990365319, 0.0468689035749, 0.0737499716591}},
            {{0.135272034224, 0.270042234919, 0.463421015620}, {0.495371573075, 0.772639280036, 0.946577057720}}
        };
        for (int cause = 1; cause <= 2; cause++) {
            FineGrayFit fit = FineGray.weighted().fit(CompetingTables.mgus2(), cause, ageAndSex());
            assertThat(fit.coefficients()).containsExactly(coefficient[cause - 1], COEFFICIENT);
            assertThat(fit.standardErrors()).containsExactly(robust[cause - 1], ERROR);
            assertThat(fit.nullLogLikelihood()).isEqualTo(logLikelihood[cause - 1][0], within(1e-7));
            assertThat(fit.logLikelihood()).isEqualTo(logLikelihood[cause - 1][1], within(1e-7));
            PredictedIncidence predicted = fit.incidence(new double[][] {{60, 0}, {80, 1}});
            double[] at = {60, 120, 240};
            for (int row = 0; row < 2; row++) {
                for (int k = 0; k < at.length; k++) {
                    assertThat(predicted.at(row, at[k])).isEqualTo(incidence[cause - 1][row][k], within(1e-9));
                }
            }
        }
    }

    @Test
    void malignancyAndDeathOnMgus2EqualCmprsk() {
        double[][] coefficient = {{-0.0173381534947, -0.2600382378841}, {0.0585844004048, 0.3707968459033}};
        double[][] error = {{0.00573710323024, 0.18568103479217}, {0.00367941920117, 0.06678946378593}};
        double[][] logLikelihood = {{-793.774420403, -790.121315170}, {-5702.89441279, -5539.29685582}};
        for (int cause = 1; cause <= 2; cause++) {
            FineGrayFit fit = FineGray.original().fit(CompetingTables.mgus2(), cause, ageAndSex());
            assertThat(fit.coefficients()).containsExactly(coefficient[cause - 1], within(1e-6));
            assertThat(fit.standardErrors()).containsExactly(error[cause - 1], within(1e-7));
            assertThat(fit.nullLogLikelihood()).isEqualTo(logLikelihood[cause - 1][0], within(1e-7));
            assertThat(fit.logLikelihood()).isEqualTo(logLikelihood[cause - 1][1], within(1e-7));
        }
    }

    /** The standard errors of crr with groups of censoring differ by up to 2 per thousand from equation 8 with each group's own martingales, used here. */
    @Test
    void coefficientsWithCensoringByGroupOnMgus2EqualCmprsk() {
        int[] sex = TestTable.read("mgus2").code("sex");
        double[][] coefficient = {{-0.0173266681236, -0.2351543412288}, {0.058580547119, 0.372199170050}};
        double[][] error = {{0.00572210822552, 0.18490420897359}, {0.00368161464004, 0.06665890184193}};
        for (int cause = 1; cause <= 2; cause++) {
            int own = cause - 1;
            FineGrayFit fit =
                    FineGray.original().withCensoringGroups(sex).fit(CompetingTables.mgus2(), cause, ageAndSex());
            assertThat(fit.coefficients()).containsExactly(coefficient[cause - 1], within(1e-6));
            assertThat(fit.standardErrors()).satisfies(se -> {
                assertThat(se[0]).isCloseTo(error[own][0], withinPercentage(0.2));
                assertThat(se[1]).isCloseTo(error[own][1], withinPercentage(0.2));
            });
        }
    }

    /**
     * finegray(… ~ age + strata(sex)) and coxph(… ~ age + strata(sex)). Without strata in coxph, R's weighted rows miss times at which only the other stratum
     * has events.
     */
    @Test
    void strataOnMgus2EqualR() {
        int[] sex = TestTable.read("mgus2").code("sex");
        double[][] age =
                Arrays.stream(ageAndSex()).map(row -> new double[] {row[0]}).toArray(double[][]::new);
        FineGray stratified = FineGray.weighted().withStrata(sex);
        FineGrayFit common = stratified.fit(CompetingTables.mgus2(), 1, age);
        assertThat(common.coefficients()[0]).isEqualTo(-0.0170727424908, COEFFICIENT);
        assertThat(common.standardErrors()[0]).isEqualTo(0.00564434210613, ERROR);
        FineGrayFit own = stratified.withCensoringGroups(sex).fit(CompetingTables.mgus2(), 1, age);
        assertThat(own.coefficients()[0]).isEqualTo(-0.0172206299298, COEFFICIENT);
        assertThat(own.standardErrors()[0]).isEqualTo(0.00567381797608, ERROR);
        assertThat(own.logLikelihood()).isEqualTo(-711.084149442, within(1e-7));
    }

    @Test
    void delayedEntryOnMgus2EqualsR() {
        TestTable mgus = TestTable.read("mgus2");
        double[][] x = TestTable.columns(mgus.indicator("sex", "M"), mgus.number("dxyr"));
        double[][] coefficient = {{-0.4727251384554, -0.0849235928183}, {-0.1433301637847, 0.0082583275961}};
        double[][] error = {{0.3299010706441, 0.0222230292854}, {0.2817479777625, 0.0187873471158}};
        double[][] logLikelihood = {{-860.065618652, -835.691112326}, {-5446.28875902, -5443.23880811}};
        for (int cause = 1; cause <= 2; cause++) {
            FineGrayFit fit = FineGray.weighted().fit(CompetingTables.mgus2ByAge(), cause, x);
            assertThat(fit.coefficients()).containsExactly(coefficient[cause - 1], within(1e-7));
            assertThat(fit.standardErrors()).containsExactly(error[cause - 1], within(1e-7));
            assertThat(fit.logLikelihood()).isEqualTo(logLikelihood[cause - 1][1], within(1e-6));
        }
    }

    /** Rows (start, stop] of mgus2, each subject's history cut at some times, with a covariate that changes from row to row. */
    private record Histories(CompetingTimes times, int[] subject, double[][] x, int[] old) {
        static Histories of(double[] start, double[] stop, double... cuts) {
            TestTable mgus = TestTable.read("mgus2");
            int[] cause = CompetingTables.mgus2().cause();
            double[] male = mgus.indicator("sex", "M");
            double[] age = mgus.number("age");
            List<double[]> rows = new ArrayList<>();
            for (int i = 0; i < cause.length; i++) {
                double from = start[i];
                int number = 1;
                for (double cut : cuts) {
                    if (cut > start[i] && cut < stop[i]) {
                        rows.add(row(i, number++, from, cut, 0, male[i], age[i]));
                        from = cut;
                    }
                }
                rows.add(row(i, number, from, stop[i], cause[i], male[i], age[i]));
            }
            int[] causes = rows.stream().mapToInt(r -> (int) r[3]).toArray();
            boolean[] event = new boolean[causes.length];
            IntStream.range(0, event.length).forEach(k -> event[k] = causes[k] > 0);
            SurvivalTimes times = SurvivalTimes.ofIntervals(
                    rows.stream().mapToDouble(r -> r[1]).toArray(),
                    rows.stream().mapToDouble(r -> r[2]).toArray(),
                    event);
            return new Histories(
                    new CompetingTimes(times, causes, 2),
                    rows.stream().mapToInt(r -> -(int) r[0]).toArray(),
                    rows.stream().map(r -> new double[] {r[4], r[5]}).toArray(double[][]::new),
                    rows.stream().mapToInt(r -> r[6] > 70 ? 1 : 0).toArray());
        }

        private static double[] row(int i, int number, double from, double to, int cause, double male, double age) {
            return new double[] {i, from, to, cause, ((i + 1) * 7 + number * 13) % 10 / 10.0, male, age};
        }

        static Histories inMonths() {
            double[] stop = TestTable.map(TestTable.read("mgus2").number("etime"), t -> Math.max(t, .5));
            return of(new double[stop.length], stop, 60, 120);
        }

        static Histories byAge() {
            double[] age = TestTable.read("mgus2").number("age");
            double[] stop = CompetingTables.mgus2ByAge().times().times();
            return of(age, stop, 70, 80);
        }

        FineGrayFit fit(FineGray model, int cause) {
            return model.withSubjects(subject).fit(times, cause, x);
        }
    }

    /** finegray(Surv(start, stop, event) ~ ., id = id), coxph(…, weights = fgwt, cluster = id). */
    @Test
    void severalRowsOfASubjectEqualR() {
        double[][] coefficient = {
            {-0.1836920108733, -0.2293385853292},
            {-0.1254558323920, 0.2304691216373},
            {0.9842522382955, -0.8320087946543},
            {-0.8265476190863, -0.1488009712524}
        };
        double[][] robust = {
            {0.3405174407887, 0.1857798353920},
            {0.12370541761534, 0.06844268242765},
            {0.6895946070640, 0.3485205867931},
            {0.2641417878732, 0.2826002903863}
        };
        double[] logLikelihood = {-792.6584570092, -5693.137093683, -848.9433419216, -5425.919278432};
        List<Histories> forms = List.of(Histories.inMonths(), Histories.byAge());
        assertThat(forms.get(0).times().size()).isEqualTo(2671);
        assertThat(forms.get(1).times().size()).isEqualTo(2025);
        for (int k = 0; k < 4; k++) {
            FineGrayFit fit = forms.get(k / 2).fit(FineGray.weighted(), k % 2 + 1);
            assertThat(fit.coefficients()).containsExactly(coefficient[k], within(1e-7));
            assertThat(fit.standardErrors()).containsExactly(robust[k], within(1e-7));
            assertThat(fit.logLikelihood()).isEqualTo(logLikelihood[k], within(1e-6));
        }
    }

    /** The same with strata() in finegray and coxph: a censoring curve and a baseline for each group. */
    @Test
    void severalRowsOfASubjectInGroupsOfCensoringEqualR() {
        double[][] coefficient = {
            {-0.2076301528328, -0.2639739179474},
            {-0.09686263421655, 0.32924876420354},
            {0.7543975168873, -0.5750425877366},
            {-0.3084162691089, 0.2865251222433}
        };
        double[][] robust = {
            {0.3381260159563, 0.1859401392257},
            {0.12502847040413, 0.06855837679524},
            {0.4793983689348, 0.2663753529076},
            {0.1837787550465, 0.1143180179403}
        };
        List<Histories> forms = List.of(Histories.inMonths(), Histories.byAge());
        for (int k = 0; k < 4; k++) {
            Histories rows = forms.get(k / 2);
            FineGray model = FineGray.weighted().withCensoringGroups(rows.old()).withStrata(rows.old());
            FineGrayFit fit = rows.fit(model, k % 2 + 1);
            assertThat(fit.coefficients()).containsExactly(coefficient[k], within(1e-7));
            assertThat(fit.standardErrors()).containsExactly(robust[k], within(1e-7));
        }
    }

    @Test
    void rowsThatOnlyCutAHistoryChangeNothing() {
        Histories cut = Histories.byAge();
        double[][] male =
                Arrays.stream(cut.x()).map(row -> new double[] {row[1]}).toArray(double[][]::new);
        FineGrayFit split = FineGray.weighted().withSubjects(cut.subject()).fit(cut.times(), 1, male);
        FineGrayFit whole = FineGray.weighted()
                .fit(
                        CompetingTables.mgus2ByAge(),
                        1,
                        TestTable.columns(TestTable.read("mgus2").indicator("sex", "M")));
        assertThat(split.coefficients()).containsExactly(whole.coefficients(), within(1e-9));
        assertThat(split.standardErrors()).containsExactly(whole.standardErrors(), within(1e-9));
        double[][] man = {{1}};
        assertThat(split.incidence(man).at(0, 85.0))
                .isEqualTo(whole.incidence(man).at(0, 85.0), within(1e-9))
                .isPositive();
    }

    @Test
    void rowsThatMakeNoHistoryAreRefused() {
        Histories cut = Histories.inMonths();
        assertThatThrownBy(() -> cut.fit(FineGray.original(), 1))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("weighted version");
        int[] two = {0, 0};
        double[][] x = {{0}, {1}};
        FineGray model = FineGray.weighted().withSubjects(two);
        assertThatThrownBy(() -> model.fit(rows(new double[] {0, 4}, new double[] {3, 5}, 0, 1), 1, x))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gap");
        assertThatThrownBy(() -> model.fit(rows(new double[] {0, 3}, new double[] {3, 5}, 2, 1), 1, x))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Rows 1 and 2")
                .hasMessageContaining("ends with an event");
        assertThatThrownBy(() -> model.withCensoringGroups(new int[] {0, 1})
                        .fit(rows(new double[] {0, 3}, new double[] {3, 5}, 0, 1), 1, x))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("groups of censoring");
        assertThatThrownBy(() -> model.fit(CompetingTables.of(new double[] {3, 5}, new int[] {0, 1}), 1, x))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("entry:");
    }

    private static CompetingTimes rows(double[] start, double[] stop, int... cause) {
        return new CompetingTimes(
                SurvivalTimes.ofIntervals(start, stop, new boolean[] {cause[0] > 0, cause[1] > 0}), cause, 2);
    }

    /** 200,000 rows × 500 times would be 800 MB. */
    @Test
    void incidencesOfManyRowsAreComputedWhenAskedFor() {
        int n = 200_000;
        double[] time = IntStream.rangeClosed(1, 500).asDoubleStream().toArray();
        PredictedIncidence predicted = new PredictedIncidence(time, TestTable.map(time, t -> t / 500), new double[n]);
        long before = Memory.allocated();
        double sum = 0;
        for (int row = 0; row < n; row += 1000) {
            sum += predicted.at(row, 499) + predicted.curve(row)[499];
        }
        assertThat(sum).isEqualTo(0);
        assertThat(Memory.allocated() - before).isLessThan(10_000_000);
        FineGrayFit fit = FineGray.weighted().fit(CompetingTables.mgus2(), 2, ageAndSex());
        double[][] many = new double[n][2];
        before = Memory.allocated();
        assertThat(fit.incidence(many).rows()).isEqualTo(n);
        assertThat(Memory.allocated() - before).isLessThan(20_000_000);
    }

    @Test
    void relapseOnBmtEqualsCmprsk() {
        FineGrayFit fit = FineGray.original()
                .withNames(List.of("group 2", "group 3", "age", "age of donor"))
                .fit(CompetingTables.bmt(), 1, bmtColumns());
        assertThat(fit.coefficients())
                .containsExactly(
                        new double[] {-0.8504432066763, 0.4686254836727, 0.0132456422326, -0.0153469647268},
                        within(1e-7));
        assertThat(fit.standardErrors())
                .containsExactly(
                        new double[] {0.4474751755283, 0.4016206536193, 0.0226822348911, 0.0247105497793},
                        within(1e-7));
        assertThat(fit.logLikelihood()).isEqualTo(-193.007290339, within(1e-8));
        assertThat(fit.toString()).contains("events 42, competing events 41", "age of donor", "on 4 df");
    }

    @Test
    void incidenceWithoutCovariatesIsThatOfAalenAndJohansen() {
        double[][] none = new double[14][0];
        FineGrayFit fit = FineGray.original().fit(CompetingTables.toy(), 1, none);
        double product = 1;
        double before = 0;
        double[] expected = {0.0714, 0.1494, 0.2468, 0.4805};
        FineGrayFit weighted = FineGray.of(FineGray.Variant.WEIGHTED).fit(CompetingTables.toy(), 1, none);
        AalenJohansen direct = AalenJohansen.fit(CompetingTables.toy());
        for (int k = 0; k < 4; k++) {
            double hazard = weighted.baseline().values()[k];
            product *= 1 - (hazard - before);
            before = hazard;
            assertThat(1 - product).isEqualTo(expected[k], within(5e-5));
            assertThat(1 - product)
                    .isEqualTo(direct.incidence(1).at(weighted.baseline().times()[k]), within(1e-12));
        }
        assertThat(fit.baseline().size()).isEqualTo(4);
    }

    @Test
    void wholeWeightsCountAsRepeatedRows() {
        CompetingTimes bmt = CompetingTables.bmt();
        double[][] x = bmtColumns();
        double[] weight =
                IntStream.range(0, bmt.size()).mapToDouble(i -> 1 + i % 3).toArray();
        int[] repeated = IntStream.range(0, bmt.size())
                .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 3))
                .toArray();
        CompetingTimes weighted = new CompetingTimes(bmt.times().withWeights(weight), bmt.cause(), 2);
        FineGrayFit one = FineGray.original().fit(weighted, 1, x);
        FineGrayFit other = FineGray.original()
                .fit(
                        bmt.take(repeated),
                        1,
                        Arrays.stream(repeated).mapToObj(i -> x[i]).toArray(double[][]::new));
        assertThat(one.coefficients()).containsExactly(other.coefficients(), within(1e-9));
        assertThat(one.logLikelihood()).isEqualTo(other.logLikelihood(), within(1e-8));
    }

    @Test
    void scoreResidualsAddToZero() {
        double[][] score = FineGray.weighted()
                .fit(CompetingTables.mgus2(), 1, ageAndSex())
                .weightedCox()
                .residuals()
                .score();
        for (int j = 0; j < 2; j++) {
            int column = j;
            assertThat(Arrays.stream(score).mapToDouble(row -> row[column]).sum())
                    .isEqualTo(0, within(1e-7));
        }
    }

    @Test
    void redundantColumnsAreLeftOut() {
        double[][] x = Arrays.stream(bmtColumns())
                .map(row -> new double[] {row[0], 2 * row[0], row[2]})
                .toArray(double[][]::new);
        for (FineGray.Variant variant : FineGray.Variant.values()) {
            FineGrayFit fit = FineGray.of(variant).fit(CompetingTables.bmt(), 1, x);
            assertThat(fit.coefficients()[1]).isNaN();
            assertThat(fit.standardErrors()[1]).isNaN();
            assertThat(fit.standardErrors()[2]).isPositive();
            assertThat(fit.waldTest().degreesOfFreedom()).isEqualTo(2);
        }
    }

    @Test
    void aCauseWithoutEventsIsRefused() {
        CompetingTimes onlyOther = CompetingTables.of(new double[] {1, 2, 3}, new int[] {2, 0, 2});
        assertThatThrownBy(() -> FineGray.weighted().fit(onlyOther, 1, new double[3][1]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cause 1");
    }
}
