package org.theriac.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.TextColumn;

final class CategoryTest {
    private static final Category OUTCOME = new Category("tumour", List.of(), Optional.empty());
    private static final List<String> LEVELS = List.of("normal", "benign", "malignant", "never seen");

    private static Cohort cohort(Column<?> column) {
        return new Cohort(
                List.of(column),
                List.of(),
                IntStream.range(0, column.rows()).mapToObj(Integer::toString).toList());
    }

    private static Cohort levels(int... codes) {
        return cohort(new CategoryColumn("tumour", LEVELS, codes));
    }

    private static Cohort numbers(double... values) {
        return cohort(new NumberColumn("tumour", values));
    }

    @Test
    void classesAreTheLevelsThatRowsHoldInTheirOrder() {
        Cohort cohort = levels(2, 0, 1, 1, -1);
        assertThat(OUTCOME.observed(cohort)).containsExactly(true, true, true, true, false);
        Category settled = OUTCOME.settled(cohort);
        assertThat(settled.classes()).containsExactly("normal", "benign", "malignant");
        assertThat(settled.positive()).isEmpty();
        assertThat(settled.binary()).isFalse();
        assertThat(settled.truth(cohort.take(new int[] {0, 1, 2, 3}))).containsExactly(2, 0, 1, 1);
        assertThat(settled.strata(cohort.take(new int[] {1, 2}))).containsExactly(0, 1);
        assertThat(settled.strataNames()).isEqualTo(settled.classes());
    }

    @Test
    void theStudysOrderOfClassesWins() {
        Category named = new Category("tumour", List.of("malignant", "normal"), Optional.of("malignant"));
        Category settled = named.settled(levels(0, 2, 0));
        assertThat(settled.truth(levels(0, 2, 0))).containsExactly(1, 0, 1);
        assertThat(settled.positiveClass()).isZero();
        assertThat(settled.describe()).isEqualTo("tumour (class: malignant, normal; scored: malignant)");
    }

    @Test
    void zeroAndOneAreClassesAndOneIsThePositiveOne() {
        Category settled = OUTCOME.settled(numbers(1, 0, Double.NaN, 1));
        assertThat(settled.classes()).containsExactly("0", "1");
        assertThat(settled.positive()).contains("1");
        assertThat(settled.positiveClass()).isEqualTo(1);
        assertThat(settled.truth(numbers(0, 1))).containsExactly(0, 1);
    }

    @Test
    void aPartOfTheRowsKeepsTheClassesOfTheWhole() {
        Category settled = OUTCOME.settled(numbers(1, 2, 3));
        assertThat(settled.truth(numbers(3, 3))).containsExactly(2, 2);
    }

    @Test
    void oneClassOnlyIsRefused() {
        assertThatThrownBy(() -> OUTCOME.settled(levels(1, 1, 1)))
                .isInstanceOf(UserError.class)
                .hasMessage("column 'tumour' holds one class only (benign) in 3 rows; telling classes apart needs rows"
                        + " of at least two.");
    }

    @Test
    void aNamedClassThatNoRowHoldsIsRefused() {
        Category named = new Category("tumour", List.of("normal", "benign", "cyst"), Optional.empty());
        assertThatThrownBy(() -> named.settled(levels(0, 1)))
                .isInstanceOf(UserError.class)
                .hasMessage("classes names cyst, which no row of column 'tumour' holds; its classes are: normal,"
                        + " benign.");
    }

