package org.theriac.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;

class IntervalRowsTest {
    private static final TimeToEvent OUTCOME =
            new TimeToEvent("stop", "event", Optional.empty(), "days", Optional.of("start"));

    private static Cohort cohort(double[] start, double[] stop, double[] event, String... subjects) {
        int[] lines = new int[subjects.length];
        for (int row = 0; row < lines.length; row++) {
            lines[row] = row + 2;
        }
        return new Cohort(
                        List.of(
                                new NumberColumn("start", start),
                                new NumberColumn("stop", stop),
                                new NumberColumn("event", event)),
                        List.of(),
                        List.of(subjects))
                .readFrom("visits.csv", lines);
    }

    @Test
    void rowsOfASubjectFollowOneAnotherInAnyOrder() {
        Cohort cohort = cohort(
                new double[] {5, 0, 0, 2.5}, new double[] {9, 5, 2, 4}, new double[] {1, 0, 0, 0}, "a", "a", "b", "b");
        assertThat(OUTCOME.observed(cohort)).containsExactly(true, true, true, true);
        assertThat(OUTCOME.truth(cohort).entry().orElseThrow()).containsExactly(5, 0, 0, 2.5);
        assertThat(OUTCOME.columns()).containsExactly("stop", "event", "start");
    }

    @Test
    void gapsAreCounted() {
        Cohort cohort = cohort(new double[] {0, 5, 8, 0}, new double[] {5, 7, 9, 4}, new double[4], "a", "a", "a", "b");
        assertThat(OUTCOME.remarks(cohort)).singleElement().satisfies(remark -> {
            assertThat(remark.code()).isEqualTo("gaps");
            assertThat(remark.count()).isEqualTo(1);
        });
        assertThat(OUTCOME.remarks(cohort.take(new int[] {0, 1, 3}))).isEmpty();
    }

    @Test
    void anEntryThatIsNotBeforeItsTimeIsNamedByItsPlace() {
        Cohort cohort = cohort(new double[] {0, 5, 3}, new double[] {5, 5, 2}, new double[3], "a", "a", "b");
        assertThatThrownBy(() -> OUTCOME.observed(cohort))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "column 'start' (entry) is not before column 'stop' (time) in 2 of 3 rows, the first of them at visits.csv, line 3;"
                                + " a row is under observation from after its entry until its time. Correct or remove these rows.");
    }

    @Test
    void overlappingRowsAreNamedByTheirPlaces() {
        Cohort cohort = cohort(new double[] {0, 0, 4, 3}, new double[] {5, 4, 9, 6}, new double[4], "a", "b", "a", "b");
        assertThatThrownBy(() -> OUTCOME.observed(cohort))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("rows of one subject overlap in time 2 times, first at visits.csv, line 2 and"
                        + " visits.csv, line 4:")
                .hasMessageEndingWith("Correct the times, or the column that names the subject.");
    }

    @Test
    void anEventBeforeTheLastRowIsNamedByItsPlaces() {
        Cohort cohort = cohort(new double[] {0, 5}, new double[] {5, 9}, new double[] {1, 0}, "a", "a");
        assertThatThrownBy(() -> OUTCOME.observed(cohort))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(
                        "a subject is observed further after its event once, first at visits.csv, line 2 and visits.csv, line 3:");
    }

    @Test
    void endsAndBeginningsThatMeetButForRoundingNeitherOverlapNorLeaveAGap() {
        Cohort cohort = cohort(new double[] {0, 0.3}, new double[] {0.1 + 0.2, 1}, new double[2], "a", "a");
        assertThat(OUTCOME.observed(cohort)).containsExactly(true, true);
        assertThat(OUTCOME.remarks(cohort)).isEmpty();
    }

    @Test
    void aRowWithoutEntryHasNoOutcome() {
        Cohort cohort = cohort(new double[] {0, Double.NaN}, new double[] {5, 9}, new double[2], "a", "b");
        assertThat(OUTCOME.observed(cohort)).containsExactly(true, false);
    }

    @Test
    void anEntryColumnThatIsNotThereIsNamed() {
        TimeToEvent other = new TimeToEvent("stop", "event", Optional.empty(), "days", Optional.of("begin"));
        assertThatThrownBy(() -> other.observed(cohort(new double[1], new double[] {1}, new double[1], "a")))
                .isInstanceOf(UserError.class)
                .hasMessage("the table has no column 'begin' (entry); its columns are: start, stop, event.");
    }
}
