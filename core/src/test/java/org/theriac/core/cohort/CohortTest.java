package org.theriac.core.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CohortTest {
    private static final Cohort COHORT = new Cohort(
            List.of(
                    new NumberColumn("x", new double[] {1, Double.NaN, 3}),
                    new CategoryColumn("c", List.of("a", "b"), new int[] {1, 0, -1}),
                    new TextColumn("t", List.of(Optional.of("one"), Optional.empty(), Optional.of("three")))),
            List.of(),
            List.of("p", "q", "p"));

    @Test
    void aSelectionCarriesItsSubjectsAlong() {
        Cohort taken = COHORT.take(new int[] {2, 0, 2});
        assertThat(taken.rows()).isEqualTo(3);
        assertThat(List.of(taken.subject(0), taken.subject(1), taken.subject(2)))
                .containsOnly("p");
        assertThat(taken.numbers("x").values()).containsExactly(3, 1, 3);
        assertThat(taken.categories("c").missing(0)).isTrue();
        assertThat(taken.column("t").get(1)).isEqualTo("one");
    }

    @Test
    void rowsKnowWhereTheyWereReadAndTakeItAlong() {
        assertThat(COHORT.place(1)).isEqualTo("row 2");
        Cohort read = COHORT.readFrom("patients.csv", new int[] {2, 3, 5});
        assertThat(read.place(2)).isEqualTo("patients.csv, line 5");
        assertThat(read.take(new int[] {2, 0}).place(0)).isEqualTo("patients.csv, line 5");
        assertThat(read.with(List.of()).place(0)).isEqualTo("patients.csv, line 2");
        assertThat(read.none().rows()).isZero();
        assertThatThrownBy(() -> COHORT.readFrom("patients.csv", new int[] {2}))
                .hasMessageContaining("1 lines for 3 rows");
    }

    @Test
    void rowsOfASubjectAreGatheredInOrderOfFirstAppearance() {
        assertThat(COHORT.rowsBySubject().keySet()).containsExactly("p", "q");
        assertThat(COHORT.rowsBySubject().get("p")).containsExactly(0, 2);
    }

    @Test
    void aKeyIsTheSubjectOrAColumnsValue() {
        assertThat(COHORT.key(1, "subject")).isEqualTo("q");
        assertThat(COHORT.key(0, "c")).isEqualTo("b");
        assertThat(COHORT.key(2, "c")).isEmpty();
    }

    @Test
    void nothingThatIsMissingHasAValue() {
        assertThat(COHORT.column("x").missingCount()).isEqualTo(1);
        assertThatThrownBy(() -> COHORT.column("x").get(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> COHORT.column("c").get(2)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> COHORT.column("t").get(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aColumnCannotBeChangedFromOutside() {
        double[] mine = {1, 2};
        NumberColumn column = new NumberColumn("x", mine);
        mine[0] = 9;
        column.values()[1] = 9;
        assertThat(column.values()).containsExactly(1, 2);
    }

    @Test
    void columnsOfOtherLengthsOrEqualNamesAreRefused() {
        NumberColumn two = new NumberColumn("x", new double[2]);
        assertThatThrownBy(() -> new Cohort(List.of(two), List.of(), List.of("p")))
                .hasMessage("column x has 2 rows, the cohort has 1");
        assertThatThrownBy(() -> new Cohort(List.of(two, two), List.of(), List.of("p", "q")))
                .hasMessage("two columns are named x");
        assertThatThrownBy(() -> new CategoryColumn("c", List.of("a", "a"), new int[0]))
                .hasMessage("column c names a level twice: [a, a]");
        assertThatThrownBy(() -> new CategoryColumn("c", List.of("a"), new int[] {1}))
                .hasMessage("column c has code 1 for 1 levels");
    }

    @Test
    void aColumnIsReplacedInItsPlace() {
        Cohort replaced = COHORT.with(List.of(new NumberColumn("x", new double[] {7, 8, 9})));
        assertThat(replaced.names()).containsExactly("x", "c", "t");
        assertThat(replaced.numbers("x").value(2)).isEqualTo(9);
        assertThat(COHORT.none().rows()).isZero();
    }
}
