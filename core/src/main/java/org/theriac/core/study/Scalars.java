package org.theriac.core.study;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.theriac.core.cohort.NumberColumn;

/** Single values: numbers, true and false, words, texts. */
final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?");

    private Scalars() {}

    static Object value(Located at, Class<?> type, @Nullable Range range) {
        if (type.isEnum()) {
            return word(at, Settings.words(type));
        }
        if (!(at instanceof Located.Scalar scalar) || at.isNothing()) {
            throw refused(at, allowed(type, range));
        }
        if (type == String.class) {
            return scalar.text();
        }
        if (type == boolean.class || type == Boolean.class) {
            return truth(scalar);
        }
        if (type == double.class || type == Double.class) {
            return inRange(at, number(scalar, type, range).doubleValue(), type, range);
        }
        BigDecimal number = number(scalar, type, range);
        try {
            inRange(at, number.doubleValue(), type, range);
            if (type == int.class || type == Integer.class) {
                return number.intValueExact();
            }
            if (type == long.class || type == Long.class) {
                return number.longValueExact();
            }
        } catch (ArithmeticException e) {
            throw (LocatedError) refused(at, allowed(type, range)).initCause(e);
        }
        throw new IllegalStateException("settings cannot hold a " + type);
    }

    private static boolean truth(Located.Scalar scalar) {
        if (scalar.form() == Located.Scalar.Form.PLAIN && scalar.text().equalsIgnoreCase("true")) {
            return true;
        }
        if (scalar.form() == Located.Scalar.Form.PLAIN && scalar.text().equalsIgnoreCase("false")) {
            return false;
        }
        throw refused(scalar, "true or false");
    }

    private static Object word(Located at, Map<String, Object> words) {
        String list = String.join(", ", words.keySet());
        if (!(at instanceof Located.Scalar scalar) || at.isNothing()) {
            throw refused(at, "one of " + list);
        }
        Object constant = words.get(scalar.text());
        if (constant == null) {
            String meant = Words.nearest(scalar.text(), words.keySet())
                    .map(word -> "; did you mean '" + word + "'?")
                    .orElse(".");
            throw at.error("found " + at.describe() + meant + " Allowed: " + list + ".");
        }
        return constant;
    }

    private static BigDecimal number(Located.Scalar scalar, Class<?> type, @Nullable Range range) {
        if (scalar.form() != Located.Scalar.Form.PLAIN
                || !NUMBER.matcher(scalar.text()).matches()) {
            throw refused(scalar, allowed(type, range));
        }
        return new BigDecimal(scalar.text());
    }

    private static double inRange(Located at, double number, Class<?> type, @Nullable Range range) {
        if (Double.isInfinite(number) || range != null && (number < range.min() || number > range.max())) {
            throw refused(at, allowed(type, range));
        }
        return number;
    }

    private static LocatedError refused(Located at, String allowed) {
        return at.error("found " + at.describe() + "; allowed: " + allowed + ".");
    }

    private static String allowed(Class<?> type, @Nullable Range range) {
        if (type == String.class) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        String number = type == double.class || type == Double.class ? "a number" : "a whole number";
        return range == null ? number : number + bounds(range);
    }

    /** " from 2 to 100", " of at least 1", " of at most 9"; nothing without bounds. */
    static String bounds(Range range) {
        boolean below = range.min() > Double.NEGATIVE_INFINITY;
        boolean above = range.max() < Double.POSITIVE_INFINITY;
        if (below && above) {
            return " from " + NumberColumn.word(range.min()) + " to " + NumberColumn.word(range.max());
        }
        return below
                ? " of at least " + NumberColumn.word(range.min())
                : above ? " of at most " + NumberColumn.word(range.max()) : "";
    }
}
