package org.theriac.core.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.TextColumn;
import org.theriac.core.preparation.Preparation.Imputation;
import org.theriac.core.preparation.Preparation.Settings;

class PreparationTest {
    private static final Settings RAW = new Settings(Imputation.MEDIAN, true, false, 2);

    private static Cohort cohort(Column<?> column) {
        return new Cohort(
                List.of(column),
                List.of(),
                IntStream.range(0, column.rows()).mapToObj(Integer::toString).toList());
    }

    private static Cohort numbers(double... values) {
        return cohort(new NumberColumn("x", values));
    }

    private static Cohort sexes(String... words) {
        List<String> levels = Arrays.stream(words)
                .filter(word -> !word.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return cohort(new CategoryColumn(
                "c", levels, Arrays.stream(words).mapToInt(levels::indexOf).toArray()));
    }

    @Example
    void aMissingNumberGetsTheMedianOfTheTrainingRowsAndAFlag() {
        Preparation fitted = Preparation.fit(numbers(1, 2, 10, Double.NaN, Double.NaN), List.of("x"), RAW);
        Prepared prepared = fitted.apply(numbers(Double.NaN, 5));
        assertThat(fitted.numberNames()).containsExactly("x", "x missing");
        assertThat(prepared.numbers()).containsExactly(2, 1, 5, 0);
    }

    @Example
    void aGapOfFewerRowsThanARareLevelIsFilledWithoutAFlag() {
        Preparation fitted = Preparation.fit(numbers(1, 2, 10, Double.NaN), List.of("x"), RAW);
        assertThat(fitted.numberNames()).containsExactly("x");
        assertThat(fitted.apply(numbers(Double.NaN)).numbers()).containsExactly(2);
    }

    @Example
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        Preparation fitted = Preparation.fit(numbers(1, 2, 4, 10, Double.NaN, Double.NaN), List.of("x"), RAW);
        assertThat(fitted.apply(numbers(Double.NaN)).numbers()).containsExactly(3, 1);
    }

    @Example
    void aMissingNumberMayGetTheMean() {
        Settings mean = new Settings(Imputation.MEAN, false, false, 2);
        Preparation fitted = Preparation.fit(numbers(1, 2, 9, Double.NaN), List.of("x"), mean);
        assertThat(fitted.apply(numbers(Double.NaN)).numbers()).containsExactly(4);
    }

    @Example
    void aColumnCompleteInTrainingHasNoFlagAndIsStillImputedLater() {
        Preparation fitted = Preparation.fit(numbers(1, 2, 9), List.of("x"), RAW);
        assertThat(fitted.numberNames()).containsExactly("x");
        assertThat(fitted.apply(numbers(Double.NaN)).numbers()).containsExactly(2);
    }

    @Property(tries = 200, seed = "21")
    void standardisedTrainingNumbersHaveMeanZeroAndDeviationOne(
            @ForAll @Size(min = 3, max = 30) List<@IntRange(min = -1000, max = 1000) Integer> tenths) {
        double[] values = tenths.stream().mapToDouble(tenth -> tenth / 10.0).toArray();
        boolean constant = tenths.stream().distinct().count() == 1;
        double[] prepared = Preparation.fit(numbers(values), List.of("x"), Settings.DEFAULTS)
                .apply(numbers(values))
                .numbers();
        double mean = Arrays.stream(prepared).average().orElseThrow();
        double variance =
                Arrays.stream(prepared).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
        assertThat(mean).isCloseTo(0, within(1e-9));
        assertThat(variance).isCloseTo(constant ? 0 : 1, within(1e-9));
    }

    @Example
    void aConstantColumnBecomesZeroNotNaN() {
        double[] prepared = Preparation.fit(numbers(7, 7, 7), List.of("x"), Settings.DEFAULTS)
                .apply(numbers(7, 8))
                .numbers();
        assertThat(prepared).containsExactly(0, 1);
        // three times 0.1, divided by 3, is not 0.1
        Cohort tenths = numbers(0.1, 0.1, 0.1, Double.NaN);
        for (Imputation imputation : Imputation.values()) {
            Settings settings = new Settings(imputation, false, true, 2);
            assertThat(Preparation.fit(tenths, List.of("x"), settings)
                            .apply(tenths)
                            .numbers())
                    .containsOnly(0);
        }
    }

