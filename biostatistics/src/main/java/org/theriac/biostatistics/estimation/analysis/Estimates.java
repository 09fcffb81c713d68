package org.theriac.biostatistics.estimation.analysis;

import java.util.Locale;
import org.theriac.core.report.Numbers;

/** Estimates with their intervals, as the tables of analyses print them: the limits joined by a word, since a dash would look like a minus. */
final class Estimates {
    private Estimates() {}

    /** A ratio: "0.58 (0.41 to 0.80)"; a dash where it could not be estimated. */
    static String ratio(double ratio, double lower, double upper) {
        return Double.isNaN(ratio)
                ? "–"
                : Numbers.ratio(ratio) + " (" + Numbers.ratio(lower) + " to " + Numbers.ratio(upper) + ")";
    }

    /** A ratio from {ratio, lower, upper}. */
    static String ratio(double[] ratio) {
        return ratio(ratio[0], ratio[1], ratio[2]);
    }

    /** A measure from {value, lower, upper}. */
    static String measure(double[] interval) {
        return measure(interval[0], interval[1], interval[2]);
    }

    /** A measure, all three with the decimals of the largest: "56.0 (26.7 to 85.3)". */
    static String measure(double value, double lower, double upper) {
        if (Double.isNaN(lower) || Double.isNaN(upper)) {
            return Numbers.measure(value);
        }
        double largest = Math.max(Math.abs(value), Math.max(Math.abs(lower), Math.abs(upper)));
        return Numbers.measure(value, largest) + " (" + Numbers.measure(lower, largest) + " to "
                + Numbers.measure(upper, largest) + ")";
    }

    /** A chi-square test: "χ² = 10.33, 1 df, p = 0.001". */
    static String chiSquare(double statistic, int degreesOfFreedom, double p) {
        return String.format(Locale.ROOT, "χ² = %.2f, %d df, %s", statistic, degreesOfFreedom, Numbers.pValue(p));
    }

    /** A probability: "64.4 % (56.9 to 73.0)". */
    static String percent(double value, double lower, double upper) {
        return Double.isNaN(value) || Double.isNaN(lower) || Double.isNaN(upper)
                ? Numbers.percent(value)
                : String.format(Locale.ROOT, "%.1f %% (%.1f to %.1f)", 100 * value, 100 * lower, 100 * upper);
    }

    /** A difference of probabilities in percentage points, from {value, lower, upper}: "−3.1 (−5.0 to −1.2)". */
    static String points(double[] interval) {
        return String.format(
                        Locale.ROOT, "%.1f (%.1f to %.1f)", 100 * interval[0], 100 * interval[1], 100 * interval[2])
                .replace('-', '−');
    }

    /** A time in the unit of the outcome: "270 (212 to –)". */
    static String time(double value, double lower, double upper) {
        return Double.isNaN(value) ? "–" : Numbers.value(value) + " (" + limit(lower) + " to " + limit(upper) + ")";
    }

    private static String limit(double value) {
        return Double.isNaN(value) ? "–" : Numbers.value(value);
    }
}
