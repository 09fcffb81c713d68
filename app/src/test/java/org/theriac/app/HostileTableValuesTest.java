package org.theriac.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables whose values do not do, through the real command line: each with its exit code and what it says. */
class HostileTableValuesTest {
    @TempDir
    private Path folder;

    static List<HostileCase> tables() {
        return List.of(
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
                        in -> in.column(0, "P1")));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void badValuesAreToldSo(HostileCase hostile) {
        hostile.check(folder);
    }
}
