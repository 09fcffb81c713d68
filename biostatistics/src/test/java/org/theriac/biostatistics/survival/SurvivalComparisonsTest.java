package org.theriac.biostatistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.KnownStudies;
import org.theriac.biostatistics.TestTable;

/** Reference values: R 4.2.2, package survival 3.5-3, at full digits. */
class SurvivalComparisonsTest {
    private static final TestTable LUNG = TestTable.lung();

    private static RestrictedMean ofSex(String sex, double tau) {
        return RestrictedMean.fit(TestTable.lungTimes(LUNG.with("sex", sex)), tau);
    }

    /** Difference 123.587 (33.391); ratio and its limits by the delta method from R's 311.1177658990 (19.30171879363), 434.7052080266 (27.24759532186). */
    @Test
    void restrictedMeansOfTheSexesInLungDifferAsInR() {
        RestrictedMean men = ofSex("1", 730);
        RestrictedMean women = ofSex("2", 730);
        RestrictedMean.Difference difference = women.minus(men);
        assertThat(difference.estimate()).isEqualTo(123.5874421276, within(1e-7));
        assertThat(difference.standardError()).isEqualTo(33.391, within(5e-4));
        RestrictedMean.Ratio ratio = women.over(men);
        assertThat(ratio.estimate()).isEqualTo(434.7052080266 / 311.1177658990, within(1e-10));
        double se = Math.hypot(27.24759532186 / 434.7052080266, 19.30171879363 / 311.1177658990);
        assertThat(ratio.z()).isEqualTo(Math.log(434.7052080266 / 311.1177658990) / se, within(1e-7));
        assertThat(Math.log(ratio.upper() / ratio.lower())).isEqualTo(2 * 1.959963984540 * se, within(1e-7));
        RestrictedMean.Ratio lost = women.timeLostOver(men);
        assertThat(lost.estimate()).isEqualTo((730 - 434.7052080266) / (730 - 311.1177658990), within(1e-10));
        assertThat(lost.upper()).isLessThan(1);
        assertThat(lost.p()).isBetween(1e-6, 1e-3);
    }

    @Test
    void comparisonOfTwoRestrictedMeansIsTheSquareOfTheirDifference() {
        RestrictedMean men = ofSex("1", 365);
        RestrictedMean women = ofSex("2", 365);
        RestrictedMean.Comparison comparison = RestrictedMean.compare(List.of(men, women));
        double z = women.minus(men).z();
        assertThat(comparison.statistic()).isEqualTo(z * z, within(1e-9));
        assertThat(comparison.p()).isEqualTo(women.minus(men).p(), within(1e-10));
        assertThat(z).isEqualTo(55.970 / 14.958, within(1e-3));
    }

    /** Means and errors by R; the statistic is their weighted sum of squares. */
    @Test
    void restrictedMeansOfThreeGroupsAreComparedTogether() {
        List<RestrictedMean> groups = IntStream.range(0, 3)
                .mapToObj(ecog -> TestTable.lungTimes(LUNG.with("ph.ecog", Integer.toString(ecog))))
                .map(times -> RestrictedMean.fit(times, 730))
                .toList();
        double[] mean = {428.5833424512, 366.2657403244, 255.6204880248};
        double[] se = {32.15705220526, 22.41574809674, 29.95624606437};
        double weights = 0;
        double centre = 0;
        for (int g = 0; g < 3; g++) {
            weights += 1 / (se[g] * se[g]);
            centre += mean[g] / (se[g] * se[g]);
        }
        double expected = 0;
        for (int g = 0; g < 3; g++) {
            expected += Math.pow((mean[g] - centre / weights) / se[g], 2);
        }
        RestrictedMean.Comparison comparison = RestrictedMean.compare(groups);
        assertThat(comparison.statistic()).isEqualTo(expected, within(1e-6));
        assertThat(comparison.degreesOfFreedom()).isEqualTo(2);
        assertThatThrownBy(() -> RestrictedMean.compare(List.of(groups.get(0), ofSex("1", 365))))
                .hasMessageContaining("different horizons");
    }

