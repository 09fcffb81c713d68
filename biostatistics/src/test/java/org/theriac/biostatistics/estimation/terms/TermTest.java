package org.theriac.biostatistics.estimation.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;

/** Terms of regressions: what they stand for, and how a wrong one is told. */
class TermTest {
    private static final Cohort COHORT = new Cohort(
            List.of(
                    new NumberColumn("age", new double[] {50, 60, 70, 80, 90, 55}),
                    new NumberColumn("wt.loss", new double[] {0, 1, 2, 3, 4, 5}),
                    new NumberColumn("body mass", new double[] {20, 21, 22, 23, 24, 25}),
                    new CategoryColumn("arm", List.of("a", "b", "c"), new int[] {0, 1, 2, 0, 1, 2}),
                    new CategoryColumn("sex", List.of("f", "m"), new int[] {0, 1, 0, 1, 0, 1})),
            List.of(),
            IntStream.range(0, 6).mapToObj(String::valueOf).toList());

    private static Design design(Map<String, String> reference, List<String> strata, String... terms) {
        return Design.fit(
                Stream.of(terms).map(Term::new).toList(), Sample.of(COHORT, Optional.empty(), reference), strata);
    }

    private static double[] column(String term) {
        double[][] matrix = design(Map.of(), List.of(), term).matrix(COHORT);
        return IntStream.range(0, matrix.length)
                .mapToDouble(row -> matrix[row][0])
                .toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "age | 60",
                "age / 10 | 6",
                "(age - 50) / 10 | 1",
                "(age * 2 + wt.loss) | 121",
                "I(age^2) | 3600",
                "age^2 | 3600",
                "2 ^ wt.loss | 2",
                "log(wt.loss + 1) | 0.6931471805599453",
                "log2(wt.loss + 1) | 1",
                "sqrt(age + 4) | 8",
                "exp(-wt.loss) | 0.36787944117144233",
                "abs(50 - age) | 10",
                "age >= 60 | 1",
                "age > 60 | 0",
                "(age > 55) / 2 | 0.5",
                "sex == \"m\" | 1",
                "sex != \"m\" | 0",
                "`body mass` | 21",
            })
    void arithmeticOnColumnsGivesANumber(String term, double second) {
        assertThat(column(term)[1]).isCloseTo(second, within(1e-12));
    }

    @Test
    void categoriesAreComparedWithTheFirstLevelOrTheOneThatTheStudyNames() {
        Design design = design(Map.of(), List.of(), "arm");
        assertThat(design.labels()).containsExactly("arm: b vs a", "arm: c vs a");
        assertThat(design.matrix(COHORT)[1]).containsExactly(1, 0);
        Design other = design(Map.of("arm", "c"), List.of(), "arm", "age");
        assertThat(other.labels()).containsExactly("arm: a vs c", "arm: b vs c", "age");
        assertThat(other.matrix(COHORT)[0]).containsExactly(1, 0, 50);
        assertThat(design(Map.of(), List.of(), "factor(wt.loss)").columns()).hasSize(5);
    }

    @Test
    void aStarMeansMainEffectsAndInteraction() {
        Design design = design(Map.of(), List.of(), "arm * age", "age");
        assertThat(design.columns().stream().map(DesignColumn::term))
                .containsExactly("arm", "arm", "age", "arm : age", "arm : age");
        assertThat(design.labels().get(3)).isEqualTo("arm: b vs a × age");
        assertThat(design.matrix(COHORT)[4]).containsExactly(1, 0, 90, 90, 0);
        assertThat(design(Map.of(), List.of(), "arm * sex * age").columns()).hasSize(2 + 1 + 1 + 2 + 2 + 1 + 2);
        assertThat(design(Map.of(), List.of("sex"), "arm", "arm : sex").columns())
                .hasSize(4);
        assertThatThrownBy(() -> design(Map.of(), List.of(), "arm : age"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lacks the main effect 'arm'. Write 'arm * age'");
    }

    @Test
    void aSplineIsLinearBeyondItsOuterKnotsAndSpansAsManyColumnsAsItsDegrees() {
        Design design = design(Map.of(), List.of(), "ns(age, 3)");
        assertThat(design.columns()).hasSize(3).noneMatch(DesignColumn::alone);
        assertThat(design.smoothed()).containsExactly("age");
        Cohort far = COHORT.with(List.of(new NumberColumn("age", new double[] {20, 30, 40, 100, 110, 120})));
        double[][] x = design.matrix(far);
        for (int j = 0; j < 3; j++) {
            assertThat(x[1][j] - x[0][j]).isCloseTo(x[2][j] - x[1][j], within(1e-9));
            assertThat(x[4][j] - x[3][j]).isCloseTo(x[5][j] - x[4][j], within(1e-9));
        }
        assertThatThrownBy(() -> design(Map.of(), List.of(), "ns(age, 12)"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("too few different values for 12 degrees of freedom");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "age + sex | Terms are items of the list: [age, sex]",
                "log(age | found the end at character 8; expected ')'",
                "lgo(age) | unknown function 'lgo'; did you mean 'log'?",
                "strata(sex) | Name the column under strata:.",
                "pspline(age) | Write ns(…, 3)",
                "factor(sex, ref = m) | found '=' at character 17",
                "ns(age) | expected ',' and the degrees of freedom",
                "ns(age, 1) | a whole number from 2 to 20",
                "age * 10 | '10' is a number and no term",
                "`age | the quote ` at character 1 is not closed",
                "age % 2 | found '%' at character 5",
                "log(factor(sex)) | gives several columns and cannot be part of arithmetic",
                "age sex | found 'sex' at character 5; expected the end",
                "1.2.3 > age | '1.2.3' is no number",
                "age > \"old\" | a text is compared with a column by == or !=",
            })
    void aWrongTermIsToldWithItsPlace(String term, String said) {
        assertThatThrownBy(() -> new Term(term))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void valuesThatAreNotFiniteAreRefusedWithTheirRow() {
        assertThatThrownBy(() -> column("log(wt.loss)"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "'log(wt.loss)' is not a finite number in 1 of 6 rows, the first of them at row 1");
        assertThatThrownBy(() -> column("log(sex)"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not hold numbers");
        assertThatThrownBy(() -> column("sex == \"male\""))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("unknown level");
    }

    @Test
    void aTermIsWrittenAsItIsReadAgain() {
        for (String text : List.of("log(kappa + lambda)", "(a - (b - c)) / 2", "`body mass` * ns(age, 4)", "x^2")) {
            Term term = new Term(text);
            term.products().forEach(product -> {
                Product again = TermParser.parse(product.text()).get(0);
                assertThat(again).isEqualTo(product);
            });
        }
    }
}
