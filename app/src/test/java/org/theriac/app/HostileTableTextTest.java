package org.theriac.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that is no table, or in no known encoding, through the real command line: each with its exit code and what it says. */
class HostileTableTextTest {
    @TempDir
    private Path folder;

    static List<HostileCase> tables() {
        return List.of(
                HostileCase.of(
                        "nothing",
                        2,
                        "patients.csv is empty. A table is a line of column names, then one line for each row.",
                        in -> in.text("")),
                HostileCase.of("blank lines", 2, "patients.csv is empty.", in -> in.text("\n \n\n")),
                HostileCase.of(
                        "header only",
                        2,
                        "patients.csv has a header but no rows.",
                        in -> in.text("id,age,sex,time,event\n")),
                HostileCase.of(
                        "one row",
                        2,
                        "cannot make 2 folds of 1 different values of 'subject'; ask for fewer folds.",
                        in -> in.text("id,age,sex,time,event\nP1,50,f,3,1\n")),
                HostileCase.of(
                        "two rows",
                        2,
                        "None of the 1 rows has the event, so no hazard can be estimated.",
                        in -> in.text("id,age,sex,time,event\nP1,50,f,3,1\nP2,50,f,3,0\n")
                                .run()),
                HostileCase.of(
                        "short row",
                        2,
                        "patients.csv, line 31: found 2 fields, expected 5 as in the header. Look for a delimiter or a line end inside a value",
                        in -> in.replacing("P30,.*", "P30,40")),
                HostileCase.of(
                        "long row",
                        2,
                        "patients.csv, line 31: found 6 fields, expected 5 as in the header.",
                        in -> in.replacing("P30,(.*)", "P30,$1,7")),
                HostileCase.of(
                        "open quote",
                        2,
                        "patients.csv, line 31: the quotation mark that opens here is never closed.",
                        in -> in.replacing("P30,", "\"P30,")),
                HostileCase.of(
                        "text after quote",
                        2,
                        "patients.csv, line 31: text follows a closing quotation mark. Inside quotation marks, write a quotation mark twice.",
                        in -> in.replacing("P30,", "\"P30\"x,")),
                HostileCase.of(
                        "gigantic field",
                        2,
                        "patients.csv, line 31: the row that begins here has more than 16777216 characters.",
                        in -> in.replacing("P30,", "P30" + "x".repeat(17 << 20) + ",")),
                HostileCase.of(
                        "too many fields",
                        2,
                        "patients.csv, line 1: more than 100000 fields in one row.",
                        in -> in.text(",".repeat(100_001) + "\n1\n")),
                HostileCase.of(
                        "duplicated column",
                        2,
                        "patients.csv, line 1: columns 2 and 3 are both named 'age'. Give each column a name of its own.",
                        in -> in.replacing("id,age,sex", "id,age,age")),
                HostileCase.of(
                        "unnamed column",
                        0,
                        "note: patients.csv: columns without a name were named by their position, such as column_1.",
                        in -> in.replacing("id,age,sex", "id,,sex")),
                HostileCase.of(
                        "control characters in a name",
                        2,
                        "the table has no column 'tme' (time); its columns are: id, \\x1b[31mage, sex, time, event.",
                        in -> in.replacing("id,age", "id,\u001b[31mage").set("task.outcome.time_to_event.time=tme")),
                HostileCase.of(
                        "control characters in a value",
                        2,
                        "patients.csv, line 5, column 'time': found '\\x1b[2J' in a column where 59 of 60 values are numbers.",
                        in -> in.cell(3, 3, "\u001b[2J")),
                HostileCase.of(
                        "only delimiters",
                        2,
                        "patients.csv has no column 'id' (subject:); its columns are: column_1",
                        in -> in.text(",,\n,,\n")),
                HostileCase.of(
                        "UTF-8 with mark",
                        0,
                        "s.yaml is a valid study",
                        in -> in.encoded(StandardCharsets.UTF_8, 0xef, 0xbb, 0xbf)),
                HostileCase.of(
                        "UTF-16 with mark",
                        0,
                        "s.yaml is a valid study",
                        in -> in.encoded(StandardCharsets.UTF_16LE, 0xff, 0xfe)),
                HostileCase.of(
                        "UTF-16 without mark",
                        2,
                        "patients.csv is not text: it holds a zero byte at character 2. If it is UTF-16 without a byte order mark, set encoding: utf_16le",
                        in -> in.encoded(StandardCharsets.UTF_16LE)),
                HostileCase.of(
                        "UTF-16 cut in the middle of a character",
                        2,
                        "patients.csv is not text in UTF-8 or Windows-1252; set encoding: to what it was written in.",
                        in -> in.bytes(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0, '\n', 0, '1'})),
                HostileCase.of(
                        "Latin-1",
                        0,
                        "note: patients.csv is not UTF-8; it was read as Windows-1252 (set encoding: to read it otherwise).",
                        in -> in.bytes("id,größe,time,event\nA,1,2,1\nB,2,3,0\nC,3,3,1\nD,4,5,1\n"
                                .getBytes(StandardCharsets.ISO_8859_1))),
                HostileCase.of(
                        "Latin-1 said to be UTF-8",
                        2,
                        "patients.csv is not text in UTF-8; set encoding: to what it was written in.",
                        in -> in.bytes("id,größe,time,event\nA,1,2,1\n".getBytes(StandardCharsets.ISO_8859_1))
                                .set("data.patients.encoding=utf_8")),
                HostileCase.of(
                        "zero byte late",
                        2,
                        "patients.csv is not text: it holds a zero byte at character 591.",
                        in -> in.cell(40, 2, "f\u0000")),
                HostileCase.of(
                        "old Mac line ends", 0, "patients.csv, 60 rows, 5 columns", in -> in.replacing("\n", "\r")),
                HostileCase.of(
                        "Windows line ends", 0, "patients.csv, 60 rows, 5 columns", in -> in.replacing("\n", "\r\n")));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aBadTextIsToldSo(HostileCase hostile) {
        hostile.check(folder);
    }
}
