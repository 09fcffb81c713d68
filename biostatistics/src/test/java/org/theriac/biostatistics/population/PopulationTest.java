package org.theriac.biostatistics.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.theriac.biostatistics.Figures.close;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.population.Matched.Calendar;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Golden numbers: pyears and survexp of R's survival 3.5-3 with survexp.mn, rs.surv of relsurv 2.2-9, on flchain; age in years, entry on the first of July
 * of the year of the sample. The package's own documentation prints 2073.9133 expected deaths for them; that of version 3.8-11 prints 2076.88, most likely
 * because its table of Minnesota was renewed.
 */
class PopulationTest {
    private static final TestTable FLCHAIN = TestTable.read("flchain");
    private static final SurvivalTimes TIMES = FLCHAIN.times("futime", "death", "1");
    private static final RateTable MINNESOTA = minnesota();
    private static final double[] DAYS = {365, 1826, 3652, 4998};
    /** Days on which somebody leaves. */
    private static final double[] EXITS = {359, 1825, 3652, 4998};

    private static RateTable minnesota() {
        TestTable rates = TestTable.read("mortality_minnesota");
        return RateTable.of(rates.number("age"), rates.text("sex"), rates.number("year"), rates.number("rate"));
    }

    private static Matched matched(TestTable rows, Calendar calendar) {
        return new Matched(
                MINNESOTA,
                Arrays.stream(rows.text("sex"))
                        .mapToInt(sex -> MINNESOTA.sexes().indexOf(sex.equals("F") ? "female" : "male"))
                        .toArray(),
                TestTable.map(rows.number("age"), a -> a * RateTable.DAYS_PER_YEAR),
                TestTable.map(
                        rows.number("sample.yr"),
                        y -> LocalDate.of((int) y, 7, 1).toEpochDay()),
                calendar);
    }

    @Test
    void expectedDeathsOfFlchainEqualThoseOfR() {
        StandardisedMortality all = StandardisedMortality.of(TIMES, matched(FLCHAIN, Calendar.BIRTHDAY));
        assertThat(all.observed()).isEqualTo(2169);
        close(new double[] {all.expected(), all.personYears()}, 2073.91331237564, 78924.1533196441);
        close(new double[] {all.z(), all.p()}, 2.087970792239, 0.036800469469);
        close(all.limits(0.95), 2078.67034365986 / 2073.91331237564, 2262.24493992022 / 2073.91331237564);
        close(all.limits(0.9), 2092.967728123735 / 2073.91331237564, 2247.186930494699 / 2073.91331237564);
        double[][] bySex = {{1094.974147580494, 44018.4038329911}, {978.939164795141, 34905.7494866530}};
        for (int k = 0; k < 2; k++) {
            TestTable rows = FLCHAIN.with("sex", k == 0 ? "F" : "M");
            StandardisedMortality one =
                    StandardisedMortality.of(rows.times("futime", "death", "1"), matched(rows, Calendar.BIRTHDAY));
            close(new double[] {one.expected(), one.personYears()}, bySex[k]);
        }
        assertThat(StandardisedMortality.of(TIMES, matched(FLCHAIN, Calendar.DATE))
                        .expected())
                .isCloseTo(2061.12680952227, within(1e-4));
        assertThat(all.toString()).contains("observed 2169, expected 2073.91", "ratio 1.046 (1.002 to 1.091)");
    }

    /** cipoisson(4), cipoisson(0). */
    @Test
    void limitsOfFewEventsAreExact() {
        close(new StandardisedMortality(4, 1, 1).limits(0.95), 1.08986537362633, 10.24158867540370);
        assertThat(new StandardisedMortality(0, 1, 1).limits(0.95)[0]).isZero();
        assertThat(new StandardisedMortality(0, 1, 1).limits(0.95)[1]).isCloseTo(3.68887945411394, within(1e-9));
    }

    /** survexp(method = "ederer"), and −log survexp(method = "conditional") at all exits, which tells nothing between them. */
    @Test
    void expectedSurvivalOfFlchainEqualsThatOfR() {
        Matched birthday = matched(FLCHAIN, Calendar.BIRTHDAY);
        Matched date = matched(FLCHAIN, Calendar.DATE);
        close(
                ExpectedSurvival.ederer(birthday, DAYS),
                0.979095500415773,
                0.891236436703113,
                0.770813101962399,
                0.679895410389457);
        close(
                ExpectedSurvival.ederer(date, DAYS),
                0.979253708966426,
                0.891507096953959,
                0.772058724321488,
                0.681393621672389);
        close(
                ExpectedSurvival.conditionalHazard(birthday, TIMES, EXITS),
                0.0203031341735759,
                0.110715788410202,
                0.250740972128967,
                0.381245477091766);
        close(
                ExpectedSurvival.conditionalHazard(date, TIMES, EXITS),
                0.0201482747413013,
                0.110276769330836,
                0.249149442849068,
                0.378830258745921);
        // survexp(method = "individual.h") of everybody at each of 365 days, added up over those at risk
        close(ExpectedSurvival.conditionalHazard(birthday, TIMES, new double[] {365}), 0.0206338453406);
    }

