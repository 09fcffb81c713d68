package org.theriac.core.report;

import java.util.Locale;

/** Numbers as papers print them. */
public final class Numbers {
    private Numbers() {}

    /** Three decimals below 10, one below 1,000, none above; a dash for NaN. */
    public static String measure(double value) {
        return measure(value, value);
    }

    /** The same with the decimals of another number, so that an estimate and its limits are told alike. */
    public static String measure(double value, double like) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(like);
        return signed(String.format(Locale.ROOT, size < 10 ? "%.3f" : size < 1000 ? "%.1f" : "%,.0f", value));
    }

    /** A count with thousands separated. */
    public static String count(long value) {
        return signed(String.format(Locale.ROOT, "%,d", value));
    }

    /** A value of a column: whole numbers without decimals, others as measures. */
    public static String value(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? count((long) value) : measure(value);
    }

    /** "12.3 %". */
    public static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The level of an interval: "95 %", "99.9 %". */
    public static String level(double share) {
        return percent(share).replace(".0 %", " %");
    }

    /** "p = 0.012", or "p &lt; 0.001". */
    public static String pValue(double p) {
        if (Double.isNaN(p)) {
            return "–";
        }
        return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, p < 0.1 ? "p = %.3f" : "p = %.2f", p);
    }

    /** Two decimals below 10, one below 100, none above: "1.04", "12.3"; tiny ratios keep two digits. A dash for NaN. */
    public static String ratio(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        String pattern = value < 0.095 ? "%.3f" : value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, pattern, value);
    }

    /** "0.612 (0.604–0.621)"; "−0.012 (−0.020 to −0.004)" where a dash would look like a minus. */
    public static String interval(double value, double lower, double upper) {
        if (Double.isNaN(lower) || Double.isNaN(upper)) {
            return measure(value);
        }
        return measure(value) + " (" + measure(lower) + to(lower) + measure(upper) + ")";
    }

    /** What stands between the ends of a range: a dash, but words where it would look like a minus. */
    static String to(double lower) {
        return lower < 0 ? " to " : "–";
    }

    /** A true minus sign, and no minus before nothing but zeros. */
    static String signed(String text) {
        if (!text.startsWith("-")) {
            return text;
        }
        return text.chars().anyMatch(c -> c >= '1' && c <= '9') ? "−" + text.substring(1) : text.substring(1);
    }
}
