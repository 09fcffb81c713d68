package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** From study files of the kind "estimation" to the numbers that R prints for the same data. */
class EstimationStudyTest {
    private static final String LUNG = """
            study: lung
            kind: estimation
            data: {patients: {table: "dataset:lung"}}
            outcome: {time_to_event: {time: time, event: status, event_is: 2}}
            analyses:
            """;

    @TempDir
    Path folder;

    private int runs;

    private static Invocation theriac(String... arguments) {
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    private Path run(String yaml) throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), yaml);
        Path out = folder.resolve("run" + runs++);
        Invocation ran = theriac("run", study.toString(), "--out", out.toString(), "--quiet");
        assertThat(ran.exit()).as(ran.err()).isZero();
        return out;
    }

    private static JsonNode results(Path out) throws IOException {
        return new ObjectMapper().readTree(out.resolve("results.json").toFile());
    }

    private static double number(JsonNode results, String path) {
        assertThat(results.at(path).isNumber()).as(path).isTrue();
        return results.at(path).asDouble();
    }

    /** Golden numbers: R 4.2.2, survival 3.5-3: survfit, survdiff, coxph, cox.zph on lung. */
    @Test
    void lungGivesTheNumbersOfR() throws IOException {
        Path out = run(LUNG + """
              - kaplan_meier: {at: [365, 2000]}
              - kaplan_meier: {by: [sex], limits: log_log}
              - log_rank: {by: [sex]}
              - log_rank: {by: [sex], rho: 1}
              - cox: {terms: [age, sex, ph.ecog]}
              - cox: {terms: [age, sex, ph.ecog], variance: robust, ties: breslow}
            """);
        JsonNode results = results(out);
        String all = "/analyses/0/groups/0";
        assertThat(number(results, all + "/at/0/survival")).isCloseTo(.409242, within(5e-7));
        assertThat(number(results, all + "/at/0/standard_error")).isCloseTo(.035824, within(5e-7));
        assertThat(number(results, all + "/at/0/lower")).isCloseTo(.344722, within(5e-7));
        assertThat(number(results, all + "/quantiles/1/time")).isEqualTo(310);
        assertThat(number(results, all + "/quantiles/1/lower")).isEqualTo(285);
        assertThat(number(results, all + "/quantiles/1/upper")).isEqualTo(363);
        assertThat(number(results, all + "/median_follow_up/time")).isEqualTo(588);
        assertThat(results.at(all + "/at/1/survival").isNull()).isTrue();
        assertThat(number(results, "/analyses/2/statistic")).isCloseTo(10.32674, within(5e-6));
        assertThat(number(results, "/analyses/2/groups/0/expected")).isCloseTo(91.58174, within(5e-6));
        assertThat(number(results, "/analyses/3/statistic")).isCloseTo(12.71415, within(5e-6));
        String cox = "/analyses/4";
        assertThat(number(results, cox + "/rows")).isEqualTo(227);
        assertThat(number(results, cox + "/left_out")).isEqualTo(1);
        assertThat(number(results, cox + "/coefficients/0/coefficient")).isCloseTo(.011067, within(5e-7));
        assertThat(number(results, cox + "/coefficients/1/coefficient")).isCloseTo(-.552612, within(5e-7));
        assertThat(number(results, cox + "/coefficients/2/coefficient")).isCloseTo(.463728, within(5e-7));
        assertThat(number(results, cox + "/null_log_likelihood")).isCloseTo(-744.480456, within(5e-7));
        assertThat(number(results, cox + "/log_likelihood")).isCloseTo(-729.230121, within(5e-7));
        assertThat(number(results, cox + "/concordance/value")).isCloseTo(.637135, within(5e-7));
        assertThat(number(results, cox + "/proportional_hazards/terms/0/statistic"))
                .isCloseTo(.18799, within(5e-6));
        assertThat(number(results, cox + "/proportional_hazards/terms/1/statistic"))
                .isCloseTo(2.30544, within(5e-6));
        assertThat(number(results, cox + "/proportional_hazards/terms/2/statistic"))
                .isCloseTo(2.05425, within(5e-6));
        assertThat(number(results, cox + "/proportional_hazards/global/statistic"))
                .isCloseTo(4.46366, within(5e-6));
        assertThat(number(results, "/analyses/5/coefficients/0/robust_standard_error"))
                .isPositive();
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("227 rows, 164 events; fewer than 5 left out: ph.ecog missing.", "Number at risk");
        assertThat(Files.readString(out.resolve("table-05-cox-hazard-ratios.csv")))
                .contains("Sex: 2 vs 1,−0.553,0.168,0.58 (0.41 to 0.80),p < 0.001");
    }

    /** Golden numbers: R 4.2.2, survival 3.5-3: coxph with ties = "exact" and survfit of it, coxph with offset(). */
    @Test
    void exactTiesAndOffsetsGiveTheNumbersOfR() throws IOException {
        Path out = run(LUNG + """
              - cox: {terms: [age, sex, ph.ecog], ties: exact, curves: [{age: 60, sex: 1, ph.ecog: 1}], at: [365]}
              - cox: {terms: [age, sex], offset: ph.ecog, title: Offset}
              - cox: {terms: [age, sex, "ns(wt.loss, 3)"], residuals: true}
              - aft: {terms: [age, sex], offset: ph.ecog, law: exponential}
            """);
        JsonNode results = results(out);
        String exact = "/analyses/0";
        assertThat(number(results, exact + "/coefficients/1/coefficient")).isCloseTo(-.553435612970, within(1e-9));
        assertThat(number(results, exact + "/log_likelihood")).isCloseTo(-710.401051579, within(1e-8));
        assertThat(number(results, exact + "/curves/given/0/at/0/survival")).isCloseTo(0.33641339722681, within(1e-8));
        assertThat(number(results, exact + "/curves/given/0/at/0/standard_error"))
                .isCloseTo(0.04339216373079, within(1e-8));
        assertThat(results.at(exact + "/proportional_hazards").isMissingNode()).isTrue();
        assertThat(number(results, "/analyses/1/coefficients/0/coefficient"))
                .isCloseTo(3.100089315625e-03, within(1e-8));
        assertThat(number(results, "/analyses/1/log_likelihood")).isCloseTo(-740.2090931890, within(1e-6));
        assertThat(number(results, "/analyses/3/coefficients/1/coefficient"))
                .isCloseTo(-2.711150365977e-02, within(1e-7));
        assertThat(number(results, "/analyses/3/log_likelihood")).isCloseTo(-1217.170719474, within(1e-6));
        assertThat(results.at("/analyses/2/residuals").findValuesAsText("column"))
                .containsExactly("age", "wt.loss");
        assertThat(results.at("/analyses/2/residuals/0/residual")).hasSizeBetween(20, 40);
        assertThat(Files.readString(out.resolve("report.html")))
                .contains(
                        "Exact partial likelihood of discrete times",
                        "The test of proportional hazards and its plots are left out",
                        "The offset ph.ecog has the coefficient 1.",
                        "Residuals along wt.loss",
                        "Events observed and expected along columns of numbers");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ties: exact, variance: robust       | variance: robust cannot be had with ties: exact
            ties: exact, cluster: inst          | cluster: cannot be had with ties: exact
            ties: exact, weights: age           | weights: cannot be had with ties: exact
            ties: exact, ridge: 1               | ridge: cannot be had with ties: exact
            ties: exact, adjusted: [sex]        | adjusted: cannot be had with ties: exact
            ties: exact, residuals: true        | residuals: cannot be had with ties: exact
            offset: age, 'curves: [{sex: 1}]'   | leave their offset: open
            offset: nowhere                     | the table has no column 'nowhere'
            """)
    void whatDoesNotGoTogetherIsRefused(String settings, String message) throws IOException {
        Path study = Files.writeString(
                folder.resolve("s.yaml"), LUNG + "  - cox: {terms: [sex], " + settings.replace("'", "") + "}\n");
        Invocation ran = theriac("validate", study.toString());
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    /** Differences of adjusted curves are those of the curves; the bootstrap of 2,000 samples in R gives standard errors of .0296, .0475, .0451. */
    @Test
    void adjustedCurvesHaveIntervals() throws IOException {
        JsonNode results = results(run(LUNG + """
              - cox: {terms: [age, sex, ph.ecog], adjusted: [sex], at: [180, 365, 730]}
            """));
        JsonNode women = results.at("/analyses/0/curves/adjusted/1");
        JsonNode difference = results.at("/analyses/0/curves/adjusted_differences/0/at");
        double[] bootstrap = {.0296, .0475, .0451};
        double[] ofDifference = {.0379, .0563, .0438};
        for (int k = 0; k < 3; k++) {
            int at =
                    position(women.at("/time"), difference.at("/" + k + "/time").asDouble());
            assertThat(women.at("/standard_error/" + at).asDouble()).isCloseTo(bootstrap[k], within(.002));
            assertThat(women.at("/lower/" + at).asDouble())
                    .isLessThan(women.at("/survival/" + at).asDouble());
            assertThat(difference.at("/" + k + "/standard_error").asDouble()).isCloseTo(ofDifference[k], within(.004));
            double men =
                    results.at("/analyses/0/curves/adjusted/0/survival/" + at).asDouble();
            assertThat(difference.at("/" + k + "/difference").asDouble())
                    .isCloseTo(women.at("/survival/" + at).asDouble() - men, within(1e-12));
        }
    }

    private static int position(JsonNode times, double t) {
        for (int k = 0; k < times.size(); k++) {
            if (times.get(k).asDouble() == t) {
                return k;
            }
        }
        throw new AssertionError("no time " + t);
    }

    /** Golden numbers: R 4.2.2, survival 3.5-3: survfit of coxph with newdata, coxph with splines::ns, survreg. */
    @Test
    void curvesOfGivenPatientsSplinesInteractionsAndOtherModelsGiveTheNumbersOfR() throws IOException {
        Path out = run(LUNG + """
              - cox: {terms: [age, sex], curves: [{age: 60, sex: 1}], adjusted: [sex], at: [180, 365, 730]}
              - cox: {terms: [age, ph.ecog], strata: [sex], curves: [{age: 60, ph.ecog: 1, sex: 2, name: woman}], at: [365]}
              - cox: {terms: ["ns(age, 3)"]}
              - cox: {terms: [age * sex]}
              - cox: {terms: [factor(ph.ecog) * sex]}
              - restricted_mean: {by: [sex], until: 365}
              - aft: {terms: [age, sex]}
              - aft: {terms: [age, sex], law: log_logistic}
              - characteristics: {columns: [age, ph.ecog], by: [sex]}
            """);
        JsonNode results = results(out);
        String man = "/analyses/0/curves/given/0/at";
        assertThat(number(results, man + "/0/survival")).isCloseTo(.688263869, within(5e-10));
        assertThat(number(results, man + "/0/standard_error")).isCloseTo(.036104290, within(5e-10));
        assertThat(number(results, man + "/1/lower")).isCloseTo(.27970691, within(5e-9));
        assertThat(number(results, man + "/2/upper")).isCloseTo(.15394094, within(5e-9));
        String woman = "/analyses/1/curves/given/0/at/0";
        assertThat(number(results, woman + "/survival")).isCloseTo(.53883157, within(5e-9));
        assertThat(number(results, woman + "/standard_error")).isCloseTo(.059897913, within(5e-10));
        assertThat(number(results, "/analyses/2/log_likelihood")).isCloseTo(-746.6164183, within(5e-7));
        assertThat(number(results, "/analyses/3/log_likelihood")).isCloseTo(-742.7241400, within(5e-7));
        assertThat(number(results, "/analyses/4/coefficients/3/coefficient")).isCloseTo(-.67710, within(5e-6));
        assertThat(number(results, "/analyses/4/coefficients/5/coefficient")).isCloseTo(.32936, within(5e-6));
        assertThat(results.at("/analyses/4/coefficients/6/coefficient").isNull())
                .isTrue();
        assertThat(results.at("/notices").toString()).contains("\"aliased\"");
        assertThat(number(results, "/analyses/5/groups/0/mean")).isCloseTo(241.495, within(5e-4));
        assertThat(number(results, "/analyses/5/differences/0/standard_error")).isCloseTo(14.958, within(5e-4));
        assertThat(number(results, "/analyses/6/coefficients/1/coefficient")).isCloseTo(-.012257, within(5e-7));
        assertThat(number(results, "/analyses/6/scales/0")).isCloseTo(.754051, within(5e-7));
        assertThat(number(results, "/analyses/7/log_likelihood")).isCloseTo(-1152.8972, within(5e-5));
    }

    /** Golden numbers: R 4.2.2, survival 3.5-3: coxph, survdiff, survfit and cox.zph on colon, veteran, pbc and heart. */
    @Test
    void rowsLevelsStrataCausesAndIntervalsGiveTheNumbersOfR() throws IOException {
        JsonNode colon = results(run("""
            study: colon
            kind: estimation
            data: {patients: {table: "dataset:colon"}}
            outcome: {time_to_event: {time: time, event: status}}
            rows: [etype == 2]
            levels: {sex: {1: male, 0: female}}
            analyses:
              - cox: {terms: [rx]}
              - log_rank: {by: [rx]}
              - kaplan_meier: {by: [rx], at: [1826]}
              - cox: {terms: [sex]}
            """));
        assertThat(number(colon, "/analyses/0/coefficients/0/coefficient")).isCloseTo(-.0266375, within(5e-8));
        assertThat(number(colon, "/analyses/0/coefficients/1/coefficient")).isCloseTo(-.3717103, within(5e-8));
        assertThat(number(colon, "/analyses/0/log_likelihood")).isCloseTo(-2924.1178, within(5e-5));
        assertThat(number(colon, "/analyses/1/statistic")).isCloseTo(11.7, within(.05));
        assertThat(number(colon, "/analyses/2/groups/2/at/0/survival")).isCloseTo(.634015, within(5e-7));
        assertThat(colon.at("/analyses/3/coefficients/0/label").asText()).isEqualTo("Male: female vs male");

        JsonNode veteran = results(run("""
            study: veteran
            kind: estimation
            data: {patients: {table: "dataset:veteran"}}
            outcome: {time_to_event: {time: time, event: status}}
            reference: {celltype: large}
            analyses:
              - cox: {terms: [trt, celltype, karno, diagtime, age, prior / 10], ties: efron}
            """));
        assertThat(number(veteran, "/analyses/0/log_likelihood")).isCloseTo(-474.397112, within(5e-7));
        assertThat(number(veteran, "/analyses/0/concordance/value")).isCloseTo(.736029, within(5e-7));
        assertThat(number(veteran, "/analyses/0/coefficients/1/coefficient")).isCloseTo(-.401292, within(5e-7));
        String zph = "/analyses/0/proportional_hazards";
        assertThat(number(veteran, zph + "/terms/1/statistic")).isCloseTo(15.22736, within(5e-6));
        assertThat(number(veteran, zph + "/terms/1/degrees_of_freedom")).isEqualTo(3);
        assertThat(number(veteran, zph + "/global/statistic")).isCloseTo(34.55249, within(5e-6));
        assertThat(veteran.at("/notices").toString()).contains("The hazard ratio of celltype changes with time");

        JsonNode pbc = results(run("""
            study: pbc
            kind: estimation
            data: {patients: {table: "dataset:pbc", subject: id}}
            outcome: {competing_risks: {time: time, event: status, causes: {1: transplant, 2: death}}}
            analyses:
              - cox: {terms: [age, edema, log(bili), log(protime), log(albumin)], cause: death}
            """));
        assertThat(number(pbc, "/analyses/0/left_out")).isEqualTo(2);
        assertThat(number(pbc, "/analyses/0/coefficients/2/coefficient")).isCloseTo(.8635506, within(5e-8));
        assertThat(number(pbc, "/analyses/0/log_likelihood")).isCloseTo(-751.46974, within(5e-6));

        JsonNode heart = results(run("""
            study: heart
            kind: estimation
            data: {patients: {table: "dataset:stanford_heart", subject: id}}
            outcome: {time_to_event: {entry: start, time: stop, event: event}}
            analyses:
              - cox: {terms: [age, year, surgery, transplant]}
            """));
        assertThat(number(heart, "/analyses/0/coefficients/3/coefficient")).isCloseTo(-.0102508, within(5e-8));
        assertThat(number(heart, "/analyses/0/log_likelihood")).isCloseTo(-290.5656, within(5e-5));
        assertThat(heart.at("/analyses/0/variance").asText()).isEqualTo("robust");
    }

    private static final String FLCHAIN = """
            study: flchain
            kind: estimation
            data:
              patients: {table: "dataset:flchain"}
              minnesota: {table: "dataset:mortality_minnesota"}
            outcome: {time_to_event: {time: futime, event: death, unit: days}}
            levels: {sex: {F: female, M: male}}
            analyses:
            """;

    /** Golden numbers: pyears and survexp of R's survival 3.5-3 with survexp.mn, entry on the first of July of the year of the sample. */
    @Test
    void flchainBesideThePopulationGivesTheNumbersOfR() throws IOException {
        String matched = "rates: minnesota, age: age, sex: sex, year: sample.yr, calendar: birthday";
        JsonNode results =
                results(run(FLCHAIN + "  - expected_survival: {" + matched + ", method: ederer, at: [1826]}\n"
                        + "  - expected_survival: {" + matched + ", by: [sex], at: [3652]}\n"));
        String all = "/analyses/0/groups/0";
        assertThat(number(results, all + "/observed")).isEqualTo(2169);
        assertThat(number(results, all + "/expected")).isCloseTo(2073.91331237564, within(1e-5));
        assertThat(number(results, all + "/person_years")).isCloseTo(78924.1533196441, within(1e-5));
        assertThat(number(results, all + "/p")).isCloseTo(0.036800469469, within(1e-9));
        assertThat(number(results, all + "/at/0/expected")).isCloseTo(0.891236436703113, within(1e-9));
        assertThat(number(results, "/analyses/1/groups/0/expected")).isCloseTo(1094.974147580494, within(1e-5));
        assertThat(number(results, "/analyses/1/groups/1/observed")).isEqualTo(1004);
    }

    @Test
    void ratesThatDoNotFitAreRefused() throws IOException {
        String matched = "age: age, sex: sex, year: sample.yr";
        String study = FLCHAIN + "  - expected_survival: {rates: minnesota, " + matched + "}\n";
        assertThat(refused(study.replace("levels: {sex: {F: female, M: male}}", "")))
                .contains(
                        "holds 'F', for which there are no rates; allowed are female, male. Write levels: {sex: {F: female}}");
        assertThat(refused(study.replace("rates: minnesota", "rates: sweden"))).contains("data: names 2 tables");
        assertThat(refused(study.replace("unit: days", "unit: visits")))
                .contains("'visits', which is no length of time");
        assertThat(refused(study.replace("}\n", ", method: hakulinen}\n")))
                .contains("method: hakulinen needs potential:");
    }

    private String refused(String yaml) throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), yaml);
        Invocation validated = theriac("validate", study.toString());
        assertThat(validated.exit()).as(yaml).isEqualTo(2);
        return validated.err();
    }

    private String refusal(String analyses) throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), LUNG + analyses);
        Invocation validated = theriac("validate", study.toString());
        assertThat(validated.exit()).isEqualTo(2);
        Invocation ran =
                theriac("run", study.toString(), "--out", folder.resolve("x").toString(), "--quiet");
        assertThat(ran.err()).isEqualTo(validated.err());
        return validated.err();
    }

    @Test
    void whatCannotBeEstimatedIsRefusedBeforeAnythingIsFitted() throws IOException {
        assertThat(refusal("  - cox: {terms: [age, ph_ecog]}\n"))
                .contains("analyses[0].cox: the table has no column 'ph_ecog' (did you mean 'ph.ecog'?)");
        assertThat(refusal("  - kaplan_meier: {}\n  - cox: {terms: [age, lgo(wt.loss)]}\n"))
                .contains("s.yaml:7:24: ", "analyses[1].cox.terms[1]", "unknown function 'lgo'; did you mean 'log'?");
        assertThat(refusal("  - cox: {terms: [age + sex]}\n")).contains("Terms are items of the list: [age, sex]");
        assertThat(refusal("  - cox: {terms: [log(wt.loss)]}\n"))
                .contains("'log(wt.loss)' is not a finite number in", "lung");
        assertThat(refusal("  - log_rank: {}\n")).contains("analyses[0].log_rank: by: names no column");
        assertThat(refusal("  - kaplan_meier: {by: [age]}\n")).contains("kaplan_meier: ");
        assertThat(refusal("  - cox: {terms: [age, sex], curves: [{age: 60}]}\n"))
                .contains("curves[0]: says nothing of 'sex', which the model uses. It needs: age, sex.");
        assertThat(refusal("  - cox: {terms: [age, sex], curves: [{age: old, sex: 1}]}\n"))
                .contains("gives age: old; the column holds numbers");
        assertThat(refusal("  - cox: {terms: [age], adjusted: [sex]}\n"))
                .contains("adjusted: names 'sex', which no term reads");
        assertThat(refusal("  - cox: {terms: [age], cluster: inst, variance: model}\n"))
                .contains("s.yaml:6:10", "variance: model leaves clusters out of account");
        assertThat(refusal("  - restricted_mean: {by: [sex], until: 5000}\n")).contains("until: 5,000 lies beyond");
        assertThat(refusal("  - log_rank: {by: [sex], strata: [sex]}\n"))
                .contains("cannot be compared within themselves");
        assertThat(refusal("  - log_rank: {by: [sex]}\nreference: {sex: male}\n"))
                .contains("reference: names 'male' of column 'sex'", "Allowed: 1, 2");
        assertThat(refusal("  - log_rank: {by: [sex]}\nlevels: {sex: {1: male}}\n"))
                .contains("levels.sex gives no name to the value 2");
        assertThat(refusal("  - log_rank: {by: [sex]}\nrows: [sex]\n"))
                .contains("s.yaml:7:8", "condition 'sex' compares nothing");
        assertThat(refusal("  - log_rank: {by: [sex]}\nrows: [age > 100]\n")).contains("leaves none of the 228 rows");
        assertThat(refusal("  - kaplan_meier: {cause: death}\n")).contains("the study's outcome has one event");
    }
}
