package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/**
 * Curves, tests of groups and restricted means of estimation studies in all their forms. Golden numbers, unless said otherwise: R 4.2.2, survival 3.5-3, on
 * the same data.
 */
class EstimationCurvesTest {
    private static final String LUNG = """
            study: lung
            kind: estimation
            data: {patients: {table: "dataset:lung"}}
            outcome: {time_to_event: {time: time, event: status, event_is: 2}}
            analyses:
            """;

    private static final String CHANNING = """
            study: channing
            kind: estimation
            data: {patients: {table: "dataset:channing", subject: obs}}
            outcome: {time_to_event: {time: age, event: death, entry: ageentry, unit: months}}
            rows: [ageentry < age]
            levels: {gender: {1: men, 2: women}}
            analyses:
            """;

    @TempDir
    Path folder;

    private static void is(JsonNode results, String at, double value, double tolerance) {
        assertThat(results.at(at).isNumber()).as(at).isTrue();
        assertThat(results.at(at).asDouble()).as(at).isCloseTo(value, within(tolerance));
    }

    private static List<String> codes(JsonNode results) {
        List<String> codes = new ArrayList<>();
        results.path("notices").forEach(notice -> codes.add(notice.path("code").asText()));
        return codes;
    }

    /** cumhaz and std.chaz of survfit; its limits by survfit_confint on the logarithmic and the plain scale. */
    @Test
    void cumulativeEventsAndHazardsAreThoseOfR() throws IOException {
        RanStudy ran = RanStudy.of(LUNG + """
              - kaplan_meier: {plot: events, at: [365]}
              - kaplan_meier: {plot: cumulative_hazard, at: [365], by: [sex]}
              - kaplan_meier: {plot: cumulative_hazard, at: [365], limits: plain}
            """, folder);
        String year = "/analyses/0/groups/0/at/0/cumulative_hazard";
        is(ran.results(), year + "/value", .8883245743682, 1e-12);
        is(ran.results(), year + "/standard_error", .08696538765693, 1e-12);
        is(ran.results(), year + "/lower", .7332305764825, 1e-12);
        is(ran.results(), year + "/upper", 1.076224280242, 1e-12);
        is(ran.results(), "/analyses/2/groups/0/at/0/cumulative_hazard/lower", .717875546659, 1e-12);
        is(ran.results(), "/analyses/2/groups/0/at/0/cumulative_hazard/upper", 1.058773602077, 1e-12);
        assertThat(ran.report()).contains("Cumulative events", "Cumulative hazard by sex", "Number at risk");
        assertThat(Files.readString(ran.out().resolve("table-01-kaplan_meier-survival-at-given-times.csv")))
                .contains("Had the event (95 % interval)", "59.1 % (51.4 to 65.5)");
        assertThat(Files.readString(ran.out().resolve("table-03-kaplan_meier-survival-at-given-times.csv")))
                .contains("Cumulative hazard (95 % interval)", "0.888 (0.718 to 1.059)");
    }

    /** survfit of the rows with time > 180. */
    @Test
    void survivalGivenSurvivalSoFarIsThatOfR() throws IOException {
        JsonNode results = RanStudy.of(LUNG + """
              - kaplan_meier: {conditional: {given: [0, 180], until: [180, 365, 730, 2000]}}
            """, folder).results();
        String given = "/analyses/0/groups/0/conditional";
        assertThat(results.at(given)).hasSize(7);
        is(results, given + "/0/given", 0, 0);
        is(results, given + "/0/survival", .72167065341, 1e-11);
        is(results, given + "/4/until", 365, 0);
        is(results, given + "/4/survival", .5670753307294, 1e-12);
        is(results, given + "/4/standard_error", .04376456688978, 1e-12);
        is(results, given + "/4/lower", .48747066149786, 1e-12);
        is(results, given + "/4/upper", .6596795584247, 1e-12);
        is(results, given + "/5/survival", .1603128765149, 1e-12);
        is(results, given + "/5/lower", .09994425715803, 1e-12);
        assertThat(results.at(given + "/6/survival").isNull()).isTrue();
        assertThat(codes(results)).contains("beyond-follow-up");
    }

