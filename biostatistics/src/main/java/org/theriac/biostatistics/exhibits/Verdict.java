package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;

/**
 * Whether predicted probabilities mean what they say, in a few sentences.
 *
 * @param name of the method
 * @param rows test rows
 * @param tests of the whole distribution, by title, with their p values
 * @param ofHorizons p values of 1-calibration at several times; those that could be had
 * @param mean mean distance between predicted and observed risk; NaN where there is none
 * @param most its 90th percentile
 */
public record Verdict(String name, int rows, List<Test> tests, List<Double> ofHorizons, double mean, double most) {
    private static final double LEVEL = 0.05;

    /** A mean distance of two percentage points, and five for the worst tenth of rows, hardly change a decision. */
    private static final double SMALL_MEAN = 0.02;

    private static final double SMALL_MOST = 0.05;

    /** A test with its p value. */
    public record Test(String title, Optional<Double> p) {}

    /** What is said beneath all verdicts. */
    public static final String CAUTION =
            "A test of the whole distribution speaks against a method with p under 0.05, 1-calibration (with Greenwood's variance) with the smallest p under 0.05"
                    + " divided by the number of times. Few rows hide deviations, many rows show such as do not matter; so the distance is told as well. A curve that is the same for"
                    + " everybody passes these tests and ranks nobody.";

    public Verdict {
        tests = List.copyOf(tests);
        ofHorizons = List.copyOf(ofHorizons);
    }

    /** Whether no test speaks against the probabilities. */
    public boolean passes() {
        boolean distribution = tests.stream().allMatch(test -> test.p().orElse(1.0) >= LEVEL);
        return distribution && ofHorizons.stream().allMatch(p -> p >= LEVEL / ofHorizons.size());
    }

    /** Whether the distance between predicted and observed risk is so small that a test's result hardly matters. */
    public boolean small() {
        return mean <= SMALL_MEAN && most <= SMALL_MOST;
    }

    /** The sentences. */
    public Paragraph paragraph() {
        String told = told();
        String distance = Double.isNaN(mean)
                ? ""
                : " Predicted and observed risk at the median event time differ by " + Numbers.percent(mean)
                        + " on average, for nine of ten rows by less than " + Numbers.percent(most) + ".";
        if (passes()) {
            return Paragraph.text(name + ": no test speaks against its probabilities (" + told + ")." + distance
                    + " They may be read as probabilities, as far as " + Numbers.count(rows) + " rows can tell.");
        }
        if (small()) {
            return Paragraph.text(name + ": tests see a deviation from the observed probabilities (" + told + ")."
                    + distance + " That is little enough for its probabilities to be read as such.");
        }
        return Paragraph.text(name + ": its probabilities are not those observed (" + told + ")." + distance
                + " It may rank rows; its probabilities should be recalibrated before they are read.");
    }

    private String told() {
        List<String> told = new ArrayList<>();
        tests.forEach(test -> test.p().ifPresent(p -> told.add(test.title() + " " + Numbers.pValue(p))));
        if (!ofHorizons.isEmpty()) {
            double least = ofHorizons.stream().mapToDouble(p -> p).min().orElseThrow();
            told.add("1-calibration at " + ofHorizons.size() + " times, smallest " + Numbers.pValue(least));
        }
        return String.join("; ", told);
    }
}
