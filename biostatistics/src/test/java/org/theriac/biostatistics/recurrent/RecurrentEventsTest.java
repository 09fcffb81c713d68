package org.theriac.biostatistics.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.core.UserError;

/** Golden numbers by R survival 3.5-3: survfit and coxph with id or cluster. */
class RecurrentEventsTest {
    private static final TestTable CGD = TestTable.read("cgd");
    private static final TestTable BLADDER = TestTable.read("bladder2");

    private static int[] ids(TestTable table) {
        return Arrays.stream(table.number("id")).mapToInt(v -> (int) v).toArray();
    }

    private static RecurrentEvents cgd() {
        return new RecurrentEvents(ids(CGD), CGD.number("tstart"), CGD.number("tstop"), CGD.event("status", "1"));
    }

    private static RecurrentEvents bladder() {
        return new RecurrentEvents(
                ids(BLADDER), BLADDER.number("start"), BLADDER.number("stop"), BLADDER.event("event", "1"));
    }

    private static RecurrentRegression treatmentAndAge() {
        return new RecurrentRegression(
                cgd(), TestTable.columns(CGD.indicator("treat", "rIFN-g"), CGD.number("age")), List.of("treat", "age"));
    }

    private static RecurrentRegression bladderRegression() {
        return new RecurrentRegression(
                bladder(), BLADDER.matrix("rx", "size", "number"), List.of("rx", "size", "number"));
    }

    private static void assertFit(CoxFit fit, double[] coefficients, double[] robust) {
        assertThat(fit.coefficients()).containsExactly(coefficients, within(1e-9));
        assertThat(fit.standardErrors()).containsExactly(robust, within(1e-9));
    }

    @Test
    void meanNumberOfInfectionsInCgdEqualsR() {
        MeanCumulativeFunction fit = MeanCumulativeFunction.fit(cgd());
        double[] at = {100, 200, 300, 400};
        double[] mean = {0.1407490079365, 0.2853317511833, 0.5813378856402, 1.0895632269109};
        double[] error = {0.03621822300595, 0.05592926865298, 0.09545166205956, 0.19258599361431};
        for (int k = 0; k < at.length; k++) {
            assertThat(fit.at(at[k]).mean()).isEqualTo(mean[k], within(1e-12));
            assertThat(fit.at(at[k]).standardError()).isEqualTo(error[k], within(1e-12));
        }
        assertThat(fit.at(1000).mean()).isNaN();
        assertThat(fit.toString()).contains("128 subjects, 76 events");
    }

    @Test
    void meanNumbersOfTwoArmsInBladderEqualR() {
        double[][] mean = {
            {0.597780767901027, 1.18288529751775, 1.9332157935383},
            {0.416123642439432, 0.651374965190755, 1.48619610810013}
        };
        double[][] error = {
            {0.118972230104289, 0.194210221184731, 0.303714252982351},
            {0.126392128816673, 0.173124881141879, 0.35751258080388}
        };
        double[] at = {10, 20, 40};
        double[] rx = BLADDER.number("rx");
        for (int arm = 1; arm <= 2; arm++) {
            int own = arm;
            MeanCumulativeFunction fit = MeanCumulativeFunction.fit(bladder()
                    .take(IntStream.range(0, rx.length)
                            .filter(i -> rx[i] == own)
                            .toArray()));
            for (int k = 0; k < at.length; k++) {
                assertThat(fit.at(at[k]).mean()).isEqualTo(mean[arm - 1][k], within(1e-12));
                assertThat(fit.at(at[k]).standardError()).isEqualTo(error[arm - 1][k], within(1e-12));
            }
        }
    }

