package org.theriac.tables;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Single-precision numbers as the decimals that were meant: 0.1f stands for 0.1, not for 0.10000000149. So a table holds the same numbers whether a
 * program wrote it as text or as 32-bit floats.
 */
public final class SinglePrecision {
    private static final int MOST_DIGITS = 9;
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};

    private SinglePrecision() {}

    /** The nearest double to the decimal of fewest digits that reads back to this float; NaN and infinities stay. */
    public static double decimal(float value) {
        double magnitude = Math.abs((double) value);
        if (magnitude == Math.rint(magnitude) && magnitude < 1 << 24 || !Float.isFinite(value)) {
            return value;
        }
        if (magnitude >= 1e-3 && magnitude < 1e6) {
            for (double power : POWERS_OF_TEN) {
                // the digits and the power are exact doubles, so that the quotient is the nearest double to the decimal
                double decimal = Math.rint(value * power) / power;
                if ((float) decimal == value) {
                    return decimal;
                }
            }
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            double decimal = exact.round(new MathContext(digits)).doubleValue();
            if ((float) decimal == value) {
                return decimal;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS)).doubleValue();
    }
}