    @Test
    void aValueThatTheStudyDoesNotNameIsRefused() {
        Category named = new Category("tumour", List.of("normal", "benign"), Optional.empty());
        assertThatThrownBy(() -> named.observed(levels(0, 1, 2, 2)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("column 'tumour' holds malignant in 2 rows, which classes does not name");
    }

    @Test
    void namesAndMeasurementsAreNoClasses() {
        double[] many = IntStream.range(0, 101).mapToDouble(i -> i).toArray();
        assertThatThrownBy(() -> OUTCOME.observed(numbers(many)))
                .hasMessageContaining("holds 101 different values; a category has at most 100 classes");
        assertThatThrownBy(() -> OUTCOME.observed(numbers(0, 1, 1.5)))
                .hasMessageContaining("holds 1.5; numbers that stand for classes are whole");
        assertThatThrownBy(() ->
                        OUTCOME.observed(cohort(new TextColumn("tumour", List.of(Optional.of("a"), Optional.of("b"))))))
                .hasMessageContaining("types: {tumour: category}");
        assertThatThrownBy(() -> OUTCOME.observed(cohort(new NumberColumn("t", new double[] {1}))))
                .hasMessage("the table has no column 'tumour' (class); its columns are: t.");
    }

    @Test
    void aPositiveClassIsOneOfTwo() {
        Category named = new Category("tumour", List.of(), Optional.of("malignant"));
        assertThatThrownBy(() -> named.settled(levels(0, 1, 2)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("positive is for two classes; there are 3: normal, benign, malignant");
        assertThatThrownBy(() -> named.settled(levels(0, 1)))
                .hasMessageContaining("positive names 'malignant', which is not among the classes: normal, benign");
        assertThat(named.settled(levels(0, 2)).positiveClass()).isEqualTo(1);
    }

    @Test
    void fewRowsOfAClassAreNotCountedInReports() {
        int[] codes = new int[30];
        Arrays.fill(codes, 0, 20, 1);
        Arrays.fill(codes, 20, 28, 2);
        Category settled = OUTCOME.settled(levels(codes));
        // 2 normal rows are too few to show, and 8 malignant ones are held back because 2 would follow from them
        assertThat(settled.summary(levels(codes)))
                .containsExactly(
                        java.util.Map.entry("rows of class benign", 20.0), java.util.Map.entry("classes", 3.0));
    }

    @Test
    void probabilitiesOfARowAddUpToOne() {
        List<String> classes = List.of("a", "b");
        assertThatThrownBy(() -> new ClassProbabilities(classes, new double[][] {{0.5, 0.4}}))
                .hasMessageStartingWith("probabilities of a row add up to 0.9");
        assertThatThrownBy(() -> new ClassProbabilities(classes, new double[][] {{1.5, -0.5}}))
                .hasMessageStartingWith("a probability of 1.5");
        assertThatThrownBy(() -> new ClassProbabilities(classes, new double[][] {{Double.NaN, 1}}))
                .hasMessageStartingWith("a probability of NaN");
    }

    @Test
    void softmaxIsUnmovedByLargeLogits() {
        ClassProbabilities p = ClassProbabilities.ofLogits(List.of("a", "b", "c"), new double[][] {
            {1000, 1000, 1000 + Math.log(2)}, {0, -2000, 0}
        });
        assertThat(p.of(0, 2)).isEqualTo(0.5, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(p.ofClass(1)).containsExactly(p.of(0, 1), 0);
        assertThat(p.mostLikely(0)).isEqualTo(2);
        assertThat(p.mostLikely(1)).isZero();
        assertThat(p.take(new int[] {1}).of(0, 0)).isEqualTo(0.5);
    }

    @Test
    void probabilitiesSurviveAStopToTheBit() throws IOException {
        double[] shared = {1 / 3.0, 2 / 3.0};
        ClassProbabilities before =
                new ClassProbabilities(List.of("no", "yes"), new double[][] {shared, {0.1, 0.9}, shared});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new PredictionsCodec().write(before, new DataOutputStream(bytes));
        ClassProbabilities after = (ClassProbabilities)
                new PredictionsCodec().read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(after.classes()).isEqualTo(before.classes());
        assertThat(after.probability()).isDeepEqualTo(before.probability());
        assertThat(after.probability()[0]).isSameAs(after.probability()[2]);
    }
}