    /** The definition, reckoned for each subject, on rows with gaps and returns. */
    @Test
    void runningSumsGiveTheVarianceOfItsDefinition() {
        int[] subject = {0, 0, 0, 1, 1, 2, 3, 3, 4};
        double[] start = {0, 2, 7, 1, 5, 0, 0, 6, 3};
        double[] stop = {2, 4, 9, 3, 8, 6, 1, 9, 7};
        boolean[] event = {true, false, true, true, true, true, false, true, false};
        RecurrentEvents rows = new RecurrentEvents(subject, start, stop, event);
        MeanCumulativeFunction fit = MeanCumulativeFunction.fit(rows);
        double[] time = fit.time();
        double[] influence = new double[5];
        for (int k = 0; k < time.length; k++) {
            double t = time[k];
            int last = k;
            IntStream.range(0, subject.length)
                    .filter(i -> start[i] < t && stop[i] >= t)
                    .forEach(i -> influence[subject[i]] +=
                            ((event[i] && stop[i] == t ? 1 : 0) - fit.events()[last] / fit.atRisk()[last])
                                    / fit.atRisk()[last]);
            double variance = Arrays.stream(influence).map(u -> u * u).sum();
            assertThat(fit.standardError()[k]).isEqualTo(Math.sqrt(variance), within(1e-12));
        }
    }

    /** coxph(… ~ treat, cluster = id, ties = "breslow")$rscore. */
    @Test
    void comparisonOfMeanFunctionsIsTheRobustScoreTestOfR() {
        RecurrentTest test = RecurrentTest.test(cgd(), CGD.code("treat"));
        assertThat(test.statistic()).isEqualTo(10.23720129720, within(1e-9));
        assertThat(DoubleStream.of(test.observed()).sum()).isEqualTo(76);
        assertThat(DoubleStream.of(test.expected()).sum()).isEqualTo(76, within(1e-9));
        int[] age = Arrays.stream(CGD.number("age"))
                .mapToInt(v -> v <= 8 ? 0 : v <= 18 ? 1 : 2)
                .toArray();
        RecurrentTest ofThree = RecurrentTest.test(cgd(), age);
        assertThat(ofThree.statistic()).isEqualTo(1.591732670366, within(1e-9));
        assertThat(ofThree.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.toString()).contains("on 1 degrees of freedom, p 0.001");
    }

    @Test
    void andersenGillOnCgdEqualsR() {
        CoxFit fit = treatmentAndAge().andersenGill();
        assertFit(
                fit, new double[] {-1.1200824179883, -0.0305485974364}, new double[] {0.30993093760733, 0.01444742276684
                });
        assertThat(fit.table().get(0).modelStandardError()).isEqualTo(0.26127813558963, within(1e-9));
    }

    @Test
    void prenticeWilliamsPetersonOnCgdEqualsR() {
        int[] most = {2, 4, 9};
        double[][] total = {
            {-0.86965083201173, -0.02480751844164},
            {-0.90565783370688, -0.02717454111468},
            {-0.90376288500103, -0.02598990653583}
        };
        double[][] totalError = {
            {0.32180511598280, 0.01206226178327},
            {0.29771409019506, 0.01121141971258},
            {0.29716942428219, 0.01106316341114}
        };
        double[][] gap = {
            {-0.88232034751570, -0.02196890762188},
            {-0.90513425365903, -0.02512658034694},
            {-0.90373225137943, -0.02382805131071}
        };
        double[][] gapError = {
            {0.31879601550083, 0.01163517602999},
            {0.29059530597994, 0.01201319698694},
            {0.28982271547274, 0.01194295111266}
        };
        for (int k = 0; k < most.length; k++) {
            RecurrentRegression model = treatmentAndAge();
            assertFit(
                    model.prenticeWilliamsPeterson(RecurrentRegression.Clock.TOTAL_TIME, most[k]),
                    total[k],
                    totalError[k]);
            assertFit(model.prenticeWilliamsPeterson(RecurrentRegression.Clock.GAP_TIME, most[k]), gap[k], gapError[k]);
        }
    }

