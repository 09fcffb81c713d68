package org.theriac.survival.systems.lassonet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.theriac.survival.systems.lassonet.PlantedSelection.cohort;
import static org.theriac.survival.systems.lassonet.PlantedSelection.quick;
import static org.theriac.survival.systems.lassonet.PlantedSelection.run;
import static org.theriac.survival.systems.lassonet.PlantedSelection.task;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Notice;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/** What LassoNet says of inputs and outcomes that it cannot use, or can only use with a warning. */
class SelectionInputsTest {
    private static final String PENALTY = "choose: {penalty: {lambda: 0.5}}";

    private static Map<String, Notice> notices(LassoNetSettings settings, Cohort cohort) {
        Run run = run(1);
        new LassoNet(settings).fit(task(cohort), cohort, cohort.none(), run).close();
        return run.notices().stream().collect(Collectors.toMap(Notice::code, notice -> notice));
    }

    private static NumberColumn filled(String name, int rows, double value) {
        double[] values = new double[rows];
        Arrays.fill(values, value);
        return new NumberColumn(name, values);
    }

    @Test
    void ordinaryInputsGiveNoNotice() {
        assertThat(notices(quick(PENALTY), cohort(120, 4, 1))).isEmpty();
    }

    @Test
    void copiesAndMirrorImagesAreNamed() {
        Cohort cohort = cohort(120, 4, 1);
        double[] mirrored = Arrays.stream(cohort.numbers("x2").values())
                .map(value -> 7 - 3 * value)
                .toArray();
        Cohort doubled = cohort.with(List.of(new NumberColumn("x2mirror", mirrored)));
        Notice notice = Objects.requireNonNull(notices(quick(PENALTY), doubled).get("duplicated-inputs"));
        assertThat(notice.sentence()).contains("x2 = x2mirror").contains("Leave all but one out");
        assertThat(notice.count()).isEqualTo(1);
    }

    @Test
    void constantInputsAreCountedAndTakeNoPart() {
        Cohort cohort = cohort(120, 4, 1).with(List.of(filled("x9", 120, 5)));
        Run run = run(1);
        try (var model = new LassoNet(quick(PENALTY)).fit(task(cohort), cohort, cohort.none(), run)) {
            assertThat(model.state().facts().get("inputs").toString()).doesNotContain("x9");
        }
        assertThat(run.notices()).extracting(Notice::code).containsExactly("constant-inputs");
    }

    @Test
    void inputsOfWhichNoneVariesAreRefused() {
        Cohort cohort = cohort(50, 2, 1).with(List.of(filled("x0", 50, 1), filled("x1", 50, 2)));
        assertThatThrownBy(() -> notices(quick(PENALTY), cohort))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("no input varies over the 50 training rows");
    }

    @Test
    void switchingOffStandardisingIsWarnedOf() {
        assertThat(notices(quick(PENALTY + ", preparation: {standardise: false}"), cohort(120, 4, 1)))
                .containsOnlyKeys("not-standardised");
    }

    @Test
    void moreInputsThanRowsWithoutValidationIsWarnedOf() {
        assertThat(notices(quick(PENALTY), cohort(30, 40, 1))).containsOnlyKeys("selection-not-validated");
    }

    @Test
    void aPathThatJumpsFromMoreInputsThanWantedToNoneIsWarnedOf() {
        LassoNetSettings coarse = PlantedSelection.settings(
                "m: 0, dense: {epochs: 5}, path: {lambda_start: 0.0001, multiplier: 10, epochs: 50, patience: 50},"
                        + " choose: {keep: {inputs: 1}}");
        Cohort cohort = cohort(200, 2, 1);
        assertThat(notices(coarse, cohort)).containsOnlyKeys("more-inputs-kept");
    }

    @Test
    void fewerThanTenEventsInAFoldIsWarnedOf() {
        assertThat(notices(quick("choose: {cross_validation: {folds: 5}}"), cohort(60, 3, 1)))
                .containsOnlyKeys("few-events-per-fold");
    }

    @Test
    void aPathThatEndsAtOnceIsWarnedOf() {
        LassoNetSettings large = PlantedSelection.settings(
                "m: 0, dense: {epochs: 5}, path: {lambda_start: 1000, epochs: 50, patience: 50}, " + PENALTY);
        assertThat(notices(large, cohort(120, 4, 1))).containsOnlyKeys("path-too-short");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {a: [x0, x1], b: [x1, x2]}     | these stand in more than one group, or twice: x1
            {a: [x0, x1]}                  | these stand in no group: x2
            {a: [x0, x1], b: [x2, x7]}     | these are no inputs: x7
            {a: [x0, x0], b: [x1, x2]}     | these stand in more than one group, or twice: x0
            """)
    void groupsThatAreNoPartitionAreRefusedByName(String groups, String message) {
        Cohort cohort = cohort(60, 3, 1);
        assertThatThrownBy(() -> notices(quick(PENALTY + ", groups: " + groups), cohort))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("every input must stand in exactly one group")
                .hasMessageContaining(message);
    }

    @Test
    void rowsWithoutEventsAreRefused() {
        Cohort cohort = cohort(50, 2, 1).with(List.of(filled("event", 50, 0)));
        assertThatThrownBy(() -> notices(quick(PENALTY), cohort))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("none of the 50 training rows has an event");
    }

    @Test
    void exchangedColumnsOfTheOutcomeAreRefused() {
        Cohort cohort = cohort(50, 2, 1);
        TimeToEvent exchanged = new TimeToEvent("event", "time", Optional.empty(), "years");
        Task<TimeToEvent> task = new Task<>(exchanged, List.of("x0", "x1"));
        assertThatThrownBy(() -> new LassoNet(quick(PENALTY)).fit(task, cohort, cohort.none(), run(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("column 'time' (event) holds");
        Cohort indicator = cohort.with(
                List.of(new NumberColumn("time", cohort.numbers("event").values())));
        assertThatThrownBy(() -> notices(quick(PENALTY), indicator))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("see that time and event are not exchanged");
    }

    @Test
    void missingValuesAndTimesOfZeroAreUsed() {
        Cohort cohort = cohort(120, 3, 1);
        double[] gaps = cohort.numbers("x0").values().clone();
        double[] time = cohort.numbers("time").values().clone();
        for (int row = 0; row < 120; row += 4) {
            gaps[row] = Double.NaN;
            time[row] = 0;
        }
        Cohort holed = cohort.with(List.of(new NumberColumn("x0", gaps), new NumberColumn("time", time)));
        try (var model = new LassoNet(quick(PENALTY)).fit(task(holed), holed, holed.none(), run(1))) {
            assertThat(model.predict(holed).risk(0)).isFinite();
            assertThat(model.state().array("skip.weight").doubles()).hasSize(4);
            assertThat(model.state().facts().get("inputs")).hasSize(3);
        }
    }
}
