package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.core.UserError;

/** Reference values: R 4.2.2, package survival 3.5-3, at full digits. */
class HazardMeanAndTestsTest {
    private static final Offset<Double> EXACT = within(1e-8);

    private final TestTable table = TestTable.lung();
    private final SurvivalTimes lung = TestTable.lungTimes(table);

    @Test
    void cumulativeHazardOfLungEqualsR() {
        NelsonAalen h = NelsonAalen.fit(lung);
        assertThat(h.curve().at(365)).isCloseTo(0.88832457436818, EXACT);
        assertThat(h.standardErrorAt(365)).isCloseTo(0.086965387656928, EXACT);
        NelsonAalen corrected = NelsonAalen.flemingHarrington(lung);
        assertThat(corrected.curve().at(365)).isCloseTo(0.88963081382736, EXACT);
        assertThat(corrected.standardErrorAt(365)).isCloseTo(0.087105546738374, EXACT);
        assertThat(h.survival().at(365)).isCloseTo(Math.exp(-0.88832457436818), EXACT);
        assertThat(h.limitsAt(365, 0.95)[0]).isBetween(0.7, 0.888);
    }

    @Test
    void restrictedMeanOfLungEqualsR() {
        RestrictedMean mean = RestrictedMean.fit(lung, 730);
        assertThat(mean.mean()).isCloseTo(357.0732516103, within(1e-7));
        assertThat(mean.standardError()).isCloseTo(16.219344235546, within(1e-7));
    }

    @Test
    void differenceOfRestrictedMeansBetweenTheSexesEqualsR() {
        RestrictedMean men = RestrictedMean.fit(TestTable.lungTimes(table.with("sex", "1")), 365);
        RestrictedMean women = RestrictedMean.fit(TestTable.lungTimes(table.with("sex", "2")), 365);
        assertThat(men.mean()).isCloseTo(241.49508519206, within(1e-7));
        assertThat(women.mean()).isCloseTo(297.46540953204, within(1e-7));
        RestrictedMean.Difference difference = women.minus(men);
        assertThat(difference.estimate()).isCloseTo(55.97032433998, within(1e-7));
        assertThat(difference.standardError()).isCloseTo(Math.hypot(10.358226491097, 10.7913239788), within(1e-7));
        assertThat(difference.p()).isBetween(1e-4, 2e-4);
        double[] byStatus = {428.58334245118, 366.26574032435, 255.6204880248};
        for (int ecog = 0; ecog < 3; ecog++) {
            SurvivalTimes group = TestTable.lungTimes(table.with("ph.ecog", Integer.toString(ecog)));
            assertThat(RestrictedMean.fit(group, 730).mean()).isCloseTo(byStatus[ecog], within(1e-7));
        }
    }

    @Test
    void gRhoTestsOfLungBySexEqualR() {
        int[] sex = table.code("sex");
        double[] rho = {0, 0.5, 1};
        double[] statistic = {10.326741954886, 12.250668337248, 12.714151401157};
        double[] observed = {112, 86.369992894958, 70.377542294752};
        double[] expected = {91.581739029573, 69.131775550183, 55.571085471784};
        double[] variance = {40.371433979643, 24.256320475367, 17.243082666961};
        for (int k = 0; k < 3; k++) {
            LogRank test = LogRank.test(lung, sex, rho[k]);
            assertThat(test.observed()[0]).isCloseTo(observed[k], EXACT);
            assertThat(test.expected()[0]).isCloseTo(expected[k], EXACT);
            assertThat(test.variance()[0][0]).isCloseTo(variance[k], EXACT);
            assertThat(test.statistic()).isCloseTo(statistic[k], EXACT);
            assertThat(test.degreesOfFreedom()).isEqualTo(1);
        }
    }

    @Test
    void logRankOverSeveralGroupsAndStrataEqualsR() {
        TestTable known = table.complete("ph.ecog");
        SurvivalTimes times = TestTable.lungTimes(known);
        LogRank test = LogRank.test(times, known.code("ph.ecog"));
        assertThat(test.statistic()).isCloseTo(21.962131682476, EXACT);
        assertThat(test.degreesOfFreedom()).isEqualTo(3);
        assertThat(LogRank.test(times, known.code("sex"), 0, known.code("ph.ecog"))
                        .statistic())
                .isCloseTo(10.795059633496, EXACT);
        assertThat(test.toString()).contains("54.1527", "3 degrees of freedom");
    }

    @Test
    void logRankOfOtherTrialsEqualsR() {
        TestTable ovarian = TestTable.read("ovarian");
        assertThat(LogRank.test(ovarian.times("futime", "fustat", "1"), ovarian.code("rx"))
                        .statistic())
                .isCloseTo(1.0627398612914, EXACT);
        TestTable veteran = TestTable.read("veteran");
        assertThat(LogRank.test(veteran.times("time", "status", "1"), veteran.code("celltype"))
                        .statistic())
                .isCloseTo(25.403700345785, EXACT);
        double[] colon = {23.061738158319, 11.683092710639};
        for (int type = 1; type <= 2; type++) {
            TestTable rows = TestTable.read("colon").with("etype", Integer.toString(type));
            assertThat(LogRank.test(rows.times("time", "status", "1"), rows.code("rx"))
                            .statistic())
                    .isCloseTo(colon[type - 1], EXACT);
        }
        TestTable flchain = TestTable.read("flchain");
        assertThat(LogRank.test(flchain.times("futime", "death", "1"), flchain.code("sex"))
                        .statistic())
                .isCloseTo(3.8176491134075, EXACT);
    }

    @Test
    void oneGroupCannotBeCompared() {
        assertThatThrownBy(() -> LogRank.test(lung, new int[lung.size()]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("same one");
    }
}