    /**
     * The definition, written out in R with survexp(method = "individual.h") of everybody at each of 365 days. Then rs.surv(method = "pohar-perme", type =
     * "fleming-harrington", precision = 1) of those who lived longer than the first day, which gathers the population's hazard less exactly: its Ederer II
     * differs from survexp's by as much.
     */
    @Test
    void netSurvivalOfFlchainIsThatOfItsDefinition() {
        assertThat(NetSurvival.fit(TIMES, matched(FLCHAIN, Calendar.BIRTHDAY), 365)
                        .excessHazard(365))
                .isCloseTo(0.0141814398367, within(1e-8));
        TestTable later = FLCHAIN.without("futime", "0");
        NetSurvival net = NetSurvival.fit(later.times("futime", "death", "1"), matched(later, Calendar.DATE));
        double[] excess = {0.0143007760502062, 0.0200687665636449, 0.0331201764811335, 0.0214132893044968};
        double[] error = {0.00214208553089511, 0.00466688906001771, 0.00957177969528928, 0.0175604517014641};
        for (int k = 0; k < EXITS.length; k++) {
            assertThat(net.excessHazard(EXITS[k])).isCloseTo(excess[k], within(0.02 * error[k]));
            assertThat(net.at(EXITS[k], 0.95).standardErrorOfLog()).isCloseTo(error[k], within(5e-6));
        }
        assertThat(net.excessHazard(6000)).isNaN();
    }

    /** survexp(method = "hakulinen"); the dead could have been followed until the end of 2009. */
    @Test
    void expectedSurvivalUnderPotentialFollowUpEqualsThatOfR() {
        double[] year = FLCHAIN.number("sample.yr");
        double closed = LocalDate.of(2009, 12, 31).toEpochDay();
        double[] potential = IntStream.range(0, TIMES.size())
                .mapToDouble(i -> TIMES.event(i)
                        ? Math.max(
                                TIMES.time(i),
                                closed - LocalDate.of((int) year[i], 7, 1).toEpochDay())
                        : TIMES.time(i))
                .toArray();
        close(
                ExpectedSurvival.hakulinen(matched(FLCHAIN, Calendar.BIRTHDAY), potential, DAYS),
                0.979066693180556,
                0.890873495997813,
                0.767362958670301,
                0.664693633979929);
    }

    /** Rates without age, sex or year in them: expected events are rate times exposure, and all definitions are one exponential curve. */
    @Test
    void underOneRateEverybodyIsExpectedToSurviveAlike() {
        RateTable flat = RateTable.of(
                new double[] {0, 50, 0, 50},
                new String[] {"f", "f", "m", "m"},
                new double[] {2000, 2000, 2000, 2000},
                new double[] {0.1, 0.1, 0.1, 0.1});
        double daily = 0.1 / RateTable.DAYS_PER_YEAR;
        SurvivalTimes times =
                SurvivalTimes.of(new double[] {100, 700, 250, 1500}, new boolean[] {true, false, true, true});
        Matched four = new Matched(
                flat, new int[] {0, 1, 1, 0}, new double[] {4000, 18_000, 9, 30_000}, new double[4], Calendar.DATE);
        assertThat(StandardisedMortality.of(times, four).expected()).isCloseTo(2550 * daily, within(1e-12));
        double[] at = {50, 100, 900};
        double[] potential = {1500, 700, 1500, 1500};
        double[] expected = TestTable.map(at, t -> Math.exp(-daily * t));
        assertThat(ExpectedSurvival.ederer(four, at)).containsExactly(expected, within(1e-12));
        assertThat(ExpectedSurvival.conditional(four, times, at)).containsExactly(expected, within(1e-12));
        assertThat(ExpectedSurvival.hakulinen(four, potential, at)).containsExactly(expected, within(1e-12));
        // with equal weights net survival is that of Nelson and Aalen over the expected one
        double hazard = 1.0 / 4 + 1.0 / 3;
        assertThat(NetSurvival.fit(times, four).at(300, 0.95).survival())
                .isCloseTo(Math.exp(-hazard + daily * 300), within(1e-12));
    }

    @Test
    void delayedEntryShortensTheExposureAlone() {
        double[] entry = TestTable.map(TIMES.times(), t -> t / 3);
        double[] end = TestTable.map(TIMES.times(), t -> t + 1);
        Matched matched = matched(FLCHAIN, Calendar.DATE);
        SurvivalTimes late = SurvivalTimes.ofIntervals(entry, end, TIMES.eventIndicators());
        double whole = StandardisedMortality.of(SurvivalTimes.of(end, TIMES.eventIndicators()), matched)
                .expected();
        double before = IntStream.range(0, end.length)
                .mapToDouble(i -> matched.hazard(i, 0, entry[i]))
                .sum();
        assertThat(StandardisedMortality.of(late, matched).expected()).isCloseTo(whole - before, within(1e-8));
        assertThatThrownBy(() -> NetSurvival.fit(late, matched)).hasMessageContaining("from time 0");
    }

    @Test
    void relativeSurvivalOfAPopulationBesideItselfIsNearOne() {
        double observed = KaplanMeier.fit(TIMES).at(3652).survival();
        Matched matched = matched(FLCHAIN, Calendar.BIRTHDAY);
        double expected = ExpectedSurvival.conditional(matched, TIMES, new double[] {3652})[0];
        assertThat(observed / expected).isBetween(0.97, 1.0);
    }

    @Test
    void ratesThatLackALineOrHoldOneTwiceAreRefused() {
        double[] age = {0, 1, 0};
        String[] sex = {"f", "f", "m"};
        double[] year = {2000, 2000, 2000};
        double[] rate = {0.1, 0.1, 0.1};
        assertThatThrownBy(() -> RateTable.of(age, sex, year, rate))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("3 lines for 2 ages, 2 sexes and 1 years: 1 combinations are missing");
        assertThatThrownBy(() -> RateTable.of(new double[] {0, 0}, new String[] {"f", "f"}, year, rate))
                .hasMessageContaining("two lines of one age, sex and year");
        assertThatThrownBy(() -> RateTable.of(age, sex, year, new double[] {0.1, -1, 0.1}))
                .hasMessageContaining("line 2 of the rates does not do");
        assertThat(MINNESOTA.toString()).isEqualTo("Rates of 110 ages from 0.0, female and male, years 1970 to 2013");
    }
}
