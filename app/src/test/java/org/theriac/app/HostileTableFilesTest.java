package org.theriac.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no tables, or not there, through the real command line: each with its exit code and what it says. */
class HostileTableFilesTest {
    @TempDir
    private Path folder;

    static List<HostileCase> tables() {
        return List.of(
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
    void aBadFileIsToldSo(HostileCase hostile) {
        hostile.check(folder);
    }
}
