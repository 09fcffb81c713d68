package org.theriac.biostatistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.concordance.Concordance;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.concordance.UnoConcordance;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** Figures that scikit-survival 0.28.0 asserts in its own tests. It weighs an event at T by 1/G(T), which is {@link CensoringCurve#atEvents}. */
class ScikitSurvivalFiguresTest {
    private static final double[] YEARS = {365, 730, 1095, 1460, 1825};

    /**
     * Linear predictors of the Worcester Heart Attack Study. scikit-survival stores them without a model; least squares on the 14 covariates gives them back with
     * a residual under 2e-14, so that these coefficients are what is behind them.
     */
    private static final String[] COVARIATES = {
        "age", "gender", "hr", "sysbp", "diasbp", "bmi", "cvd", "afb", "sho", "chf", "av3", "miord", "mitype", "los"
    };

    private static final double[] COEFFICIENTS = {
        0.011509086872378449,
        -0.08952127549494888,
        0.0057183279649211565,
        0.0024401928141649025,
        -0.007779131067211305,
        -0.016266485691635652,
        -0.08307971686138764,
        0.03249511193283157,
        0.2788582936305314,
        0.14727211622417358,
        0.26335341132085366,
        -0.1310193005178014,
        -0.03616281920058621,
        -0.013061190087603721
    };

    private static SurvivalTimes gbsg() {
        return TestTable.read("gbsg").times("rfstime", "status", "1");
    }

    /** Kaplan–Meier within the groups of the Nottingham Prognostic Index 0.2 size/cm + 1 + grade: below 3.4, to 5.4, above. */
    private static CurveSet nottingham(double[] grid) {
        TestTable table = TestTable.read("gbsg");
        double[] size = table.number("size");
        double[] grade = table.number("grade");
        double[][] survival = new double[table.size()][];
        double[][] ofGroup = new double[3][];
        int[] group = new int[size.length];
        for (int i = 0; i < group.length; i++) {
            double index = 0.2 * size[i] / 10 + 1 + grade[i];
            group[i] = index < 3.4 ? 0 : index <= 5.4 ? 1 : 2;
        }
        for (int g = 0; g < 3; g++) {
            int own = g;
            KaplanMeier km = KaplanMeier.fit(gbsg().take(IntStream.range(0, group.length)
                    .filter(i -> group[i] == own)
                    .toArray()));
            ofGroup[g] = Arrays.stream(grid).map(t -> km.curve().at(t)).toArray();
        }
        for (int i = 0; i < group.length; i++) {
            survival[i] = ofGroup[group[i]];
        }
        return CurveSet.of(grid, survival);
    }

    private static BrierScore brier(CurveSet curves, double[] grid) {
        return new BrierScore(curves, gbsg(), CensoringCurve.of(gbsg()).atEvents(), grid, BrierScore.Normaliser.ROWS);
    }

    @Test
    void brierScoresOfTheNottinghamIndexOnGbsg() {
        double[] score = brier(nottingham(YEARS), YEARS).overTime(gbsg().weights());
        double[] expected = {
            0.0762922458520448, 0.182536421174199, 0.220017747254941, 0.234133800146671, 0.233822955042198
        };
        for (int k = 0; k < expected.length; k++) {
            assertThat(score[k]).as("%s days", YEARS[k]).isCloseTo(expected[k], within(1e-12));
        }
    }

    @Test
    void integratedBrierScoresOfTheNottinghamIndexOnGbsg() {
        double[] ones = gbsg().weights();
        assertThat(brier(nottingham(YEARS), YEARS).integrated(ones)).isCloseTo(0.197936392255733, within(1e-12));
        double[] four = Arrays.copyOf(YEARS, 4);
        assertThat(brier(nottingham(four), four).integrated(ones)).isCloseTo(0.185922397142833, within(1e-12));
        double[] days = IntStream.rangeClosed(1095, 1825).asDoubleStream().toArray();
        assertThat(brier(nottingham(days), days).integrated(ones)).isCloseTo(0.231553687189643, within(1e-12));
    }

    @Test
    void brierScoreOfCoxRegressionOnGbsg() {
        double[][] x = TestTable.read("gbsg").matrix("age", "meno", "size", "grade", "nodes", "pgr", "er", "hormon");
        CurveSet curves = Cox.efron().fit(gbsg(), x).survival(x);
        assertThat(brier(curves, new double[] {1825}).overTime(gbsg().weights())[0])
                .isCloseTo(0.208817407492645, within(1e-5));
    }

    private static SurvivalTimes worcester() {
        return TestTable.read("whas500").times("lenfol", "fstat", "1");
    }

    private static double[] risks() {
        double[][] x = TestTable.read("whas500").matrix(COVARIATES);
        return Arrays.stream(x)
                .mapToDouble(row -> IntStream.range(0, row.length)
                        .mapToDouble(j -> COEFFICIENTS[j] * row[j])
                        .sum())
                .toArray();
    }

    @Test
    void concordancesOnTheWorcesterStudy() {
        Concordance harrell = HarrellConcordance.of(worcester(), risks());
        assertThat(harrell.concordant()).isEqualTo(57_849);
        assertThat(harrell.discordant()).isEqualTo(17_300);
        assertThat(harrell.tiedRisk()).isZero();
        assertThat(harrell.estimate()).isCloseTo(0.7697907, within(5e-8));
        assertThat(UnoConcordance.of(
                                worcester(),
                                risks(),
                                CensoringCurve.of(worcester()).atEvents(),
                                Double.POSITIVE_INFINITY)
                        .estimate())
                .isCloseTo(0.7929275009049014, within(1e-12));
    }

    @Test
    void dynamicAreasOnTheWorcesterStudyAndTheirMean() {
        SurvivalTimes train = worcester().take(IntStream.range(0, 300).toArray());
        SurvivalTimes test = worcester().take(IntStream.range(300, 500).toArray());
        double[] risk = Arrays.copyOfRange(risks(), 300, 500);
        CensoringCurve g = CensoringCurve.of(train).atEvents();
        double[] times = {200, 400, 600, 800, 1000, 1200, 1400};
        // the seven digits of its tests, continued by running it
        double[] expected = {
            0.7720668859649121,
            0.7765914853863606,
            0.7962622549019608,
            0.8759295499021527,
            0.8759295499021527,
            0.875951293759513,
            0.9147648417881054
        };
        double[] area =
                Arrays.stream(times).map(t -> DynamicAuc.at(t, test, risk, g)).toArray();
        for (int k = 0; k < times.length; k++) {
            assertThat(area[k]).as("%s days", times[k]).isCloseTo(expected[k], within(1e-12));
        }
        assertThat(DynamicAuc.mean(times, area, test)).isCloseTo(0.8045058267950634, within(1e-12));
    }
}
