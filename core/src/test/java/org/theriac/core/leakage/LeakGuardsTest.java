package org.theriac.core.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.FileType;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.Stored;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.leakage.LeakFinding.Verdict;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Run;
import org.theriac.core.task.InputSelection;

class LeakGuardsTest {
    private static final int ROWS = 400;
    private static final TimeToEvent SURVIVAL = new TimeToEvent("time", "event", Optional.empty(), "days");

    private final SplittableRandom random = new SplittableRandom(5);
    private final List<Column<?>> columns = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private List<String> subjects =
            IntStream.range(0, ROWS).mapToObj(row -> "s" + row).toList();
    private LeakSettings settings = LeakSettings.DEFAULTS;
    private Outcome<?> outcome = SURVIVAL;
    private final double[] event = new double[ROWS];
    private final Map<String, SeenSubjects> begun = new HashMap<>();
    private final Run run = Run.inMemory(1);

    LeakGuardsTest() {
        double[] time = new double[ROWS];
        Arrays.setAll(time, row -> random.nextDouble());
        Arrays.setAll(event, row -> row % 5 < 2 ? 1 : 0);
        columns.add(new NumberColumn("time", time));
        columns.add(new NumberColumn("event", event));
    }

    private void numbers(String name, java.util.function.IntToDoubleFunction value) {
        columns.add(new NumberColumn(
                name, IntStream.range(0, ROWS).mapToDouble(value).toArray()));
    }

    private LeakReport report(int[] train, int[] test, String... keys) {
        Cohort cohort = new Cohort(columns, definitions, subjects);
        List<String> inputs = columns.stream()
                .map(Column::name)
                .filter(name -> !name.equals("time") && !name.equals("event"))
                .toList();
        List<String> all = new ArrayList<>(List.of(Cohort.SUBJECT));
        all.addAll(List.of(keys));
        Examined study = new Examined(
                cohort, outcome, inputs, List.of(new Part("test", train, test)), all, Map.copyOf(begun), settings);
        return LeakGuards.ofTables(study, run).and(LeakGuards.ofFiles(study, run));
    }

    private LeakReport report() {
        return report(
                IntStream.range(0, 300).toArray(), IntStream.range(300, ROWS).toArray());
    }

    private static List<LeakFinding> findings(LeakReport report, String guard) {
        return report.checks().stream()
                .filter(check -> check.id().equals(guard))
                .flatMap(check -> check.findings().stream())
                .toList();
    }

    @Test
    void anHonestTableRaisesNothing() {
        numbers("x", row -> random.nextDouble());
        assertThat(report().checks())
                .allSatisfy(check -> assertThat(check.findings()).isEmpty());
        assertThat(run.notices()).isEmpty();
    }

    @Test
    void aMethodMayNotStartFromAModelThatHasSeenATestSubject() {
        Cohort rows = new Cohort(columns, definitions, subjects);
        begun.put("Network", SeenSubjects.of(rows.take(new int[] {0, 1, 300, 301, 302})));
        LeakFinding finding = findings(report(), "seen_elsewhere").get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.STOPS);
        assertThat(finding.sentence())
                .isEqualTo(
                        "Method 'Network' starts from a model that has learned from 3 of the " + (ROWS - 300)
                                + " test subjects (test). Start from a model of other subjects, or leave the method's start: out.");

