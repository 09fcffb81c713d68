package org.theriac.core.preparation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.preparation.Preparation.CategoryStep;
import org.theriac.core.preparation.Preparation.Imputation;
import org.theriac.core.preparation.Preparation.NumberStep;

/** Fits {@link Preparation} on training rows. */
final class PreparationFit {
    /** The sum of the squares of a million such numbers is still a number. */
    private static final double LARGEST = 1e150;

    private final Cohort train;
    private final Preparation.Settings settings;

    PreparationFit(Cohort train, Preparation.Settings settings) {
        this.train = train;
        this.settings = settings;
    }

    Preparation fit(List<String> inputs) {
        List<NumberStep> numbers = new ArrayList<>();
        List<CategoryStep> categories = new ArrayList<>();
        for (String input : inputs) {
            Column<?> column = train.column(input);
            if (column instanceof NumberColumn values) {
                numbers.add(fit(values));
            } else if (column instanceof CategoryColumn values) {
                categories.add(fit(values));
            } else {
                throw new UserError("input '" + input
                        + "' holds neither numbers nor categories; leave it out, or give its type in the study file.");
            }
        }
        return new Preparation(numbers, categories);
    }

    private NumberStep fit(NumberColumn column) {
        double[] present = Arrays.stream(column.values())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (present.length == 0) {
            throw new UserError("input '" + column.name() + "' has no value in any of the " + train.rows()
                    + " training rows; leave it out of the inputs.");
        }
        double largest = Math.max(Math.abs(present[0]), Math.abs(present[present.length - 1]));
        if (largest > LARGEST) {
            throw new UserError(
                    "input '" + column.name() + "' holds a number of the size " + largest
                            + ", too large to reckon with. Look for a code or an error among its values, or give it another unit.");
        }
        double fill = settings.imputation() == Imputation.MEDIAN ? median(present) : mean(present);
        int missing = column.rows() - present.length;
        String heading = train.definition(column.name()).heading();
        // a coefficient for the gap of one patient would be that patient's
        boolean flagged = settings.missingFlags() && missing >= settings.rareBelow();
        if (!settings.standardise()) {
            return new NumberStep(column.name(), heading, fill, flagged, 0, 1);
        }
        // a constant column carries nothing and stays at 0; its deviation, computed, would be rounding errors and not 0
        if (present[0] == present[present.length - 1]) {
            return new NumberStep(column.name(), heading, present[0], flagged, present[0], 1);
        }
        double centre = (mean(present) * present.length + fill * missing) / column.rows();
        double squares = missing * (fill - centre) * (fill - centre);
        for (double value : present) {
            squares += (value - centre) * (value - centre);
        }
        double scale = Math.sqrt(squares / (column.rows() - 1));
        // values too close for their squares to differ from 0
        return new NumberStep(column.name(), heading, fill, flagged, centre, scale > 0 ? scale : 1);
    }

    private CategoryStep fit(CategoryColumn column) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row = 0; row < column.rows(); row++) {
            counts.merge(Preparation.level(column, row), 1, Integer::sum);
        }
        List<String> kept = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= settings.rareBelow())
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        int pooled = counts.entrySet().stream()
                .filter(entry -> !kept.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return new CategoryStep(column.name(), train.definition(column.name()).heading(), kept, pooled);
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