    @Test
    void prenticeWilliamsPetersonOnBladderEqualsR() {
        RecurrentRegression model = bladderRegression();
        assertFit(
                model.prenticeWilliamsPeterson(RecurrentRegression.Clock.TOTAL_TIME, 5),
                new double[] {-0.333488726434080, -0.008494666106611, 0.119617237977566},
                new double[] {0.204786771935950, 0.061635208042792, 0.051386749760877});
        assertFit(
                model.prenticeWilliamsPeterson(RecurrentRegression.Clock.GAP_TIME, 5),
                new double[] {-0.279004515497077, 0.007415087501995, 0.158045899958247},
                new double[] {0.215623869338404, 0.064332508308197, 0.050939766547153});
    }

    /** coxph(Surv(stop, event) ~ (rx + size + number) * strata(enum), cluster = id) of the rows in their marginal form. */
    @Test
    void weiLinWeissfeldOnBladderEqualsR() {
        WeiLinWeissfeld model = bladderRegression().weiLinWeissfeld(4);
        double[] coefficient = {-0.52598435748413, 0.06961334482861, 0.23817960889799};
        double[] robust = {0.31523945501749, 0.08863123121129, 0.07458531586877};
        double[] naive = {0.31582587458316, 0.10155902787557, 0.07588471270856};
        for (int j = 0; j < 3; j++) {
            CoxFit.Coefficient first = model.of(1).get(j);
            assertThat(first.estimate()).isEqualTo(coefficient[j], within(1e-8));
            assertThat(first.standardError()).isEqualTo(robust[j], within(1e-8));
            assertThat(first.modelStandardError()).isEqualTo(naive[j], within(1e-8));
        }
        double[] rx = {-0.5259843574841, -0.6323108973535, -0.6984915444372, -0.6354389565762};
        for (int event = 1; event <= 4; event++) {
            assertThat(model.of(event).get(0).estimate()).isEqualTo(rx[event - 1], within(1e-8));
        }
        assertThat(model.fit().logLikelihood()).isEqualTo(-423.7328634403, within(1e-8));
        assertThat(model.fit().likelihoodRatioTest().statistic()).isEqualTo(30.08866251462, within(1e-8));
        assertThat(model.fit().likelihoodRatioTest().degreesOfFreedom()).isEqualTo(12);
        CoxFit.Coefficient average = model.average().get(0);
        assertThat(average.estimate()).isEqualTo(-0.5567521643018, within(1e-8));
        assertThat(average.standardError()).isEqualTo(0.2907435881429, within(1e-8));
    }

    private static RecurrentEvents weightedCgd() {
        return cgd().withWeights(Arrays.stream(ids(CGD))
                .mapToDouble(id -> 1 + id % 4 / 2.0)
                .toArray());
    }

    /** Weights that change from row to row of a subject. */
    private static RecurrentEvents cgdWeightedByRow() {
        return cgd().withWeights(IntStream.rangeClosed(1, CGD.size())
                .mapToDouble(i -> 1 + i % 5 / 4.0)
                .toArray());
    }

    /** survfit(Surv(tstart, tstop, status) ~ 1, id = id, weights = …)$cumhaz and std.chaz. */
    @Test
    void weightedMeanNumbersEqualR() {
        double[] at = {100, 200, 300, 400};
        double[][] mean = {
            {0.1550412647907, 0.3008179965420, 0.5957752159727, 1.0842649396884},
            {0.1543483417404, 0.2987720546971, 0.6025763978021, 1.0577968651773}
        };
        double[][] error = {
            {0.04044395501803, 0.06265172248605, 0.10066863131738, 0.19666721861307},
            {0.04133777626562, 0.05835781649248, 0.09806552429212, 0.18599648389495}
        };
        List<RecurrentEvents> rows = List.of(weightedCgd(), cgdWeightedByRow());
        for (int w = 0; w < 2; w++) {
            MeanCumulativeFunction fit = MeanCumulativeFunction.fit(rows.get(w));
            for (int k = 0; k < at.length; k++) {
                assertThat(fit.at(at[k]).mean()).isEqualTo(mean[w][k], within(1e-12));
                assertThat(fit.at(at[k]).standardError()).isEqualTo(error[w][k], within(1e-12));
            }
            assertThat(fit.atRisk()[0]).isEqualTo(128);
        }
    }

