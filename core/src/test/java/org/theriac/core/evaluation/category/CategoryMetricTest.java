package org.theriac.core.evaluation.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.catalogue.CoreCatalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.task.Task;

/** Golden numbers: scikit-learn 1.9.1 (calibration: R 4.2.2, glm) on the same twelve rows, without and with weights. */
final class CategoryMetricTest {
    private static final double[] P = {0.1, 0.4, 0.35, 0.8, 0.4, 0.65, 0.2, 0.9, 0.4, 0.05, 0.7, 0.55};
    private static final double[] Y = {0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 0, 1};
    private static final double[][] P3 = {
        {.7, .2, .1}, {.1, .6, .3}, {.2, .2, .6}, {.4, .35, .25}, {.3, .3, .4}, {.5, .25, .25},
        {.1, .8, .1}, {.25, .5, .25}, {.05, .15, .8}, {.6, .3, .1}, {.3, .6, .1}, {.2, .45, .35}
    };
    private static final double[] Y3 = {0, 1, 2, 1, 2, 0, 1, 0, 2, 0, 1, 2};
    private static final double[] WEIGHT = {1, 2, 1, 0, 3, 1, 1, 2, 1, 1, 2, 1.5};
    private static final double[] ONES =
            IntStream.range(0, 12).mapToDouble(i -> 1).toArray();

    private static Judged<Category, ClassProbabilities> judged(double[] truth, double[][] probability) {
        Cohort rows = new Cohort(
                List.of(new NumberColumn("y", truth)),
                List.of(),
                IntStream.range(0, truth.length).mapToObj(Integer::toString).toList());
        List<String> classes = probability[0].length == 2 ? List.of("0", "1") : List.of("0", "1", "2");
        Task<Category> task = new Task<>(new Category("y", classes, Optional.empty()), List.of());
        return new Judged<>(task, rows, rows, new ClassProbabilities(classes, probability));
    }

    private static Judged<Category, ClassProbabilities> two() {
        return judged(Y, Arrays.stream(P).mapToObj(p -> new double[] {1 - p, p}).toArray(double[][]::new));
    }