    @Test
    void beyondFollowUpNothingIsSaidUnlessTheLastValueIsCarriedForward() throws IOException {
        RanStudy ran = RanStudy.of(LUNG + """
              - kaplan_meier: {at: [1022, 2000]}
              - kaplan_meier: {at: [1022, 2000], carry_forward: true}
              - kaplan_meier: {by: [sex], at: [1000]}
              - restricted_mean: {by: [sex], until: 1000}
            """, folder);
        String first = "/analyses/0/groups/0/at";
        assertThat(ran.results().at(first + "/1/survival").isNull()).isTrue();
        assertThat(ran.results().at(first + "/1/cumulative_hazard/value").isNull())
                .isTrue();
        String carried = "/analyses/1/groups/0/at";
        assertThat(ran.results().at(carried + "/1/survival"))
                .isEqualTo(ran.results().at(first + "/0/survival"));
        assertThat(ran.results().at(carried + "/1/upper"))
                .isEqualTo(ran.results().at(first + "/0/upper"));
        // observation of women ends at 965, of men at 1022
        assertThat(ran.results().at("/analyses/2/groups/1/at/0/survival").isNull())
                .isTrue();
        assertThat(ran.results().at("/analyses/2/groups/0/at/0/survival").isNumber())
                .isTrue();
        assertThat(ran.report())
                .contains(
                        "Survival was asked for at 2,000, beyond the last observed time of a group",
                        "Its curve is carried forward from there.");
    }

    @Test
    void aQuartileThatTheCurveDoesNotReachIsADash() throws IOException {
        RanStudy ran = RanStudy.of(LUNG.replace("analyses:", "rows: [time < 300]\nanalyses:") + """
              - kaplan_meier: {by: [sex], carry_forward: true}
            """, folder);
        assertThat(Files.readString(ran.out()
                        .resolve("table-01-kaplan_meier-quartiles-of-the-time-to-the-event-and-follow-up.csv")))
                .contains("–");
    }

    /** obs, exp and var of survdiff, put together as Tarone does; pchisq and p.adjust. */
    @Test
    void trendsAndPairsOfGroupsAreTestedAsInR() throws IOException {
        RanStudy ran = RanStudy.of(LUNG.replace("analyses:", "rows: [ph.ecog < 3]\nanalyses:") + """
              - log_rank: {by: [ph.ecog], trend: true, pairwise: holm}
              - log_rank: {by: [ph.ecog], trend: true, pairwise: none, strata: [sex], rho: 1}
              - log_rank: {by: [ph.ecog], trend: true, pairwise: benjamini_hochberg, strata: [sex]}
            """, folder);
        JsonNode results = ran.results();
        is(results, "/analyses/0/trend/z", 4.055433790261, 1e-11);
        is(results, "/analyses/0/trend/statistic", 16.44654322719, 1e-10);
        is(results, "/analyses/0/trend/p", 5.004134614614e-05, 1e-15);
        is(results, "/analyses/2/trend/z", 4.153179363925, 1e-11);
        double[] chisq = {3.456830549998, 16.68232814694, 8.433446378073};
        double[] adjusted = {.062990949051258, .000132572220673, .007367629715540};
        for (int k = 0; k < chisq.length; k++) {
            is(results, "/analyses/0/pairwise/" + k + "/statistic", chisq[k], 1e-10);
            is(results, "/analyses/0/pairwise/" + k + "/adjusted_p", adjusted[k], 1e-13);
        }
        is(results, "/analyses/1/pairwise/0/statistic", 3.772263955426, 1e-11);
        assertThat(results.at("/analyses/1/pairwise/0/p")).isEqualTo(results.at("/analyses/1/pairwise/0/adjusted_p"));
        assertThat(Files.readString(ran.out().resolve("table-01-log_rank-pairs-of-groups.csv")))
                .contains("0 – ", "3.457,p = 0.063,p = 0.063");
        assertThat(ran.report()).contains("Test for a trend (Tarone)", "z = 4.06, p &lt; 0.001");
    }

