package org.theriac.biostatistics.distribution;

/** How a survival curve runs between the times at which it is given. */
public enum Interpolation {
    /** Right-continuous steps: the value at a time holds until the next. What this platform's models predict. */
    STEP,
    /** Straight lines. */
    LINEAR,
    /**
     * A cubic spline (Forsythe, Malcolm and Moler, 1977) whose slopes are limited so that it never rises (Hyman, SIAM Journal on Scientific and Statistical
     * Computing 4, 1983), as R's {@code splinefun(method = "hyman")}: what Haider et al. (JMLR 21(85), 2020) use.
     */
    MONOTONE_CUBIC
}
