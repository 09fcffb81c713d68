package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** The report that is shared counts no group of one to four persons, whatever sections a study has. */
class SmallCountsTest {
    private static final int ROWS = 60;

    private static final String SURVIVAL = """
            study: survival
            data: {patients: {table: patients.csv, subject: id}}
            task:
              outcome: {time_to_event: {time: time, event: event}}
              inputs: {only: [age, sex, stage, smoker, crp]}
            methods: [{kaplan_meier: {}}, {cox: {ridge: 1}}]
            protocol: {folds: 2, draws: 10}
            leaks: {copies: "twins, who are alike"}
            report: {subgroups: [age, sex, stage], importance: {repeats: 2}}
            """;

    private static final String CLASSES = """
            study: classes
            data: {patients: {table: patients.csv, subject: id}}
            task:
              outcome: {category: {column: class}}
              inputs: {only: [age, sex, stage, smoker, crp]}
            methods: [{prevalence: {}}, {logistic: {ridge: 1}}]
            protocol: {folds: 2, draws: 10}
            leaks: {copies: "twins, who are alike"}
            report: {subgroups: [age, sex, stage], importance: {repeats: 2}}
            """;

    @TempDir
    Path folder;

    /** Three of stage IV, two smokers, two without a CRP, six of the class "rare", three in each fold, and two who equal two others in all but their name. */
    @BeforeEach
    void makeTable() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder csv = new StringBuilder("id,age,sex,stage,smoker,crp,time,event,class\n");
        String[] cells = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            int age = 35 + random.nextInt(45);
            cells[i] = i >= ROWS - 2
                    ? cells[i - ROWS + 22]
                    : "%d,%s,%s,%d,%s,%d,%d,%s"
                            .formatted(
                                    age,
                                    i % 10 == 7 || random.nextBoolean() ? "f" : "m",
                                    i < 3 ? "IV" : random.nextInt(3) == 0 ? "II" : "I",
                                    i == 10 || i == 30 ? 1 : 0,
                                    i == 5 || i == 40 ? "" : Integer.toString(1 + random.nextInt(200)),
                                    10 + random.nextInt(900),
                                    random.nextInt(100) < age ? 1 : 0,
                                    i % 10 == 7 ? "rare" : random.nextInt(80) < age ? "ill" : "well");
            csv.append("P%02d,".formatted(i)).append(cells[i]).append('\n');
        }
        Files.writeString(folder.resolve("patients.csv"), csv);
    }

    private SharedPage page(String yaml, String... settings) throws IOException {
        Path study = Files.writeString(folder.resolve("s.yaml"), yaml);
        Path out = folder.resolve("out");
        List<String> arguments = new ArrayList<>(List.of("run", study.toString(), "--out", out.toString(), "--quiet"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        Invocation ran = Invocation.of(Catalogue.load(), new StopSignal(), arguments.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();
        return SharedPage.of(out, ROWS);
    }

    @Test
    void aReportOnATimeToAnEventCountsNoFewPersons() throws IOException {
        SharedPage page = page(SURVIVAL);
        assertThat(page.html())
                .contains("Characteristics of the cohort", "Test rows of each subgroup", "Number at risk")
                .contains("D-calibration", "Net benefit", "Permutation importance", "&lt;5");
        assertThat(page.smallCounts()).isEmpty();
    }

    @Test
    void aReportOnClassesCountsNoFewPersons() throws IOException {
        SharedPage page = page(CLASSES);
        assertThat(page.html())
                .contains("Characteristics of the cohort", "Test rows of each subgroup", "Confusion matrix")
                .contains("Each class against the rest", "Reliability", "Permutation importance", "&lt;5");
        assertThat(page.smallCounts()).isEmpty();
    }

    @Test
    void aReportOnTwoClassesCountsNoFewPersons() throws IOException {
        SharedPage page = page(CLASSES, "task.outcome.category={column: sex}", "task.inputs.only=[age, stage, crp]");
        assertThat(page.html()).contains("Operating points", "Net benefit", "&lt;5");
        assertThat(page.smallCounts()).isEmpty();
    }

    @Test
    void theReaderOfPagesFindsSmallCounts() throws IOException {
        String html = "<tr><th scope=\"row\">IV</th><td class=\"number\">3 (5.0)</td></tr>"
                + "<tr><th scope=\"row\">classes</th><td class=\"number\">3</td></tr>"
                + "<tr><th scope=\"row\">I</th><td class=\"number\">30 (50.0)</td></tr>"
                + "<p>2 of 30 test rows are copies; 12 of 30 test rows are not.</p>"
                + "<script type=\"application/json\" id=\"a\">{\"values\":[{\"count\":\"4\"},{\"count\":\"14\"},"
                + "{\"support\":0.05},{\"support\":0.5}]}</script>";
        assertThat(new SharedPage(html, ROWS).smallCounts()).hasSize(4);
    }
}