    /** coxph(…, weights = w, cluster = id), and its rscore with Breslow's ties. */
    @Test
    void weightedRegressionsAndTestEqualR() {
        double[][] x = TestTable.columns(CGD.indicator("treat", "rIFN-g"), CGD.number("age"));
        List<String> names = List.of("treat", "age");
        RecurrentRegression model = new RecurrentRegression(weightedCgd(), x, names);
        CoxFit rate = model.andersenGill();
        assertFit(
                rate, new double[] {-1.218815907900, -0.03621557418581}, new double[] {0.3444978558117, 0.01458612645588
                });
        assertThat(rate.table().get(0).modelStandardError()).isEqualTo(0.2035465063345, within(1e-9));
        assertThat(rate.logLikelihood()).isEqualTo(-670.8363373260, within(1e-8));
        assertFit(
                model.prenticeWilliamsPeterson(RecurrentRegression.Clock.TOTAL_TIME, 4),
                new double[] {-1.01924913694825, -0.03260980486405},
                new double[] {0.33561331419308, 0.01137136435190});
        assertFit(
                model.prenticeWilliamsPeterson(RecurrentRegression.Clock.GAP_TIME, 4),
                new double[] {-1.00507144574405, -0.03232400110656},
                new double[] {0.32072457034470, 0.01230073655658});
        assertFit(
                new RecurrentRegression(cgdWeightedByRow(), x, names).andersenGill(),
                new double[] {-1.17386856250192, -0.02992573518025},
                new double[] {0.31542810872156, 0.01454465663951});
        assertThat(RecurrentTest.test(weightedCgd(), CGD.code("treat")).statistic())
                .isEqualTo(10.65006502901, within(1e-9));
    }

    /** coxph(Surv(stop, event) ~ (rx + size + number):factor(enum) + strata(enum), bladder, weights = w, cluster = id). */
    @Test
    void weightedWeiLinWeissfeldOnBladderEqualsR() {
        RecurrentEvents rows = bladder()
                .withWeights(Arrays.stream(ids(BLADDER))
                        .mapToDouble(id -> 1 + id % 3 / 2.0)
                        .toArray());
        WeiLinWeissfeld model = new RecurrentRegression(
                        rows, BLADDER.matrix("rx", "size", "number"), List.of("rx", "size", "number"))
                .weiLinWeissfeld(4);
        double[] rx = {-0.56381995824336, -0.54218174339542, -0.66248332790940, -0.65915676714349};
        double[] error = {0.33388975219204, 0.37936771662924, 0.43403021009639, 0.50453127470639};
        for (int event = 1; event <= 4; event++) {
            assertThat(model.of(event).get(0).estimate()).isEqualTo(rx[event - 1], within(1e-8));
            assertThat(model.of(event).get(0).standardError()).isEqualTo(error[event - 1], within(1e-8));
        }
    }

    @Test
    void weightsThatAreNotPositiveAreRefused() {
        assertThatThrownBy(() -> cgd().withWeights(new double[CGD.size()]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("row 1");
    }

    @Test
    void overlapsAndChangesOfGroupAreRefused() {
        int[] same = {1, 1};
        assertThatThrownBy(() -> new RecurrentEvents(same, new double[] {0, 3}, new double[] {4, 9}, new boolean[2]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("overlap");
        RecurrentEvents rows =
                new RecurrentEvents(same, new double[] {0, 4}, new double[] {4, 9}, new boolean[] {true, false});
        assertThatThrownBy(() -> RecurrentTest.test(rows, new int[] {0, 1}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Row 2");
        assertThatThrownBy(() -> RecurrentTest.test(rows, new int[2]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("same one");
    }
}
