package org.theriac.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad study files, through the real command line: each with its exit code and what it says. */
class HostileStudiesTest {
    @TempDir
    private Path folder;

    static List<HostileCase> studies() {
        return List.of(
                HostileCase.of(
                        "no study",
                        2,
                        "s.yaml is empty; 'theriac describe TABLE' drafts a study for a table.",
                        in -> in.study("\n")),
                HostileCase.of(
                        "binary",
                        2,
                        "s.yaml is not text in UTF-8; save it in that encoding.",
                        in -> in.file("s.yaml", new byte[] {0, 1, 2, (byte) 0xff})),
                HostileCase.of(
                        "control character",
                        2,
                        "s.yaml: not valid YAML: special characters are not allowed.",
                        in -> in.study("study: a\u0007\n")),
                HostileCase.of(
                        "Latin-1",
                        2,
                        "s.yaml is not text in UTF-8; save it in that encoding.",
                        in -> in.file("s.yaml", "study: a # größe\n".getBytes(StandardCharsets.ISO_8859_1))),
                HostileCase.of(
                        "byte order mark",
                        0,
                        "s.yaml is a valid study",
                        in -> in.study("study: hostile", "\uFEFFstudy: hostile")),
                HostileCase.of(
                        "tabs",
                        2,
                        "s.yaml:3:1: not valid YAML: found character '\\t(TAB)' that cannot start any token. … indent with spaces, not tabs.",
                        in -> in.study("data: {", "data:\n\tpatients: {")),
                HostileCase.of(
                        "two documents",
                        2,
                        "s.yaml:2:1: not valid YAML: but found another document",
                        in -> in.study("study: a\n---\nstudy: b\n")),
                HostileCase.of(
                        "a Java object",
                        2,
                        "s.yaml:1:8: not valid YAML: Global tag is not allowed",
                        in -> in.study("study: !!java.net.URL [\"http://a\"]\n")),
                HostileCase.of(
                        "deep nesting",
                        2,
                        "s.yaml: not valid YAML: Nesting Depth exceeded max 50.",
                        in -> in.study("study: " + "[".repeat(5000) + "]".repeat(5000))),
                HostileCase.of(
                        "two million characters",
                        2,
                        "s.yaml has 2000002 characters; a file of settings has at most 1000000. Is it a table?",
                        in -> in.study("# " + "x".repeat(2_000_000))),
                HostileCase.of(
                        "gigantic",
                        2,
                        "s.yaml has 5000002 bytes; a file of settings has at most 1000000 characters. Is it a table?",
                        in -> in.study("# " + "x".repeat(5_000_000))),
                HostileCase.of(
                        "bomb of aliases",
                        2,
                        "s.yaml: too large once its aliases are written out, or an alias that contains itself; write it without aliases",
                        in -> in.study(bomb())),
                HostileCase.of(
                        "alias of itself",
                        2,
                        "or an alias that contains itself; write it without aliases",
                        in -> in.study("study: &a [*a]\n")),
                HostileCase.of(
                        "unknown alias",
                        2,
                        "s.yaml:1:8: not valid YAML: found undefined alias a.",
                        in -> in.study("study: *a\n")),
                HostileCase.of(
                        "key twice",
                        2,
                        "s.yaml:2:1: study: the key stands here a second time; the first is in line 1",
                        in -> in.study("study: hostile", "study: hostile\nstudy: b")),
                HostileCase.of(
                        "list as key",
                        2,
                        "a key is a single word; found a list or keys in its place",
                        in -> in.study("? [a, b]\n: c\n")),
                HostileCase.of(
                        "unknown key",
                        2,
                        "s.yaml:5:1: protocoll: unknown key; did you mean 'protocol'? Allowed: study,",
                        in -> in.study("protocol:", "protocoll:")),
                HostileCase.of(
                        "number with a unit",
                        2,
                        "protocol.folds: found '5x'; allowed: a whole number from 2 to 100.",
                        in -> in.set("protocol.folds=5x")),
                HostileCase.of(
                        "number beyond all bounds",
                        2,
                        "seed: found '99999999999999999999999'; allowed: a whole number.",
                        in -> in.set("seed=99999999999999999999999")),
                HostileCase.of(
                        "NaN as setting",
                        2,
                        "protocol.level: found '.nan'; allowed: a number from 0.5 to 0.999.",
                        in -> in.set("protocol.level=.nan")),
                HostileCase.of(
                        "infinite setting",
                        2,
                        "methods[0].cox.ridge: found '.inf'; allowed: a number of at least 0.",
                        in -> in.set("methods=[{cox: {ridge: .inf}}]")),
                HostileCase.of(
                        "octal-looking number",
                        2,
                        "protocol.folds: found '0o5'; allowed: a whole number from 2 to 100.",
                        in -> in.set("protocol.folds=0o5")),
                HostileCase.of(
                        "table named as a text",
                        2,
                        "data: found 'patients.csv'; allowed: keys with values.",
                        in -> in.set("data=patients.csv")),
                HostileCase.of(
                        "two tables",
                        2,
                        "data: names 2 tables (patients, more); a prediction study reads one, to which others are joined.",
                        in -> in.set("data.more={table: patients.csv}")),
                HostileCase.of(
                        "method for another outcome",
                        2,
                        "method 'logistic' predicts category; the study's outcome is time to event",
                        in -> in.set("methods=[{logistic: {}}]")),
                HostileCase.of(
                        "no methods",
                        2,
                        "methods: names no method. Allowed: kaplan_meier,",
                        in -> in.set("methods=[]")),
                HostileCase.of(
                        "column that is not there",
                        2,
                        "cox: columns names 'agee', which is not an input of this task; its inputs are: age, sex.",
                        in -> in.set("methods=[{cox: {columns: [agee]}}]").run()),
                HostileCase.of(
                        "outcome as input",
                        2,
                        "cox: columns names 'time', which is not an input of this task; its inputs are: age, sex.",
                        in -> in.set("methods=[{cox: {columns: [time]}}]").run()),
                HostileCase.of(
                        "more folds than subjects",
                        2,
                        "cannot make 61 folds of 60 different values of 'subject'; ask for fewer folds.",
                        in -> in.set("protocol.folds=61")),
                HostileCase.of(
                        "test rows that nobody marks",
                        2,
                        "column 'sex' marks 0 of 60 rows as 'x'; a test set needs some rows",
                        in -> in.set("protocol.test={column: sex, value: x}")),
                HostileCase.of(
                        "test rows of the same subjects",
                        2,
                        "1 subjects stand among both the training and the test rows (test). Part the rows by subject, or correct the column",
                        in -> in.column(0, "P1").set("protocol.test={column: sex, value: f}")),
                HostileCase.of(
                        "metric of another outcome",
                        2,
                        "protocol.metrics names 'auc'; for this outcome there are: harrell_c,",
                        in -> in.set("protocol.metrics=[auc]")),
                HostileCase.of(
                        "excluding everything",
                        2,
                        "cox: the task has no inputs; use kaplan_meier for a curve without covariates.",
                        in -> in.set("task.inputs.except=[age, sex]").run()),
                HostileCase.of(
                        "excluding what is not there",
                        2,
                        "task.inputs.except names column 'agee', which the table does not have",
                        in -> in.set("task.inputs.except=[agee]")),
                HostileCase.of(
                        "subject column that is not there",
                        2,
                        "patients.csv has no column 'pid' (subject:) (did you mean 'id'?); its columns are: id, age, sex, time, event.",
                        in -> in.set("data.patients.subject=pid")));
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append(String.format(Locale.ROOT, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1));
        }
        return bomb.toString();
    }

    @ParameterizedTest
    @MethodSource("studies")
    void aBadStudyFileIsToldSo(HostileCase hostile) {
        hostile.check(folder);
    }
}