        begun.put("Network", SeenSubjects.of(rows.take(new int[] {0, 1, 2})));
        assertThat(findings(report(), "seen_elsewhere")).isEmpty();
    }

    @Test
    void aStartingModelThatNamesNobodyIsTold() {
        begun.put("Network", SeenSubjects.UNKNOWN);
        LeakFinding finding = findings(report(), "seen_elsewhere").get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.WARNS);
        assertThat(finding.sentence()).contains("that model does not say whom it has seen");
    }

    @Test
    void aLevelInWhichEverybodyHasTheEventStopsTheStudy() {
        numbers("discharge", row -> event[row] == 1 && row % 3 != 0 ? 9 : row % 2);
        LeakFinding finding = findings(report(), "determined_outcome").get(0);
        assertThat(finding.verdict()).isEqualTo(Verdict.STOPS);
        assertThat(finding.sentence())
                .startsWith(
                        "column 'discharge' gives the outcome away: all 80 rows with the value 9 have the event, as 40.0 % of all do."
                                + " Chance alone: less than 1 in 10^");
        assertThatThrownBy(() -> report().stopIfLeaking(InputSelection.DEFAULTS))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("to exclude:  task: {inputs: {except: [discharge]}}")
                .hasMessageContaining("to keep:     leaks: {keep: {discharge: \"why\"}}");
    }

    @Test
    void theLinesToWriteKeepWhatTheStudySaysAlready() {
        numbers("on", row -> event[row]);
        InputSelection d = InputSelection.DEFAULTS;
        assertThatThrownBy(() ->
                        report().stopIfLeaking(new InputSelection(d.known(), d.source(), List.of(), List.of("site"))))
                .hasMessageContaining("task: {inputs: {except: [site, \"on\"]}}");
        assertThatThrownBy(() -> report().stopIfLeaking(
                                new InputSelection(d.known(), d.source(), List.of("on", "age"), List.of())))
                .hasMessageContaining("task: {inputs: {only: [age]}}");
    }

    @Test
    void aTwentiethOfANumericColumnCountsAndEqualNumbersAreNeverParted() {
        // a fifth of the rows hold the largest number, all of them with the event: several twentieths that equal
        // numbers make one
        numbers("marker", row -> event[row] == 1 && row % 2 == 0 ? 100 : random.nextInt(50));
        assertThat(findings(report(), "determined_outcome")).singleElement().satisfies(finding -> {
            assertThat(finding.columns()).containsExactly("marker");
            assertThat(finding.count()).isEqualTo(60);
        });
        columns.removeIf(column -> column.name().equals("marker"));
        numbers("zeros", row -> row % 3 == 0 ? row : 0);
        List<ValueGroups.Group> groups = ValueGroups.of(columns.get(2), 1);
        assertThat(groups).extracting(ValueGroups.Group::where).containsOnlyOnce("with the value 0");
        assertThat(groups.stream().mapToInt(group -> group.rows().length).sum()).isEqualTo(ROWS);
    }

    @Test
    void aValueThatIsAbsentBecauseOfTheEventCounts() {
        numbers("interview", row -> event[row] == 1 ? Double.NaN : random.nextInt(5));
        assertThat(findings(report(), "determined_outcome").get(0).sentence())
                .contains("rows without a value have the event");
    }

    @Test
    void fewerThanThirtyRowsAndGroupsInWhichNobodyHasTheEventDoNotCount() {
        numbers("few", row -> event[row] == 1 && row < 60 ? 1 : 0);
        numbers("spared", row -> event[row] == 0 && row % 2 == 0 ? 1 : 0);
        // everybody with spared = 0 would have to have the event for it to be named
        assertThat(findings(report(), "determined_outcome")).isEmpty();
    }

    @Test
    void rowsOfOneSubjectCountOnce() {
        subjects = IntStream.range(0, ROWS).mapToObj(row -> "s" + row / 40).toList();
        Arrays.setAll(event, row -> row / 40 % 2);
        columns.set(1, new NumberColumn("event", event));
        numbers("ward", row -> event[row]);
        assertThat(findings(
                        report(
                                IntStream.range(0, 320).toArray(),
                                IntStream.range(320, ROWS).toArray()),
                        "determined_outcome"))
                .isEmpty();
    }

    @Test
    void anEventThatNearlyEverybodyHasIsNotLookedAt() {
        Arrays.setAll(event, row -> row % 20 == 0 ? 0 : 1);
        columns.set(1, new NumberColumn("event", event));
        numbers("sick", row -> row % 20 < 19 && row % 20 > 0 ? 1 : 0);
        assertThat(findings(report(), "determined_outcome")).isEmpty();
    }

    @Test
    void aLevelThatDeterminesTheClassIsNamedWhicheverClassItIs() {
        int[] codes = IntStream.range(0, ROWS).map(row -> row % 3).toArray();
        columns.add(new CategoryColumn("tumour", List.of("benign", "malignant", "normal"), codes));
        columns.remove(0);
        outcome = new Category("event", List.of("0.0", "1.0"), Optional.empty());
        columns.set(0, new CategoryColumn("event", List.of("benign", "malignant", "normal"), codes));
        outcome = new Category("event", List.of("benign", "malignant", "normal"), Optional.empty());
        columns.remove(1);
        numbers("code", row -> codes[row] == 1 ? 7 : row % 2);
        assertThat(findings(report(), "determined_outcome").get(0).sentence())
                .contains("all 100 rows with the value 7 are of class malignant, as 33.3 % of all do");
    }

    @Test
    void theGuardSeesNoRowOfATestSetThatIsApart() {
        numbers("marked", row -> row >= 300 && event[row] == 1 ? 1 : 0);
        assertThat(findings(report(), "determined_outcome")).isEmpty();
    }

    @Test
    void aColumnThatIdentifiesIsNamedWithoutItsValues() {
        numbers("mrn", row -> event[row] == 1 ? 4711 : row);
        assertThat(findings(report(), "determined_outcome").get(0).sentence())
                .contains("rows with some of its values have the event")
                .doesNotContain("4711");
    }

    @Test
    void copiesStopTheStudyUnlessTheyAreFewOrExplained() {
        double[] x =
                IntStream.range(0, ROWS).mapToDouble(row -> random.nextDouble()).toArray();
        double[] time = ((NumberColumn) columns.get(0)).values();
        for (int copy = 0; copy < 5; copy++) {
            x[395 + copy] = x[copy];
            time[395 + copy] = time[copy];
            event[395 + copy] = event[copy];
        }
        columns.set(0, new NumberColumn("time", time));
        columns.set(1, new NumberColumn("event", event));
        columns.add(new NumberColumn("x", x));
        assertThat(findings(report(), "shared_row"))
                .first()
                .satisfies(finding -> assertThat(finding.sentence())
                        .startsWith(
                                "5 of 100 test rows (test) hold the same inputs and the same outcome as a training row")
                        .contains("First: row 396, which equals row 1."));
        settings = new LeakSettings(Map.of(), Optional.of("twins"));
        assertThat(findings(report(), "shared_row")).first().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.KEPT);
            // the report, which may leave the hospital, points at no row
            assertThat(finding.sentence()).doesNotContain("row 396");
        });
        settings = LeakSettings.DEFAULTS;
        x[395] += 1;
        for (int copy = 1; copy < 5; copy++) {
            time[395 + copy] += 1;
        }
        columns.set(0, new NumberColumn("time", time));
        columns.set(2, new NumberColumn("x", x));
        assertThat(findings(report(), "shared_row")).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.WARNS);
            assertThat(finding.count()).isEqualTo(4);
        });
    }

    @Test
    void rowsThatAreAlikeByChanceAreNoCopies() {
        columns.set(
                0,
                new NumberColumn(
                        "time",
                        IntStream.range(0, ROWS).mapToDouble(row -> 1 + row % 7).toArray()));
        numbers("sex", row -> random.nextInt(2));
        numbers("stage", row -> random.nextInt(4));
        assertThat(findings(report(), "shared_row"))
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.WARNS));
    }

    @Test
    void aKeyOnBothSidesStopsTheStudyAndNoReasonHelps() {
        numbers("x", row -> random.nextDouble());
        columns.add(new CategoryColumn(
                "site",
                List.of("A", "B"),
                IntStream.range(0, ROWS).map(row -> row % 2).toArray()));
        settings = new LeakSettings(Map.of("site", "whatever"), Optional.of("whatever"));
        LeakReport report = report(
                IntStream.range(0, 300).toArray(), IntStream.range(300, ROWS).toArray(), "site");
        assertThatThrownBy(() -> report.stopIfLeaking(InputSelection.DEFAULTS))
                .hasMessage(
                        "2 values of 'site' stand among both the training and the test rows (test). Part the rows by it (protocol: {by:"
                                + " site}) without marking test rows, or correct the column that marks them.");
    }

    @Test
    void aColumnKnownLaterStopsUnlessItIsKeptWithAReason() {
        numbers("los", row -> random.nextDouble());
        definitions.add(new Definition(
                "los",
                "Length of stay",
                Optional.of("days"),
                Optional.empty(),
                Definition.Known.AFTER,
                Definition.Source.MEASURED,
                List.of(),
                Optional.of("Known at discharge.")));
        assertThat(findings(report(), "known_later").get(0).sentence())
                .isEqualTo(
                        "column 'los' (Length of stay) is known only after the moment of prediction, says the data dictionary: Known at"
                                + " discharge.");
        settings = new LeakSettings(Map.of("los", "the prediction is made at discharge"), Optional.empty());
        LeakReport kept = report();
        kept.stopIfLeaking(InputSelection.DEFAULTS);
        assertThat(findings(kept, "known_later").get(0).reason()).isEqualTo("the prediction is made at discharge");
        assertThat(kept.json().toString())
                .contains("\"verdict\":\"kept\",\"sentence\"")
                .contains("the prediction is made at discharge");
    }

    /** A text of its own in each file. */
    private record Note() implements FileType<String> {
        @Override
        public String id() {
            return "note";
        }

        @Override
        public String purpose() {
            return "Texts.";
        }

        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public String decode(StoredFile file) {
            return file.name();
        }

        @Override
        public long memory(String value) {
            return 1;
        }

        @Override
        public String example(int number) {
            return "" + number;
        }
    }

    /** A stored text whose digest is itself. */
    private record Written(String name) implements Stored<String> {
        @Override
        public String decode() {
            return new String(
                    new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8)).readAllBytes(),
                    StandardCharsets.UTF_8);
        }

        @Override
        public String digest() {
            return name;
        }
    }

    private void files(int copies) {
        columns.add(new FileColumn<>(
                "scan",
                new Note(),
                IntStream.range(0, ROWS)
                        .mapToObj(row -> Optional.of(new Written("" + (row >= ROWS - copies ? row - 300 : row))))
                        .toList()));
    }

    @Test
    void manyFilesOnBothSidesStopTheStudyAndFewAreCounted() {
        files(7);
        assertThatThrownBy(() -> report().stopIfLeaking(InputSelection.DEFAULTS))
                .hasMessageStartingWith(
                        "column 'scan': 7 of 100 test rows (test) hold a file that a training row holds too, byte for byte;"
                                + " first the test row 394 and the training row 94.")
                .hasMessageContaining("to keep:     leaks: {copies: \"why\"}");
        columns.remove(columns.size() - 1);
        files(1);
        report().stopIfLeaking(InputSelection.DEFAULTS);
        assertThat(run.notices()).anySatisfy(notice -> assertThat(notice.code()).isEqualTo("shared-file"));
    }
}