    @Test
    void theLatestCommonHorizonIsTheShortestFollowUp() {
        List<SurvivalTimes> sexes =
                List.of(TestTable.lungTimes(LUNG.with("sex", "1")), TestTable.lungTimes(LUNG.with("sex", "2")));
        assertThat(RestrictedMean.latestHorizon(sexes)).isEqualTo(965);
    }

    /** From obs, exp and var of survdiff(Surv(time, status) ~ ph.ecog). */
    @Test
    void trendOverPerformanceStatusInLungEqualsR() {
        TestTable known = LUNG.complete("ph.ecog");
        LogRank test = LogRank.test(TestTable.lungTimes(known), known.code("ph.ecog"));
        LogRank.Trend trend = test.trend(new double[] {0, 1, 2, 3});
        assertThat(trend.z()).isEqualTo(4.227897912974, within(1e-9));
        assertThat(trend.statistic()).isEqualTo(17.875120762528, within(1e-9));
        assertThat(test.trend(new double[] {5, 7, 9, 11}).z()).isEqualTo(trend.z(), within(1e-9));
        assertThat(trend.p()).isBetween(2e-5, 3e-5);
    }

    /** survfit(…, start.time = 180.5): nobody leaves between 180 and 180.5. */
    @Test
    void conditionalSurvivalInLungEqualsR() {
        KaplanMeier fit = KaplanMeier.fit(TestTable.lungTimes(LUNG));
        KaplanMeier.Estimate year = fit.conditional(180.5, 365);
        assertThat(year.survival()).isEqualTo(0.5670753307294, within(1e-12));
        assertThat(year.standardError()).isEqualTo(0.04376456688978, within(1e-10));
        assertThat(year.lower()).isEqualTo(0.48747066149786, within(1e-10));
        assertThat(year.upper()).isEqualTo(0.6596795584247, within(1e-10));
        assertThat(fit.conditional(180.5, 730).survival()).isEqualTo(0.1603128765149, within(1e-12));
        assertThat(fit.conditional(200, 200).survival()).isEqualTo(1);
        assertThat(fit.conditional(200, 3000).survival()).isNaN();
    }

    @Test
    void valuesBeyondFollowUpAreCarriedForwardOnlyWhenAskedFor() {
        KaplanMeier women = KaplanMeier.fit(TestTable.lungTimes(LUNG.with("sex", "2")));
        assertThat(women.at(2000).survival()).isNaN();
        KaplanMeier.Estimate carried = women.carriedForward().at(2000);
        assertThat(carried.survival()).isEqualTo(women.at(965).survival());
        assertThat(carried.upper()).isEqualTo(women.at(965).upper());
    }

    @Test
    void delayedEntryInChanningIsWarnedOfAndMendedByALaterStart() {
        KaplanMeier men = KaplanMeier.fit(KnownStudies.channing("1"));
        assertThat(men.at(960).survival()).isEqualTo(0);
        assertThat(men.warning())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("falls to 0 at time 781 with 1 at risk", "such as"));
        double start = men.suggestedStart().orElseThrow();
        assertThat(start).isBetween(781.0, 900.0);
        assertThat(KaplanMeier.fitFrom(KnownStudies.channing("1"), start)
                        .at(1080)
                        .survival())
                .isBetween(0.1, 0.6);
        KaplanMeier women = KaplanMeier.fit(KnownStudies.channing("2"));
        double[] at = {840, 960, 1080};
        double[] survival = {0.8901799100450, 0.7055314190327, 0.2799950161568};
        for (int k = 0; k < at.length; k++) {
            assertThat(women.at(at[k]).survival()).isEqualTo(survival[k], within(1e-12));
        }
        assertThat(women.warning()).isEmpty();
        // survfit(…, start.time = 840), which takes the deaths at 840 in
        assertThat(KaplanMeier.fitFrom(KnownStudies.channing("2"), 840).at(960).survival())
                .isEqualTo(0.7789066866121, within(1e-12));
        assertThat(women.conditional(840, 960).survival()).isEqualTo(0.7055314190327 / 0.8901799100450, within(1e-12));
    }
}