    @Example
    void nothingIsLearnedFromRowsThatAreOnlyPrepared() {
        Preparation fitted = Preparation.fit(numbers(0, 2), List.of("x"), Settings.DEFAULTS);
        // mean 1, standard deviation sqrt(2)
        assertThat(fitted.apply(numbers(1000)).numbers()[0]).isCloseTo(999 / Math.sqrt(2), within(1e-9));
    }

    @Example
    void rareLevelsArePooledAndUnseenOnesJoinThem() {
        Preparation fitted = Preparation.fit(sexes("a", "a", "a", "b", "b", "z"), List.of("c"), RAW);
        assertThat(fitted.categories().get(0).levels()).containsExactly("a", "b");
        assertThat(fitted.cardinalities()).containsExactly(3);
        assertThat(fitted.apply(sexes("a", "b", "z", "new", "")).codes()).containsExactly(1, 2, 0, 0, 0);
        assertThat(fitted.unseen(sexes("new"))).isZero(); // pooled levels were seen
    }

    @Example
    void unseenLevelsAreCountedWhereNothingWasPooled() {
        Preparation fitted = Preparation.fit(sexes("a", "a", "b", "b"), List.of("c"), RAW);
        assertThat(fitted.unseen(sexes("a", "new", ""))).isEqualTo(2);
    }

    @Example
    void aMissingCategoryThatIsCommonIsALevel() {
        Preparation fitted = Preparation.fit(sexes("a", "a", "a", "", ""), List.of("c"), RAW);
        assertThat(fitted.categories().get(0).levels()).containsExactly("a", Preparation.MISSING);
    }

    @Example
    void contrastsCompareWithTheMostFrequentLevel() {
        Cohort train = sexes("b", "b", "b", "a", "a", "z");
        Prepared prepared = Preparation.fit(train, List.of("c"), RAW).apply(train);
        assertThat(prepared.terms())
                .containsExactly(new Prepared.Term("c: a", "b"), new Prepared.Term("c: (other)", "b"));
        assertThat(prepared.contrasts()).isDeepEqualTo(new double[][] {{0, 0}, {0, 0}, {0, 0}, {1, 0}, {1, 0}, {0, 1}});
    }

    @Example
    void numbersStandBeforeContrasts() {
        Cohort train = new Cohort(
                List.of(
                        new CategoryColumn("c", List.of("a", "b"), new int[] {0, 0, 1, 1}),
                        new NumberColumn("x", new double[] {1, 2, 3, Double.NaN})),
                List.of(new Definition(
                        "x",
                        "Age",
                        Optional.of("years"),
                        Optional.empty(),
                        Definition.Known.AT,
                        Definition.Source.MEASURED,
                        List.of(),
                        Optional.empty())),
                List.of("1", "2", "3", "4"));
        Settings everyGap = new Settings(Imputation.MEDIAN, true, false, 1);
        Prepared prepared = Preparation.fit(train, List.of("c", "x"), everyGap).apply(train);
        assertThat(prepared.terms().stream().map(Prepared.Term::term))
                .containsExactly("Age (years)", "Age (years) missing", "c: b");
        assertThat(prepared.contrasts()).isDeepEqualTo(new double[][] {{1, 0, 0}, {2, 0, 0}, {3, 0, 1}, {2, 1, 1}});
    }

    @Example
    void aColumnWithoutANumberOrOfTextIsRefused() {
        assertThatThrownBy(() -> Preparation.fit(numbers(Double.NaN, Double.NaN), List.of("x"), RAW))
                .isInstanceOf(UserError.class)
                .hasMessage("input 'x' has no value in any of the 2 training rows; leave it out of the inputs.");
        Cohort text = cohort(new TextColumn("note", List.of(Optional.of("a"))));
        assertThatThrownBy(() -> Preparation.fit(text, List.of("note"), RAW))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "input 'note' holds neither numbers nor categories; leave it out, or give its type in the study file.");
    }
}
