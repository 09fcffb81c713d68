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

    private static Invocation theriac(String... arguments) {
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    private Path run(String yaml) throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), yaml);
        Path out = folder.resolve("run");
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
        assertThat(number(results, cox + "/proportional_hazards/terms/0/statistic")).isCloseTo(.18799, within(5e-6));
        assertThat(number(results, cox + "/proportional_hazards/terms/1/statistic")).isCloseTo(2.30544, within(5e-6));
        assertThat(number(results, cox + "/proportional_hazards/terms/2/statistic")).isCloseTo(2.05425, within(5e-6));
        assertThat(number(results, cox + "/proportional_hazards/global/statistic")).isCloseTo(4.46366, within(5e-6));
        assertThat(number(results, "/analyses/5/coefficients/0/robust_standard_error")).isPositive();
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("227 rows, 164 events; fewer than 5 left out: ph.ecog missing.", "Number at risk");
        assertThat(Files.readString(out.resolve("table-05-cox-hazard-ratios.csv")))
                .contains("Sex: 2 vs 1,−0.553,0.168,0.58 (0.41 to 0.80),p < 0.001");
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
        assertThat(refusal("  - kaplan_meier: {cause: death}\n")).contains("the study's outcome has one event");
    }
}