    @SuppressWarnings("unchecked") // all of core's metrics are for categories
    private static Metric<Category, ClassProbabilities> metric(String id) {
        return (Metric<Category, ClassProbabilities>) new CoreCatalogue()
                .catalogue().metrics().stream()
                        .filter(metric -> metric.id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }

    private static double value(String id, Judged<Category, ClassProbabilities> judged, double[] weight) {
        return metric(id).combine(List.of(metric(id).prepare(judged).parts(weight)));
    }

    @ParameterizedTest
    @CsvSource({
        "auc, 0.8055555555555556, 0.6985294117647058",
        "average_precision, 0.8069444444444444, 0.713893078598961",
        "brier, 0.16833333333333333, 0.2097727272727273",
        "log_loss, 0.49405485445087055, 0.5852832490892188",
        "accuracy, 0.75, 0.6363636363636364",
        "balanced_accuracy, 0.75, 0.6397058823529411",
        "kappa, 0.5, 0.2773722627737226",
        "mcc, 0.50709255283711, 0.28578699785818873",
        "calibration_intercept, 0.228907163475993, 0.22851258919439",
        "calibration_slope, 1.31605096765363, 0.898211125379162"
    })
    void ofTwoClassesEqualsScikitLearnAndR(String id, double plain, double weighted) {
        assertThat(metric(id).inapplicable(two())).isEmpty();
        assertThat(value(id, two(), ONES)).isCloseTo(plain, within(1e-10));
        assertThat(value(id, two(), WEIGHT)).isCloseTo(weighted, within(1e-10));
    }

    @ParameterizedTest
    @CsvSource({
        "auc, 0.9479166666666666, 0.9420289855072465",
        "average_precision, 0.9365079365079364, 0.9333333333333332",
        "brier, 0.36541666666666667, 0.3968181818181819",
        "log_loss, 0.661803422015205, 0.706500428747473",
        "accuracy, 0.75, 0.7878787878787878",
        "balanced_accuracy, 0.75, 0.7897435897435897",
        "kappa, 0.625, 0.6831275720164609",
        "mcc, 0.6316139407998892, 0.7202430145443967"
    })
    void ofThreeClassesEqualsScikitLearn(String id, double plain, double weighted) {
        assertThat(metric(id).inapplicable(judged(Y3, P3))).isEmpty();
        assertThat(value(id, judged(Y3, P3), ONES)).isCloseTo(plain, within(1e-10));
        assertThat(value(id, judged(Y3, P3), WEIGHT)).isCloseTo(weighted, within(1e-10));
    }

    @Test
    void calibrationErrorAddsTheBinsOfTheFolds() {
        // of each fold's rows every one has a bin of its own: errors are |y − p|
        Judged<Category, ClassProbabilities> few =
                judged(new double[] {0, 1, 1}, new double[][] {{0.9, 0.1}, {0.6, 0.4}, {0.2, 0.8}});
        Metric<Category, ClassProbabilities> ece = metric("ece");
        double[] parts = ece.prepare(few).parts(new double[] {1, 1, 1});
        assertThat(ece.combine(List.of(parts, parts))).isCloseTo((0.1 + 0.6 + 0.2) / 3, within(1e-12));
        Judged<Category, ClassProbabilities> opposite =
                judged(new double[] {1, 0, 0}, new double[][] {{0.1, 0.9}, {0.4, 0.6}, {0.8, 0.2}});
        double[] other = ece.prepare(opposite).parts(new double[] {1, 1, 1});
        // lowest bins: (p 0.1, y 0) and (p 0.2, y 0); middle: (0.4, 1), (0.6, 0); highest: (0.8, 1), (0.9, 1)
        assertThat(ece.combine(List.of(parts, other))).isCloseTo((0.3 + 0.0 + 0.3) / 6, within(1e-12));
    }

    @Test
    void whatCannotBeHadSaysWhy() {
        assertThat(metric("calibration_slope").inapplicable(judged(Y3, P3))).contains("It is for two classes.");
        double[][] same =
                IntStream.range(0, 12).mapToObj(i -> new double[] {0.5, 0.5}).toArray(double[][]::new);
        assertThat(metric("calibration_slope").inapplicable(judged(Y, same)))
                .contains("The predictions do not differ between rows.");
        assertThat(metric("auc").inapplicable(judged(new double[12], same)))
                .contains("The test rows of a part hold one class only.");
        assertThat(value("auc", judged(Y, same), ONES)).isEqualTo(0.5);
        assertThat(value("mcc", judged(Y, same), ONES)).isZero();
    }

    @Test
    void predictionsInAnotherOrderOfClassesAreRefused() {
        Judged<Category, ClassProbabilities> judged = two();
        Judged<Category, ClassProbabilities> swapped = new Judged<>(
                judged.task(),
                judged.train(),
                judged.test(),
                new ClassProbabilities(List.of("1", "0"), judged.predicted().probability()));
        assertThatThrownBy(() -> metric("brier").prepare(swapped)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theProbabilityOfTheNamedPositiveClassIsRanked() {
        Judged<Category, ClassProbabilities> judged = two();
        Judged<Category, ClassProbabilities> other = new Judged<>(
                new Task<>(new Category("y", List.of("0", "1"), Optional.of("0")), List.of()),
                judged.train(),
                judged.test(),
                judged.predicted());
        assertThat(value("auc", other, ONES)).isCloseTo(value("auc", judged, ONES), within(1e-12));
        assertThat(value("average_precision", other, ONES)).isNotCloseTo(0.8069444444444444, within(1e-3));
        assertThat(value("calibration_intercept", other, ONES)).isCloseTo(-0.228907163475993, within(1e-9));
    }
}
