package org.theriac.core.preparation;

import java.util.ArrayList;
import java.util.List;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/**
 * Fitted preprocessing of a task's inputs: numbers are imputed, flagged where they were missing, and standardised; categories become codes, with rare
 * levels pooled. It can only be fitted on rows that a method was given to learn from.
 *
 * @param numbers one step for each input that holds numbers, in the task's order
 * @param categories one step for each input that holds categories, in the task's order
 */
public record Preparation(List<NumberStep> numbers, List<CategoryStep> categories) {
    /** No inputs, nothing to prepare. */
    public static final Preparation NONE = new Preparation(List.of(), List.of());

    public Preparation {
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
    }

    /** How to prepare. */
    @Meaning("How inputs are prepared; always fitted on training rows.")
    public record Settings(
            @Meaning("What stands in for a missing number.") Imputation imputation,

            @Meaning(
                    "Whether a column gets a second one that says where numbers were missing; where fewer rows than rare_below miss one, it does not.")
            boolean missingFlags,

            @Meaning("Whether numbers are scaled to mean 0 and standard deviation 1.")
            boolean standardise,

            @Meaning(
                    "Levels of a category with fewer training rows than this are pooled into one, and so few missing numbers are not flagged.")
            @Range(min = 1)
            int rareBelow) {
        public static final Settings DEFAULTS = new Settings(Imputation.MEDIAN, true, true, 20);
    }

    /** What stands in for a missing number. */
    public enum Imputation {
        MEDIAN,
        MEAN
    }

    /**
     * A column of numbers.
     *
     * @param fill what stands in for a missing value
     * @param flagged whether a flag column follows that is 1 where the value was missing
     * @param centre what is subtracted, after imputation
     * @param scale what is divided by, after that; never 0
     */
    public record NumberStep(
            String column, String heading, double fill, boolean flagged, double centre, double scale) {}

    /**
     * A column of categories. Code 0 stands for everything that is not among {@code levels}: rare, missing, or never seen.
     *
     * @param levels those that are common enough, the most frequent first; codes 1, 2, …
     * @param pooled how many training rows had code 0
     */
    public record CategoryStep(String column, String heading, List<String> levels, int pooled) {
        public CategoryStep {
            levels = List.copyOf(levels);
        }
    }

    /** The level that stands for a missing category, where that is common enough to be one of its own. */
    public static final String MISSING = "(missing)";

    /** The level that stands for rare and unseen categories. */
    public static final String OTHER = "(other)";

    /**
     * Fits the preprocessing.
     *
     * @throws org.theriac.core.UserError if an input holds neither numbers nor categories, or no number at all
     */
    public static Preparation fit(Cohort train, List<String> inputs, Settings settings) {
        return new PreparationFit(train, settings).fit(inputs);
    }

    /** The prepared rows. */
    public Prepared apply(Cohort cohort) {
        int n = cohort.rows();
        int width = numberNames().size();
        double[] values = new double[n * width];
        int at = 0;
        for (NumberStep step : numbers) {
            NumberColumn column = cohort.numbers(step.column());
            for (int row = 0; row < n; row++) {
                double value = column.missing(row) ? step.fill() : column.value(row);
                values[row * width + at] = (value - step.centre()) / step.scale();
                if (step.flagged()) {
                    values[row * width + at + 1] = column.missing(row) ? 1 : 0;
                }
            }
            at += step.flagged() ? 2 : 1;
        }
        int[] codes = new int[n * categories.size()];
        for (int c = 0; c < categories.size(); c++) {
            CategoryStep step = categories.get(c);
            CategoryColumn column = cohort.categories(step.column());
            for (int row = 0; row < n; row++) {
                codes[row * categories.size() + c] = step.levels().indexOf(level(column, row)) + 1;
            }
        }
        return new Prepared(this, n, values, codes);
    }

    static String level(CategoryColumn column, int row) {
        return column.missing(row) ? MISSING : column.get(row);
    }

    /** Names of the numeric inputs after preparation, flags included. */
    public List<String> numberNames() {
        List<String> names = new ArrayList<>();
        for (NumberStep step : numbers) {
            names.add(step.heading());
            if (step.flagged()) {
                names.add(step.heading() + " missing");
            }
        }
        return names;
    }

    /** Number of codes of each category, code 0 included: the sizes of embeddings. */
    public int[] cardinalities() {
        return categories.stream().mapToInt(step -> step.levels().size() + 1).toArray();
    }

    /** How many values of categories in these rows were never seen in training: neither a kept level nor pooled then. */
    public long unseen(Cohort cohort) {
        long unseen = 0;
        for (CategoryStep step : categories) {
            if (step.pooled() == 0) {
                CategoryColumn column = cohort.categories(step.column());
                for (int row = 0; row < cohort.rows(); row++) {
                    unseen += step.levels().contains(level(column, row)) ? 0 : 1;
                }
            }
        }
        return unseen;
    }

    /** The columns that these steps read. */
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        numbers.forEach(step -> inputs.add(step.column()));
        categories.forEach(step -> inputs.add(step.column()));
        return inputs;
    }
}
