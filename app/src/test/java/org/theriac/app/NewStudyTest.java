package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