    /**
     * R code of its own on the steps of survfit: areas, Greenwood-type variance, delta method, and the Wald test of two contrasts; the same formulas as
     * those of the package survRM2, which was not at hand.
     */
    @Test
    void restrictedMeansAreComparedByDifferenceRatioAndAllTogether() throws IOException {
        RanStudy ran = RanStudy.of(LUNG + """
              - restricted_mean: {by: [sex], until: 365}
              - restricted_mean: {by: [ph.ecog], until: 365}
              - restricted_mean: {until: 730, from: 180.5}
            """, folder);
        JsonNode results = ran.results();
        String women = "/analyses/0/differences/0";
        is(results, women + "/difference", 55.97032433998, 1e-9);
        is(results, women + "/lower", 26.65293637733, 1e-9);
        is(results, women + "/p", .0001827064613112, 1e-13);
        is(results, women + "/ratio/value", 1.231765894099, 1e-11);
        is(results, women + "/ratio/lower", 1.103343390562, 1e-11);
        is(results, women + "/ratio/upper", 1.375136001034, 1e-11);
        is(results, women + "/ratio/p", .0002067612225032, 1e-13);
        is(results, women + "/ratio_of_time_lost/value", .5468170280752, 1e-11);
        is(results, women + "/ratio_of_time_lost/lower", .3839123483497, 1e-11);
        is(results, women + "/ratio_of_time_lost/upper", .7788466911219, 1e-11);
        is(results, women + "/ratio_of_time_lost/p", .0008229242117654, 1e-13);
        assertThat(results.at("/analyses/0/comparison").isMissingNode()).isTrue();
        is(results, "/analyses/1/comparison/statistic", 17.89729624906, 1e-9);
        is(results, "/analyses/1/comparison/degrees_of_freedom", 2, 0);
        is(results, "/analyses/1/comparison/p", .0001299126671352, 1e-12);
        // survfit(…, start.time = 180.5) counts its mean from 0: 455.70277115655
        is(results, "/analyses/2/groups/0/mean", 455.70277115655 - 180.5, 1e-9);
        is(results, "/analyses/2/groups/0/standard_error", 16.86224188043, 1e-9);
        assertThat(ran.report())
                .contains("Ratio of time lost", "Test that all groups have the same mean (Wald): χ² = 17.90");
    }

    /** survfit with weights of 1 and with cluster = inst, and with the fractional weights of age. */
    @Test
    void errorsAreRobustWhereRAlsoMakesThemSo() throws IOException {
        JsonNode results = RanStudy.of(LUNG + """
              - kaplan_meier: {at: [365]}
              - kaplan_meier: {at: [365], cluster: inst}
              - kaplan_meier: {at: [365], weights: ph.karno}
              - kaplan_meier: {at: [365], variance: robust}
            """, folder).results();
        assertThat(results.at("/analyses/0/variance").asText()).isEqualTo("greenwood");
        assertThat(results.at("/analyses/1/variance").asText()).isEqualTo("robust");
        is(results, "/analyses/1/groups/0/at/0/standard_error", .03001631881812, 1e-12);
        is(results, "/analyses/1/groups/0/at/0/cumulative_hazard/standard_error", .07187015698778, 1e-12);
        assertThat(results.at("/analyses/2/variance").asText()).isEqualTo("greenwood");
        assertThat(results.at("/analyses/3/variance").asText()).isEqualTo("robust");
    }

    /** The men's curve falls to 0 at 781 months with one at risk; survfit(…, start.time). */
    @Test
    void aCurveThatLateEntryLetsFallTo0IsWarnedOfWithAStartTimeThatMendsIt() throws IOException {
        RanStudy ran = RanStudy.of(CHANNING + """
              - kaplan_meier: {by: [gender], at: [960]}
              - kaplan_meier: {by: [gender], at: [960], from: 800}
              - restricted_mean: {by: [gender], until: 1080}
              - restricted_mean: {by: [gender], until: 1080, from: 800}
            """, folder);
        JsonNode results = ran.results();
        is(results, "/analyses/0/groups/0/at/0/survival", 0, 0);
        is(results, "/analyses/0/groups/1/at/0/survival", .7055314190327, 1e-12);
        assertThat(results.at("/analyses/1/groups/0/at/0/survival").asDouble()).isBetween(.5, .8);
        assertThat(results.at("/analyses/3/groups/0/mean").asDouble()).isBetween(150.0, 280.0);
        assertThat(ran.report())
                .contains("Sex: men: The curve falls to 0 at time 781 with 1 at risk, although others come under "
                        + "observation later: estimate from a later start time, such as 843. Write from: 843.");
        assertThat(codes(results)).filteredOn("curve-falls-to-0"::equals).hasSize(2);
    }

