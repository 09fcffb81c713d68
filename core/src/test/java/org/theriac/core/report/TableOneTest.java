package org.theriac.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;

final class TableOneTest {
    private static final int ROWS = 40;

    private static Cohort cohort() {
        double[] age = IntStream.range(0, ROWS)
                .mapToDouble(i -> i < 10 ? Double.NaN : 50 + i)
                .toArray();
        int[] sex = IntStream.range(0, ROWS).map(i -> i % 2).toArray();
        int[] site = IntStream.range(0, ROWS).map(i -> i < 3 ? 2 : i % 2).toArray();
        Definition defined = new Definition(
                "age",
                "Age",
                Optional.of("years"),
                Optional.empty(),
                Definition.Known.AT,
                Definition.Source.MEASURED,
                List.of(),
                Optional.empty());
        return new Cohort(
                List.of(
                        new NumberColumn("age", age),
                        new CategoryColumn("sex", List.of("female", "male"), sex),
                        new CategoryColumn("site", List.of("north", "south", "tiny"), site)),
                List.of(defined),
                IntStream.range(0, ROWS).mapToObj(Integer::toString).toList());
    }

    private static List<String> row(Table table, String name) {
        return table.rows().stream()
                .map(Table.Row::cells)
                .filter(cells -> cells.get(0).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static final TableOne.Strata HALVES = new TableOne.Strata(
            List.of("first", "second"),
            IntStream.range(0, ROWS).map(i -> i / 20).toArray());

    @Test
    void numbersAreMedianAndQuartilesOfThoseThatAreThere() {
        Table table = TableOne.of(cohort(), List.of("age"), Optional.empty());
        assertThat(row(table, "Rows")).containsExactly("Rows", "40");
        // 60 … 89: median 74.5, quartiles 67.25 and 81.75 (R's type 7), whole numbers printed without decimals
        assertThat(row(table, "Age (years)").get(1)).matches("7[45] \\[67–82]");
        assertThat(row(table, "missing")).containsExactly("missing", "10 (25.0)");
    }

    private static Table ofNumbers(String name, IntToDoubleFunction value) {
        double[] values = IntStream.range(0, ROWS).mapToDouble(value).toArray();
        Cohort numbers = new Cohort(
                List.of(new NumberColumn(name, values)),
                List.of(),
                IntStream.range(0, ROWS).mapToObj(Integer::toString).toList());
        return TableOne.of(numbers, List.of(name), Optional.of(HALVES));
    }

    @Test
    void quartilesThatMayBeNegativeAreJoinedByAWord() {
        // −10 … 29: quartiles −0.25 and 19.25 (R's type 7); what rounds to nothing has no sign
        assertThat(row(ofNumbers("change", i -> i - 10), "change").get(1)).isEqualTo("10 [0 to 19]");
        assertThat(row(ofNumbers("change", i -> i - 20), "change").get(1)).matches("−?[01] \\[−10 to 9]");
    }

    @Test
    void aNumberThatIsZeroOrOneIsCountedAsACategory() {
        Table table = ofNumbers("diabetes", i -> i < 8 ? Double.NaN : i % 2);
        assertThat(row(table, "diabetes = 1")).containsExactly("diabetes = 1", "16 (50.0)", "6 (50.0)", "10 (50.0)");
        assertThat(table.rows()).extracting(r -> r.cells().get(0)).containsExactly("Rows", "diabetes = 1", "missing");
    }

    @Test
    void categoriesAreCountsWithShares() {
        Table table = TableOne.of(cohort(), List.of("sex"), Optional.of(HALVES));
        assertThat(row(table, "female")).containsExactly("female", "20 (50.0)", "10 (50.0)", "10 (50.0)");
        assertThat(table.columns()).extracting(Table.Column::heading).containsExactly("", "All", "first", "second");
    }

    @Test
    void aSmallCountIsShownNowhereAndFollowsFromNothing() {
        Table table = TableOne.of(cohort(), List.of("site"), Optional.of(HALVES));
        assertThat(row(table, "tiny")).containsExactly("tiny", "<5", "<5", "0 (0.0)");
        long shownInFirst = table.rows().stream()
                .map(Table.Row::cells)
                .filter(cells -> List.of("north", "south").contains(cells.get(0)))
                .filter(cells -> cells.get(2).matches("\\d.*"))
                .count();
        assertThat(shownInFirst).isEqualTo(1);
        assertThat(table.notes()).anyMatch(note -> note.contains("under 5"));
    }
}
