package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedStudyTest {
    @TempDir
    Path folder;

    private void refused(String yaml, String message) {
        Path study = Invocation.study(folder, yaml);
        Invocation told = Invocation.of("validate", study.toString());
        assertThat(told.err().replace(folder + "/", "")).isEqualTo("theriac: " + message + "\n");
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.out()).isEmpty();
    }

    /** Each line: what to replace in the study, by what, and the message. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            study: small | stduy: small | s.yaml:1:1: stduy: unknown key; did you mean 'study'? Allowed: study, kind, data, seed, report, task, methods, protocol, leaks.¶s.yaml:1:1: the key 'study' is missing: A word that names the study and the folder of its results: letters, digits, '.', '_', '-'.
            study: small | study: ../etc | s.yaml:1:8: study: found '../etc'; allowed: up to 80 letters (a-z), digits, '.', '_' and '-', beginning with a letter or a digit.
            study: small | study: [a] | s.yaml:1:8: study: found a list; allowed: a text.
            study: small | study: a¶study: b | s.yaml:2:1: study: the key stands here a second time; the first is in line 1
            study: small | study: a¶kind: predicton | s.yaml:2:7: kind: found 'predicton': unknown kind of study; did you mean 'prediction'? Allowed: prediction.
            study: small | study: a¶kind: [prediction] | s.yaml:2:7: kind: found a list; allowed: the word of a kind of study.
            study: small | study: a¶seed: 1.5 | s.yaml:2:7: seed: found '1.5'; allowed: a whole number.
            study: small | study: a¶seed: one | s.yaml:2:7: seed: found 'one'; allowed: a whole number.
            study: small | study: a¶report: {titel: x} | s.yaml:2:10: report.titel: unknown key; did you mean 'title'? Allowed: title, language, individuals, subjects, most_individuals, subgroups, importance.
            study: small | study: a¶report: x | s.yaml:2:9: report: found 'x'; allowed: keys with values.
            data: {patients: {table: patients.csv, subject: id}} | data: {} | s.yaml:2:1: data: names no table; write data: {patients: {table: …}}.
            data: {patients: {table: patients.csv, subject: id}} | data: patients.csv | s.yaml:2:7: data: found 'patients.csv'; allowed: keys with values.
            data: {patients: {table: patients.csv, subject: id}} | `` | s.yaml:1:1: the key 'data' is missing: The tables, by names of your choice.
            table: patients.csv, | `` | s.yaml:2:18: data.patients: the key 'table' is missing: Path of a delimited text file (plain or gzip) or of another known format, relative to the study file; dataset:NAME for a shipped one; or an address that a format connects to, such as jdbc:….
            subject: id | subjcet: id | s.yaml:2:40: data.patients.subjcet: unknown key; did you mean 'subject'? Allowed: table, format, subject, index_time, join, dictionary, delimiter, decimal, encoding, missing, types, files.
            subject: id | types: {age: nmber} | s.yaml:2:53: data.patients.types.age: found 'nmber'; did you mean 'number'? Allowed: number, category, text, file.
            task: {outcome: {time_to_event: {time: time, event: event}}} | `` | s.yaml:1:1: the key 'task' is missing: What is to be predicted, and from what.
            time_to_event | time_to_evnt | s.yaml:3:18: task.outcome.time_to_evnt: unknown outcome; did you mean 'time_to_event'? Allowed: category, competing_risks, time_to_event.
            {time: time, event: event} | {time: time} | s.yaml:3:33: task.outcome.time_to_event: the key 'event' is missing: Column that tells whether the event was seen (1/0, true/false, yes/no).
            {time_to_event: {time: time, event: event}} | survival | s.yaml:3:17: task.outcome: found 'survival': unknown outcome. Allowed: category, competing_risks, time_to_event.
            {iterated_risk: {steps: 20}} | {iterated_rsk: {}} | s.yaml:5:6: methods[0].iterated_rsk: unknown method; did you mean 'iterated_risk'? Allowed: iterated_risk.
            {iterated_risk: {steps: 20}} | {} | s.yaml:5:5: methods[0]: found keys with values; allowed: one method with its settings, such as {iterated_risk: {…}}. Allowed: iterated_risk.
            steps: 20 | stepz: 20 | s.yaml:5:22: methods[0].iterated_risk.stepz: unknown key; did you mean 'steps'? Allowed: column, steps, draws, direction, preset.
            steps: 20 | steps: 0 | s.yaml:5:29: methods[0].iterated_risk.steps: found '0'; allowed: a whole number from 1 to 1000000.
            steps: 20 | steps: 13 | s.yaml:5:21: methods[0].iterated_risk: 13 steps bring bad luck; take 12 or 14
            steps: 20 | direction: up | s.yaml:5:33: methods[0].iterated_risk.direction: found 'up'. Allowed: rising, falling.
            preset: long | preset: paper | s.yaml:6:30: methods[1].iterated_risk.preset: found 'paper': unknown preset. Allowed: long.
            {iterated_risk: {steps: 20}} | {iterated_risk: {}, name: Long} | s.yaml:6:5: methods[1]: a second method is named 'Long'; give each its own name.
            {iterated_risk: {steps: 20}} | {iterated_risk: {}, name: []} | s.yaml:5:31: methods[0].name: found a list; allowed: a name for the report.
            folds: 2 | folds: 1 | s.yaml:7:19: protocol.folds: found '1'; allowed: a whole number from 2 to 100.
            folds: 2 | folds: two | s.yaml:7:19: protocol.folds: found 'two'; allowed: a whole number from 2 to 100.
            folds: 2 | holdout: 0.2, test: {column: part} | s.yaml:7:11: protocol: holdout and test exclude each other: keep one
            folds: 2 | stratify: 1 | s.yaml:7:22: protocol.stratify: found '1'; allowed: true or false.
            folds: 2 | metrics: harrell_c | s.yaml:7:21: protocol.metrics: found 'harrell_c'; allowed: a list, such as [a, b].
            """)
    void isRefusedWithPlaceFindingAndRemedy(String replaced, String by, String message) {
        refused(Invocation.STUDY.replace(replaced, by.replace("¶", "\n")), message.replace("¶", "\n"));
    }

    @Test
    void syntaxErrorsNameTheirLine() {
        refused(
                "study: a\ndata: {b\n",
                "s.yaml:3:1: not valid YAML: expected ',' or '}', but got <stream end> while parsing a flow mapping.");
        refused("", "s.yaml is empty; 'theriac describe TABLE' drafts a study for a table.");
        refused("- a\n", "s.yaml:1:1: found a list; allowed: keys with values.");
        refused("just words", "s.yaml:1:1: found 'just words'; allowed: keys with values.");
    }

    @Test
    void bombsAreDefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        refused(
                bomb.toString(),
                "s.yaml: too large once its aliases are written out, or an alias that contains itself; write it without aliases");
    }

    @Test
    void severalProblemsAreToldTogether() {
        refused(
                Invocation.STUDY.replace("steps: 20", "steps: x").replace("folds: 2", "fold: 2"),
                "s.yaml:5:29: methods[0].iterated_risk.steps: found 'x'; allowed: a whole number from 1 to 1000000.\n"
                        + "s.yaml:7:12: protocol.fold: unknown key; did you mean 'folds'? Allowed: folds, holdout, test, by, stratify, "
                        + "validation, metrics, draws, level, reference, refit.");
    }

    @Test
    void missingFilesAreNamed() {
        Invocation told = Invocation.of("validate", folder.resolve("none.yaml").toString());
        assertThat(told.err()).isEqualTo("theriac: there is no file " + folder.resolve("none.yaml") + ".\n");
        assertThat(told.exit()).isEqualTo(2);
        Path study = Invocation.study(folder, Invocation.STUDY.replace("patients.csv", "patient.csv"));
        told = Invocation.of("validate", study.toString());
        assertThat(told.err()).contains("there is no table 'patient.csv'").contains("did you mean 'patients.csv'?");
        assertThat(told.exit()).isEqualTo(2);
    }

    @Test
    void aMissingColumnIsNamedWithThoseThatThereAre() {
        Path study = Invocation.study(folder, Invocation.STUDY.replace("subject: id", "subject: ID2"));
        Invocation told = Invocation.of("validate", study.toString());
        assertThat(told.err()).contains("has no column 'ID2' (subject:)").contains("id, age, sex, time, event");
        assertThat(told.exit()).isEqualTo(2);
        study = Invocation.study(folder, Invocation.STUDY.replace("time: time,", "time: tme,"));
        told = Invocation.of(
                "run", study.toString(), "--out", folder.resolve("out").toString());
        assertThat(told.err()).contains("has no column 'tme' (time)");
        assertThat(told.exit()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            protocol.metrics=[auc]                     | protocol.metrics names 'auc'
            protocol.reference=Best                    | protocol.reference names 'Best'; the study's methods are: Iterated risk, Long.
            protocol.by=site                           | protocol.by names 'site', which is neither 'subject' nor a column of the table.
            task.outcome.time_to_event.time=tme        | has no column 'tme' (time)
            task.outcome.time_to_event.event=age       | age
            task.inputs.only=[weight]                  | task.inputs.only names column 'weight', which the table does not have
            """)
    void whatDoesNotFitTheTableIsRefusedAsByARunBeforeAnythingIsFitted(String override, String message) {
        Path study = Invocation.study(folder, Invocation.STUDY);
        Invocation told = Invocation.of("validate", study.toString(), "--set", override);
        assertThat(told.err()).contains(message);
        assertThat(told.exit()).isEqualTo(2);
        String out = folder.resolve("out").toString();
        assertThat(Invocation.of("run", study.toString(), "--set", override, "--out", out)
                        .err())
                .isEqualTo(told.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            protocol.folds           | --set protocol.folds: expected path=value, such as protocol.folds=10.
            =3                       | --set =3: expected path=value, such as protocol.folds=10.
            protocol.folds=1         | --set protocol.folds=1: protocol.folds: found '1'; allowed: a whole number from 2 to 100.
            protocol.fold=3          | --set protocol.fold=3: protocol.fold: unknown key; did you mean 'folds'? Allowed: folds, holdout, test, by, stratify, validation, metrics, draws, level, reference, refit.
            methods[7].x=3           | --set methods[7].x=3: methods[7].x: there is no item [7] here: the list has 2 items, counted from 0.
            study.x=3                | --set study.x=3: study.x: there is no key 'x' here: found 'small'.
            protocol..folds=3        | --set protocol..folds=3: the path 'protocol..folds' cannot be read; write keys with dots and list numbers in brackets, such as methods[0].cox.ties.
            protocol.folds=[1        | --set protocol.folds=[1: protocol.folds: not valid YAML: expected ',' or ']', but got <stream end> while parsing a flow sequence.
            """)
    void overridesAreRefusedByName(String override, String message) {
        Path study = Invocation.study(folder, Invocation.STUDY);
        Invocation told = Invocation.of("validate", study.toString(), "--set", override);
        assertThat(told.err()).isEqualTo("theriac: " + message + "\n");
        assertThat(told.exit()).isEqualTo(2);
    }
}
