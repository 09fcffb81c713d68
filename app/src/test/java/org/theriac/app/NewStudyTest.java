package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

class NewStudyTest {
    @TempDir
    Path folder;

    private String table = "";
    private Path study = Path.of("");

    @BeforeEach
    void makeTable() {
        Invocation.study(folder, Invocation.STUDY);
        table = folder.resolve("patients.csv").toString();
        study = folder.resolve("studies").resolve("mine.yaml");
    }

    private Invocation withOptions(String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "new";
        arguments[1] = table;
        arguments[2] = "--out";
        arguments[3] = study.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    private Invocation validated() {
        return Invocation.of(Catalogue.load(), new StopSignal(), "validate", study.toString());
    }

    @Test
    void threeEmptyAnswersAcceptTheGuesses() throws IOException {
        Invocation asked = Invocation.typing("\n\n\n", "new", table, "--out", study.toString());
        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.err()).contains("[id]", "[t]", "[time, event]");
        assertThat(asked.out()).contains("theriac validate " + study, "theriac run " + study);
        assertThat(Files.readString(study))
                .contains(
                        "study: patients", "\"../patients.csv\", subject: \"id\"", "time: \"time\", event: \"event\"");
        assertThat(validated().exit()).isZero();
    }

    @Test
    void wrongAnswersAreAskedAgain() throws IOException {
        Invocation asked = Invocation.typing("idd\n-\nx\nc\nsexx\nsex\n", "new", table, "--out", study.toString());
        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.err())
                .contains("there is no column 'idd' (did you mean 'id'?)", "answer t or c", "did you mean 'sex'?");
        assertThat(Files.readString(study))
                .contains("category: {column: \"sex\"}")
                .doesNotContain("subject:");
        assertThat(validated().exit()).isZero();
    }

    @Test
    void answersThatEndEarlyWriteNothing() {
        Invocation asked = Invocation.typing("id\n", "new", table, "--out", study.toString());
        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err()).contains("the answers ended before the questions; nothing was written.");
        assertThat(study).doesNotExist();
    }

    @Test
    void optionsAnswerWithoutATerminal() throws IOException {
        assertThat(withOptions("--subject", "id", "--time", "age", "--event", "sex", "--event-is", "f")
                        .exit())
                .isZero();
        assertThat(Files.readString(study)).contains("{time: \"age\", event: \"sex\", event_is: \"f\", unit: days}");
        assertThat(validated().exit()).isZero();
        assertThat(withOptions("--class", "sex").err()).contains("mine.yaml exists; choose another with --out");
        assertThat(withOptions("--class", "sex", "--force").exit()).isZero();
        assertThat(Files.readString(study)).contains("category: {column: \"sex\"}");
    }

    @Test
    void anEstimationStudyIsDraftedWithGroupsAndTerms() throws IOException {
        Files.writeString(
                folder.resolve("patients.csv"),
                Files.readString(folder.resolve("patients.csv")).replaceFirst("sex", "stage at entry,arm"));
        widen();
        assertThat(withOptions("--kind", "estimation", "--yes").exit()).isZero();
        assertThat(Files.readString(study))
                .contains(
                        "kind: estimation",
                        "  time_to_event: {time: \"time\", event: \"event\", unit: days}",
                        "  - characteristics: {columns: [\"age\", \"stage at entry\", \"arm\"]}",
                        "  - kaplan_meier: {by: [\"arm\"]}",
                        "  - log_rank: {by: [\"arm\"]}",
                        "  - cox: {terms: [\"age\", \"factor(`stage at entry`)\", \"arm\"]}");
        assertThat(validated().exit()).as(validated().err()).isZero();
    }

    /** Each row of the table with a stage from 1 to 3 before its last three values. */
    private void widen() throws IOException {
        Path file = folder.resolve("patients.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            lines.set(row, String.join(",", cells[0], cells[1], "" + (1 + row % 3), cells[2], cells[3], cells[4]));
        }
        Files.write(file, lines);
    }

    @Test
    void anEstimationStudyAsksForTimesOnly() throws IOException {
        Invocation asked = Invocation.typing("\n\n", "new", table, "--kind", "estimation", "--out", study.toString());
        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.err()).contains("1/2", "2/2").doesNotContain("to be predicted");
        assertThat(validated().exit()).isZero();
        assertThat(withOptions("--force", "--kind", "estimation", "--class", "sex")
                        .err())
                .contains("an estimation study is of times to an event, not of a class (sex)");
        assertThat(withOptions("--force", "--kind", "trial").err())
                .contains("such a study is not drafted from a table", "Drafted are: estimation, prediction.");
        assertThat(withOptions("--force", "--kind", "estimaton").err()).contains("did you mean 'estimation'?");
    }

    @Test
    void optionsThatDoNotFitAreRefusedInOneSentence() throws IOException {
        assertThat(withOptions("--time", "time").err()).contains("--time and --event go together");
        assertThat(withOptions("--time", "time", "--event", "event", "--class", "sex")
                        .err())
                .contains("ask for two outcomes");
        Invocation unknown = withOptions("--class", "sexx");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("--class sexx: the table has no such column (did you mean 'sex'?). It has: id, age");
        Files.writeString(folder.resolve("patients.csv"), "a,b\n1,2\n3,4\n");
        assertThat(withOptions().err()).contains("no column looks like an outcome; name it with --time COLUMN");
        assertThat(study).doesNotExist();
    }
}
