package org.theriac.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;

class TimeToEventTest {
    private static final TimeToEvent OUTCOME = new TimeToEvent("t", "e", Optional.empty(), "days");

    private static Cohort cohort(Column<?> time, Column<?> event) {
        return new Cohort(
                List.of(time, event),
                List.of(),
                IntStream.range(0, time.rows()).mapToObj(Integer::toString).toList());
    }

    private static NumberColumn numbers(String name, double... values) {
        return new NumberColumn(name, values);
    }

    @Test
    void zeroAndOneAreReadAndATimeOfZeroIsAllowed() {
        Cohort cohort = cohort(numbers("t", 0, 5, Double.NaN, 2), numbers("e", 1, 0, 1, Double.NaN));
        assertThat(OUTCOME.observed(cohort)).containsExactly(true, true, false, false);
        TimeToEvent.Observed truth = OUTCOME.truth(cohort.take(new int[] {0, 1}));
        assertThat(truth.event()).containsExactly(true, false);
        assertThat(truth.events()).isEqualTo(1);
        assertThat(OUTCOME.strata(cohort.take(new int[] {0, 1}))).containsExactly(1, 0);
    }

    /** As pbc's status: 0 alive, 1 transplant, 2 death. */
    @Test
    void severalValuesThatAllCountAsCensoredAreRemarkedOn() {
        TimeToEvent death = new TimeToEvent("t", "e", Optional.of("2"), "days");
        Cohort three = cohort(numbers("t", 1, 2, 3, 4), numbers("e", 0, 1, 2, 1));
        assertThat(death.remarks(three)).singleElement().satisfies(remark -> {
            assertThat(remark.sentence()).contains("beside 2, 0, 1,", "competing_risks");
            assertThat(remark.count()).isEqualTo(3);
        });
        assertThat(death.remarks(three.take(new int[] {1, 2, 3}))).isEmpty();
    }

    @Test
    void wordsAreReadWithoutRegardToCase() {
        for (List<String> words : List.of(List.of("Yes", "No"), List.of("TRUE", "FALSE"), List.of("true", "false"))) {
            Cohort cohort = cohort(numbers("t", 1, 2), new CategoryColumn("e", words, new int[] {0, 1}));
            assertThat(OUTCOME.truth(cohort).event()).containsExactly(true, false);
        }
    }

    @Test
    void oneAndTwoAreRefusedUntilTheStudySaysWhichIsTheEvent() {
        Cohort cohort = cohort(numbers("t", 1, 2), numbers("e", 1, 2));
        assertThatThrownBy(() -> OUTCOME.observed(cohort))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "column 'e' (event) holds 2; allowed are 1/0, true/false, yes/no. If another value means that the event was seen,"
                                + " name it: event_is: <value>.");
        TimeToEvent said = new TimeToEvent("t", "e", Optional.of("2"), "days");
        assertThat(said.truth(cohort).event()).containsExactly(false, true);
    }

    @Test
    void aNegativeOrInfiniteTimeIsRefusedWithItsCount() {
        Cohort cohort = cohort(numbers("t", -1, 2, Double.POSITIVE_INFINITY), numbers("e", 1, 0, 1));
        assertThatThrownBy(() -> OUTCOME.observed(cohort))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "column 't' (time) is negative or infinite in 2 of 3 rows, the first of them at row 1; a time to event is a finite number of days, 0 or more."
                                + " Correct or remove these rows.");
    }

    @Test
    void absentColumnsAndWordsForTimesAreRefused() {
        Cohort noEvent = new Cohort(List.of(numbers("t", 1)), List.of(), List.of("p"));
        assertThatThrownBy(() -> OUTCOME.observed(noEvent))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("the table has no column 'e' (event)");
        Cohort words = cohort(new CategoryColumn("t", List.of("long"), new int[] {0}), numbers("e", 1));
        assertThatThrownBy(() -> OUTCOME.observed(words))
                .isInstanceOf(UserError.class)
                .hasMessage("column 't' (time) does not hold numbers; a time to event is a number of days.");
    }

    @Test
    void eventTimesAreDistinctAndAscend() {
        Cohort cohort = cohort(numbers("t", 5, 1, 5, 3), numbers("e", 1, 1, 1, 0));
        assertThat(OUTCOME.eventTimes(cohort)).containsExactly(1, 5);
    }
}
