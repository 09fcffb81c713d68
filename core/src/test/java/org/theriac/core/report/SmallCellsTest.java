package org.theriac.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SmallCellsTest {
    @Test
    void countsFromOneToFourAreNotShown() {
        assertThat(SmallCells.count(0)).isEqualTo("0");
        assertThat(SmallCells.count(1)).isEqualTo("<5");
        assertThat(SmallCells.count(4)).isEqualTo("<5");
        assertThat(SmallCells.count(5)).isEqualTo("5");
        assertThat(SmallCells.count(9105)).isEqualTo("9,105");
    }

    @Test
    void aSmallCellTakesTheSmallestOtherOfItsRowAndColumnWithIt() {
        boolean[][] withheld = SmallCells.withheld(new int[][] {{3, 40, 60}, {70, 80, 90}, {100, 110, 120}});
        assertThat(withheld[0]).containsExactly(true, true, false);
        assertThat(withheld[1]).containsExactly(true, true, false);
        assertThat(withheld[2]).containsExactly(false, false, false);
    }

    @Test
    void nothingIsWithheldWhereNothingIsSmall() {
        assertThat(SmallCells.withheld(new int[][] {{5, 0}, {0, 7}})).isDeepEqualTo(new boolean[][] {
            {false, false}, {false, false}
        });
    }

    @Property(tries = 300)
    void noSmallCountFollowsFromTheRestOfItsRowOrColumn(
            @ForAll @Size(12) List<@IntRange(min = 0, max = 30) Integer> cells) {
        int[][] counts = new int[3][4];
        for (int i = 0; i < 12; i++) {
            counts[i / 4][i % 4] = cells.get(i);
        }
        boolean[][] withheld = SmallCells.withheld(counts);
        for (int i = 0; i < 12; i++) {
            int r = i / 4;
            int c = i % 4;
            if (SmallCells.small(counts[r][c])) {
                assertThat(withheld[r][c]).isTrue();
                boolean aloneInRow = true;
                boolean onlyZeroesInRow = true;
                for (int other = 0; other < 4; other++) {
                    aloneInRow &= other == c || !withheld[r][other];
                    onlyZeroesInRow &= other == c || counts[r][other] == 0;
                }
                assertThat(aloneInRow && !onlyZeroesInRow).isFalse();
            }
        }
    }
}
