package org.theriac.core.evaluation.category;

import java.util.Arrays;
import java.util.Optional;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.NamedMetric;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;

/** What the metrics of predicted classes share: the outcome, and the way from cohorts and predictions to plain arrays. */
abstract class CategoryMetric extends NamedMetric<Category, ClassProbabilities> {
    static final String ONE_CLASS = "The test rows of a part hold one class only.";
    static final String TWO_CLASSES = "It is for two classes.";

    CategoryMetric(String id, String title, String convention, Direction direction) {
        super(id, title, convention, direction, Category.class);
    }

    /**
     * Index of each test row's class.
     *
     * @throws IllegalArgumentException if the predictions are of other classes, or in another order, than the outcome's
     */
    static int[] truth(Judged<Category, ClassProbabilities> judged) {
        Category outcome = judged.task().outcome();
        if (!outcome.classes().equals(judged.predicted().classes())) {
            throw new IllegalArgumentException(
                    "predictions of " + judged.predicted().classes() + " for an outcome of " + outcome.classes());
        }
        return outcome.truth(judged.test());
    }

    static boolean[] is(int[] truth, int k) {
        boolean[] is = new boolean[truth.length];
        for (int row = 0; row < is.length; row++) {
            is[row] = truth[row] == k;
        }
        return is;
    }

    static Optional<String> oneClass(Judged<Category, ClassProbabilities> judged) {
        return Arrays.stream(truth(judged)).distinct().limit(2).count() < 2 ? Optional.of(ONE_CLASS) : Optional.empty();
    }

    /** The weighted mean of one number for each row; NaN without weight. */
    static double mean(double[] value, double[] weight) {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < value.length; row++) {
            sum += weight[row] * value[row];
            total += weight[row];
        }
        return sum / total;
    }
}