    @Test
    void incidencesUnderLateEntryAreWarnedOfAndStartLaterToo() throws IOException {
        RanStudy ran = RanStudy.of(
                CHANNING.replace(
                                "time_to_event: {time: age, event: death, entry: ageentry, unit: months}",
                                "competing_risks: {time: age, event: death, censored: 0, causes: {1: death}, entry: ageentry, unit: months}")
                        + """
              - cumulative_incidence: {by: [gender], at: [960]}
              - cumulative_incidence: {by: [gender], at: [960], from: 800}
              - kaplan_meier: {by: [gender], at: [960], from: 800, cause: death, plot: events}
            """,
                folder);
        JsonNode results = ran.results();
        is(results, "/analyses/0/causes/0/groups/0/at/0/incidence", 1, 1e-12);
        for (int g = 0; g < 2; g++) {
            double survival =
                    results.at("/analyses/2/groups/" + g + "/at/0/survival").asDouble();
            is(results, "/analyses/1/causes/0/groups/" + g + "/at/0/incidence", 1 - survival, 1e-12);
        }
        assertThat(codes(results)).contains("curve-falls-to-0", "competing-events-censored");
        assertThat(ran.report()).contains("Given no event up to 800.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "log_rank: {by: [sex], trend: true}|at least three groups",
                "log_rank: {by: [sex, ph.ecog], trend: true}|names several columns",
                "log_rank: {by: [inst], pairwise: holm}|at most 10",
                "log_rank: {by: [sex], pairwise: tukey}|holm",
                "kaplan_meier: {plot: density}|cumulative_hazard",
                "kaplan_meier: {variance: greenwood, cluster: inst}|leaves clusters out of account",
                "kaplan_meier: {conditional: {given: [365], until: [180]}}|comes after given",
                "kaplan_meier: {conditional: {until: [180]}}|given",
                "kaplan_meier: {from: 5000}|beyond the last observed time",
                "restricted_mean: {until: 365, from: 400}|does not come before until",
                "restricted_mean: {until: 3650}|beyond the last observed time",
            })
    void whatCannotBeAnsweredIsRefusedBeforeAnythingIsFitted(String analysis, String said) throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), LUNG + "  - " + analysis + "\n");
        Invocation validated = Invocation.of(Catalogue.load(), new StopSignal(), "validate", study.toString());
        assertThat(validated.exit()).as(validated.err()).isEqualTo(2);
        assertThat(validated.err()).contains(said);
    }

    @Test
    void theMeanTimeInStatesIsNotAskedForBeyondFollowUp() throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), """
            study: mgus2
            kind: estimation
            data: {patients: {table: "dataset:mgus2", subject: id}}
            outcome: {competing_risks: {time: etime, event: event, censored: censored, unit: months}}
            analyses:
              - state_occupancy: {until: 5000}
            """);
        Invocation validated = Invocation.of(Catalogue.load(), new StopSignal(), "validate", study.toString());
        assertThat(validated.exit()).isEqualTo(2);
        assertThat(validated.err()).contains("until: 5,000 lies beyond the last observed time");
    }

    @Test
    void curvesOfWeightedRowsEndWhereFewPersonsAreLeft() throws IOException {
        JsonNode results = RanStudy.of(LUNG + """
              - kaplan_meier: {}
              - kaplan_meier: {weights: ph.karno}
            """, folder).results();
        int plain = results.at("/analyses/0/groups/0/curve/time").size();
        int weighted = results.at("/analyses/1/groups/0/curve/time").size();
        assertThat(weighted).isLessThanOrEqualTo(plain);
    }
}
