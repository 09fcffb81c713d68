package org.theriac.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad tables, through the real command line: each with its exit code and what it says. */
class HostileTablesTest {
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
                        "Windows line ends", 0, "patients.csv, 60 rows, 5 columns", in -> in.replacing("\n", "\r\n")),
                HostileCase.of(
                        "word among numbers",
                        2,
                        "patients.csv, line 5, column 'age': found 'old' in a column where 59 of 60 values are numbers. Correct it, add it to missing:",
                        in -> in.cell(3, 1, "old")),
                HostileCase.of(
                        "word in the time",
                        2,
                        "patients.csv, line 5, column 'time': found 'later' in a column where 59 of 60 values are numbers.",
                        in -> in.cell(3, 3, "later")),
                HostileCase.of(
                        "dates as times",
                        2,
                        "column 'time' (time) does not hold numbers; a time to event is a number of days.",
                        in -> in.column(3, "2020-01-31")),
                HostileCase.of(
                        "thousands separators",
                        2,
                        "column 'time' holds numbers with commas inside quotation marks. … if they part thousands, take them out",
                        in -> in.cell(3, 3, "\"1,000\"")),
                HostileCase.of(
                        "both decimal marks",
                        2,
                        "column 'a' holds numbers with commas inside quotation marks. If these are decimal commas, set decimal: comma;",
                        in -> in.with("a,b", c -> "\"1,5\",2.5")),
                HostileCase.of("NaN in an input", 0, "s.yaml is a valid study", in -> in.cell(3, 1, "NaN")),
                HostileCase.of(
                        "infinite input",
                        2,
                        "patients.csv, line 5, column 'age': found 'inf' in a column where 59 of 60 values are numbers.",
                        in -> in.cell(3, 1, "inf").run()),
                HostileCase.of(
                        "infinite time",
                        2,
                        "patients.csv, line 5, column 'time': found 'Infinity'",
                        in -> in.cell(3, 3, "Infinity")),
                HostileCase.of(
                        "1e999 as time",
                        2,
                        "patients.csv, line 5, column 'time': found '1e999'",
                        in -> in.cell(3, 3, "1e999")),
                HostileCase.of(
                        "huge input",
                        2,
                        "input 'age' holds a number of the size 1.0E308, too large to reckon with. Look for a code or an error among its values",
                        in -> in.cell(3, 1, "1e308").run()),
                HostileCase.of(
                        "missing time", 0, "note: Rows without an outcome were left out. (1)", in -> in.cell(3, 3, "")),
                HostileCase.of("all times missing", 2, "none of the 60 rows has an outcome", in -> in.column(3, "NA")),
                HostileCase.of(
                        "negative time",
                        2,
                        "column 'time' (time) is negative or infinite in 1 of 60 rows, the first of them at patients.csv, line 5; … Correct or remove these rows.",
                        in -> in.cell(3, 3, "-1")),
                HostileCase.of(
                        "zero times",
                        2,
                        "column 'time' (time) is 0 in all 60 rows: nobody was followed up.",
                        in -> in.column(3, "0").run()),
                HostileCase.of(
                        "one time for all",
                        0,
                        "Every method on the same test rows",
                        in -> in.column(3, "5").run()),
                HostileCase.of(
                        "status coded 1 and 2",
                        2,
                        "column 'event' (event) holds 2; allowed are 1/0, true/false, yes/no. If another value means that the event was seen, name it: event_is:",
                        in -> in.rows(c -> new String[] {c[0], c[1], c[2], c[3], c[4].equals("1") ? "2" : "1"})),
                HostileCase.of(
                        "status of three codes",
                        2,
                        "column 'event' (event) holds 2; allowed are 1/0",
                        in -> in.cell(3, 4, "2")),
                HostileCase.of(
                        "status in words",
                        2,
                        "column 'event' (event) holds alive, dead; allowed are 1/0",
                        in -> in.rows(c -> new String[] {c[0], c[1], c[2], c[3], c[4].equals("1") ? "dead" : "alive"})),
                HostileCase.of(
                        "TRUE means alive",
                        2,
                        "column 'alive' (event): by its name, 1 or true may mean that the event was not seen. Say which value means 'seen'",
                        in -> in.with("alive", c -> c[4].equals("1") ? "FALSE" : "TRUE")
                                .set("task.outcome.time_to_event.event=alive")),
                HostileCase.of(
                        "1 means censored",
                        2,
                        "column 'censored' (event): by its name, 1 or true may mean that the event was not seen.",
                        in -> in.with("censored", c -> c[4].equals("1") ? "0" : "1")
                                .set("task.outcome.time_to_event.event=censored")),
                HostileCase.of(
                        "event_is is no value",
                        2,
                        "none of the 60 rows has the event: column 'event' holds 0, 1 and never dead (event_is).",
                        in -> in.set("task.outcome.time_to_event.event_is=dead").run()),
                HostileCase.of(
                        "no events",
                        2,
                        "none of the 60 rows has the event: column 'event' holds 0. Name the column that tells of the event",
                        in -> in.column(4, "0").run()),
                HostileCase.of(
                        "everybody has the event",
                        0,
                        "Every method on the same test rows",
                        in -> in.column(4, "1").run()),
                HostileCase.of(
                        "time and event are one column",
                        2,
                        "column 'time' (event) holds ",
                        in -> in.set("task.outcome.time_to_event.event=time")),
                HostileCase.of(
                        "one class",
                        2,
                        "column 'class' holds one class only (a) in 60 rows; telling classes apart needs rows of at least two.",
                        in -> in.with("class", c -> "a")
                                .study("{time_to_event: {time: time, event: event}}", "{category: {column: class}}")
                                .set("methods=[{prevalence: {}}]")),
                HostileCase.of(
                        "class of measurements",
                        2,
                        "numbers that stand for classes are whole, such as 0 and 1.",
                        in -> in.with("class", c -> c[1] + ".5")
                                .study("{time_to_event: {time: time, event: event}}", "{category: {column: class}}")
                                .set("methods=[{prevalence: {}}]")),
                HostileCase.of(
                        "a class in one row",
                        0,
                        "Every method on the same test rows",
                        in -> in.with("class", c -> c[0].equals("P01") ? "rare" : c[2])
                                .study("{time_to_event: {time: time, event: event}}", "{category: {column: class}}")
                                .set("methods=[{prevalence: {}}, {logistic: {}}]")
                                .run()),
                HostileCase.of(
                        "constant column",
                        0,
                        "note: Cox regression left out columns that are constant or follow from others: one.",
                        in -> in.with("one", c -> "1").run()),
                HostileCase.of(
                        "collinear columns",
                        0,
                        "note: Cox regression left out columns that are constant or follow from others: months.",
                        in -> in.with("months", c -> Integer.toString(12 * Integer.parseInt(c[1])))
                                .run()),
                HostileCase.of(
                        "more columns than rows",
                        0,
                        "note: Cox regression left out columns that are constant or follow from others: … more. … fewer than … events for each coefficient: expect overfitting.",
                        in -> in.with(
                                        IntStream.range(0, 80)
                                                .mapToObj(i -> "x" + i)
                                                .collect(Collectors.joining(",")),
                                        c -> IntStream.range(0, 80)
                                                .mapToObj(i -> Integer.toString((i + 3) * c[0].hashCode() % 101))
                                                .collect(Collectors.joining(",")))
                                .run()),
                HostileCase.of(
                        "empty column",
                        0,
                        "note: patients.csv: column 'empty' has no value in any row.",
                        in -> in.with("empty", c -> "").run()),
                HostileCase.of(
                        "column of texts",
                        0,
                        "s.yaml is a valid study",
                        in -> in.with("note", c -> "seen by Dr " + c[0])),
                HostileCase.of(
                        "subject missing",
                        2,
                        "patients.csv, line 5, column 'id': the subject is missing. Each row must name its subject",
                        in -> in.cell(3, 0, "")),
                HostileCase.of(
                        "one subject",
                        2,
                        "cannot make 2 folds of 1 different values of 'subject'",
                        in -> in.column(0, "P1")),
                HostileCase.of(
                        "cut-off archive",
                        2,
                        "patients.csv ends in the middle of its compressed data: it was cut off. Copy or download it again.",
                        in -> in.gzipped(bytes -> Arrays.copyOf(bytes, bytes.length / 2))),
                HostileCase.of(
                        "archive without its end",
                        2,
                        "patients.csv ends in the middle of its compressed data",
                        in -> in.gzipped(bytes -> Arrays.copyOf(bytes, bytes.length - 3))),
                HostileCase.of(
                        "damaged archive",
                        2,
                        "patients.csv is damaged: its compressed data cannot be unpacked",
                        in -> in.gzipped(bytes -> {
                            bytes[bytes.length - 6] ^= 0x55;
                            return bytes;
                        })),
                HostileCase.of(
                        "garbage after an archive",
                        0,
                        "patients.csv, 60 rows, 5 columns",
                        in -> in.gzipped(bytes -> Arrays.copyOf(bytes, bytes.length + 4))),
                HostileCase.of(
                        "not compressed but named so",
                        0,
                        "t.csv.gz, 4 rows, 3 columns",
                        in -> in.file(
                                        "t.csv.gz",
                                        "id,time,event\na,1,1\nb,2,0\nc,2,1\nd,3,1\n".getBytes(StandardCharsets.UTF_8))
                                .set("data.patients.table=t.csv.gz")),
                HostileCase.of(
                        "workbook named CSV",
                        2,
                        "patients.csv is an Excel workbook or another zip archive, not delimited text. Save the table as CSV",
                        in -> in.bytes(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0})),
                HostileCase.of(
                        "picture named CSV",
                        2,
                        "patients.csv is a picture, not delimited text.",
                        in -> in.bytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13})),
                HostileCase.of(
                        "CSV named as an array",
                        2,
                        "t.npz holds no arrays: it is not an archive of numpy.savez, or cut off.",
                        in -> in.file("t.npz", "id,time\n1,2\n".getBytes(StandardCharsets.UTF_8))
                                .set("data.patients.table=t.npz")),
                HostileCase.of(
                        "decompression bomb of one line",
                        2,
                        "patients.csv is not text: it holds a zero byte at character 1.",
                        in -> in.bytes(HostileInput.gzip(new byte[32 << 20]))),
                HostileCase.of(
                        "decompression bomb of letters",
                        2,
                        "patients.csv, line 1: the row that begins here has more than 16777216 characters.",
                        in -> {
                            byte[] b = new byte[17 << 20];
                            Arrays.fill(b, (byte) 'a');
                            return in.bytes(HostileInput.gzip(b));
                        }),
                HostileCase.of(
                        "compressed twice",
                        2,
                        "patients.csv is compressed twice, not delimited text.",
                        in -> in.bytes(
                                HostileInput.gzip(HostileInput.gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))))),
                HostileCase.of(
                        "no such table",
                        2,
                        "there is no table 'patient.csv' (patient.csv) (did you mean 'patients.csv'?).",
                        in -> in.set("data.patients.table=patient.csv")),
                HostileCase.of(
                        "folder as table",
                        2,
                        "table '.' is a folder; name a file in it.",
                        in -> in.set("data.patients.table=.")),
                HostileCase.of(
                        "path through a file",
                        2,
                        "there is no table 'patients.csv/t.csv' (patients.csv/t.csv). patients.csv is a file, not a folder.",
                        in -> in.set("data.patients.table=patients.csv/t.csv")),
                HostileCase.of(
                        "path with a zero",
                        2,
                        "is not a path: Nul character not allowed.",
                        in -> in.set("data.patients.table=\"a\\0b\"")),
                HostileCase.of(
                        "endless device",
                        2,
                        "/dev/zero is not text: it holds a zero byte at character 1.",
                        in -> in.set("data.patients.table=/dev/zero")),
                HostileCase.of("empty device", 2, "/dev/null is empty.", in -> in.set("data.patients.table=/dev/null")),
                HostileCase.of(
                        "no such data set",
                        2,
                        "there is no data set 'suport2' (did you mean 'support2'?); there are: support2,",
                        in -> in.set("data.patients.table=dataset:suport2")),
                HostileCase.of(
                        "dictionary that is not there",
                        2,
                        "there is no file d.yaml.",
                        in -> in.set("data.patients.dictionary=d.yaml")),
                HostileCase.of(
                        "dictionary of another table",
                        0,
                        "note: the dictionary describes columns that patients.csv does not have.",
                        in -> in.file("d.yaml", "height: {known: at}\n".getBytes(StandardCharsets.UTF_8))
                                .set("data.patients.dictionary=d.yaml")),
                HostileCase.of(
                        "dictionary that is a list",
                        2,
                        "d.yaml:1:1: found a list; allowed: keys with values.",
                        in -> in.file("d.yaml", "- age\n".getBytes(StandardCharsets.UTF_8))
                                .set("data.patients.dictionary=d.yaml")),
                HostileCase.of(
                        "level that the dictionary lacks",
                        2,
                        "patients.csv, line 2, column 'sex': found 'm', which is not among the levels: f.",
                        in -> in.file("d.yaml", "sex: {levels: [f]}\n".getBytes(StandardCharsets.UTF_8))
                                .set("data.patients.dictionary=d.yaml")),
                HostileCase.of(
                        "nothing known before",
                        2,
                        "cox: the task has no inputs; use kaplan_meier for a curve without covariates.",
                        in -> in.file(
                                        "d.yaml",
                                        "age: {known: after}\nsex: {known: after}\n".getBytes(StandardCharsets.UTF_8))
                                .set("data.patients.dictionary=d.yaml")
                                .run()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aBadTableIsToldSo(HostileCase hostile) {
        hostile.check(folder);
    }
}
