package org.theriac.core.table;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers: an optional sign, digits with at most one decimal mark, an optional exponent. Nothing else is a number: no group marks, no
 * hexadecimal digits, no infinity, no trailing letters.
 */
final class Decimals {
    private static final double[] POWERS_OF_TEN = new double[23];

    static {
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = Double.parseDouble("1e" + i);
        }
    }

    private Decimals() {}

    /** The number that the bytes write, correctly rounded; NaN if they write none, or one beyond the range of a double. */
    static double parse(byte[] bytes, int from, int to, byte mark) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        if (negative || at < to && bytes[at] == '+') {
            at++;
        }
        long digits = 0;
        int significant = 0;
        int seen = 0;
        int scale = 0;
        boolean fraction = false;
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b >= '0' && b <= '9') {
                seen++;
                scale += fraction ? 1 : 0;
                if (significant > 0 || b != '0') {
                    significant++;
                }
                if (significant <= 18) {
                    digits = 10 * digits + (b - '0');
                }
            } else if (b == mark && !fraction) {
                fraction = true;
            } else {
                break;
            }
        }
        if (seen == 0) {
            return Double.NaN;
        }
        int exponent = 0;
        if (at < to) {
            exponent = exponent(bytes, at, to);
            if (exponent == Integer.MIN_VALUE) {
                return Double.NaN;
            }
        }
        int power = exponent - scale;
        // both factors are exact doubles, so one rounding gives the nearest double (Clinger, PLDI 1990)
        if (significant <= 18 && digits <= 1L << 53 && power >= -22 && power <= 22) {
            double value = power < 0 ? digits / POWERS_OF_TEN[-power] : digits * POWERS_OF_TEN[power];
            return negative ? -value : value;
        }
        double value = Double.parseDouble(
                new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).replace((char) mark, '.'));
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /** The exponent after e or E, at most ±100,000; {@link Integer#MIN_VALUE} if none stands there. */
    private static int exponent(byte[] bytes, int from, int to) {
        int at = from;
        if (bytes[at] != 'e' && bytes[at] != 'E') {
            return Integer.MIN_VALUE;
        }
        at++;
        boolean negative = at < to && bytes[at] == '-';
        if (negative || at < to && bytes[at] == '+') {
            at++;
        }
        if (at == to) {
            return Integer.MIN_VALUE;
        }
        int value = 0;
        for (; at < to; at++) {
            if (bytes[at] < '0' || bytes[at] > '9') {
                return Integer.MIN_VALUE;
            }
            value = Math.min(10 * value + (bytes[at] - '0'), 100_000);
        }
        return negative ? -value : value;
    }
}
