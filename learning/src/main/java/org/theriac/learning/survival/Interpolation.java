package org.theriac.learning.survival;

/** What is assumed between two cuts of a discrete-time model (Kvamme and Borgan, 2019). The values at the cuts are the model's under either. */
public enum Interpolation {
    /** Events are spread evenly between two cuts: the survival curve is a straight line there. */
    CONSTANT_DENSITY,
    /** The hazard is constant between two cuts: the survival curve is exponential there. */
    CONSTANT_HAZARD;

    /**
     * The probability of the event within the first part of an interval, for a row that has lived to its beginning.
     *
     * @param hazard probability of the event within the whole interval
     * @param fraction of the interval, in (0, 1]
     */
    double share(double hazard, double fraction) {
        if (this == CONSTANT_DENSITY) {
            return hazard * fraction;
        }
        // 1 − (1 − h)^ρ, which for h = 1 is a step at once
        return hazard >= 1 ? 1 : -Math.expm1(fraction * Math.log1p(-hazard));
    }
}
