package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.CompetingTables;
import org.theriac.biostatistics.TestTable;
import org.theriac.core.UserError;

/** Golden numbers by R cmprsk 2.2-11 (cuminc). */
class GrayTestTest {
    private static int[] ageGroup(TestTable mgus) {
        return Arrays.stream(mgus.number("age"))
                .mapToInt(age -> age <= 60 ? 0 : age <= 75 ? 1 : 2)
                .toArray();
    }

    private static void assertStatistic(GrayTest test, double statistic, int degreesOfFreedom) {
        assertThat(test.statistic()).isEqualTo(statistic, within(1e-8));
        assertThat(test.degreesOfFreedom()).isEqualTo(degreesOfFreedom);
    }

    @Test
    void sexesInMgus2EqualCmprsk() {
        CompetingTimes mgus = CompetingTables.mgus2();
        int[] sex = TestTable.read("mgus2").code("sex");
        assertStatistic(GrayTest.test(mgus, 1, sex), 1.19450782508, 1);
        assertStatistic(GrayTest.test(mgus, 2, sex), 11.65125901213, 1);
        assertThat(GrayTest.test(mgus, 2, sex).p()).isEqualTo(0.000641590976408, within(1e-12));
    }

    @Test
    void threeGroupsInBmtEqualCmprskUnderThreeWeights() {
        CompetingTimes bmt = CompetingTables.bmt();
        int[] group = TestTable.read("bmt").code("group");
        int[] one = new int[group.length];
        double[] rho = {0, 1, -0.5};
        double[] relapse = {11.92288204859, 13.3006915518713, 11.172536866702};
        double[] death = {0.13741078327, 0.0976122816238, 0.176067153884};
        for (int k = 0; k < rho.length; k++) {
            assertStatistic(GrayTest.test(bmt, 1, group, rho[k], one), relapse[k], 2);
            assertStatistic(GrayTest.test(bmt, 2, group, rho[k], one), death[k], 2);
        }
        assertThat(GrayTest.test(bmt, 1, group).toString()).contains("21.0000", "11.9229 on 2", "p 0.002576");
    }

    @Test
    void stratifiedTestsEqualCmprsk() {
        TestTable mgus = TestTable.read("mgus2");
        int[] sex = mgus.code("sex");
        CompetingTimes times = CompetingTables.mgus2();
        assertStatistic(GrayTest.test(times, 1, sex, 0, ageGroup(mgus)), 1.53106903906, 1);
        assertStatistic(GrayTest.test(times, 2, sex, 0, ageGroup(mgus)), 26.34998409032, 1);
        assertStatistic(GrayTest.test(times, 2, ageGroup(mgus)), 271.14219012555, 2);
        TestTable bmt = TestTable.read("bmt");
        assertStatistic(
                GrayTest.test(CompetingTables.bmt(), 1, bmt.code("group"), 0, bmt.code("z5")), 10.7579448840095, 2);
    }

    @Test
    void withoutOtherCausesTheScoreIsThatOfTheLogRankTest() {
        TestTable lung = TestTable.lung();
        SurvivalTimes times = TestTable.lungTimes(lung);
        int[] sex = lung.code("sex");
        int[] cause = IntStream.range(0, times.size())
                .map(i -> times.event(i) ? 1 : 0)
                .toArray();
        GrayTest gray = GrayTest.test(new CompetingTimes(times, cause, 1), 1, sex);
        LogRank logRank = LogRank.test(times, sex);
        assertThat(gray.score()[0]).isEqualTo(logRank.observed()[0] - logRank.expected()[0], within(1e-9));
    }

    @Test
    void scoresAddToZeroAndWeightsCountAsRepeatedRows() {
        CompetingTimes bmt = CompetingTables.bmt();
        int[] group = TestTable.read("bmt").code("group");
        double[] weight =
                IntStream.range(0, bmt.size()).mapToDouble(i -> 1 + i % 2).toArray();
        int[] repeated = IntStream.range(0, bmt.size())
                .flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 2))
                .toArray();
        GrayTest weighted =
                GrayTest.test(new CompetingTimes(bmt.times().withWeights(weight), bmt.cause(), 2), 1, group);
        GrayTest repeats = GrayTest.test(
                bmt.take(repeated),
                1,
                Arrays.stream(repeated).map(i -> group[i]).toArray());
        assertThat(Arrays.stream(weighted.score()).sum()).isEqualTo(0, within(1e-10));
        assertThat(weighted.statistic()).isEqualTo(repeats.statistic(), within(1e-9));
    }

    @Test
    void oneGroupCannotBeCompared() {
        CompetingTimes bmt = CompetingTables.bmt();
        assertThatThrownBy(() -> GrayTest.test(bmt, 1, new int[bmt.size()]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("same one");
    }
}
