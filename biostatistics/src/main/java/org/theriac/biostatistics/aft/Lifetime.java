package org.theriac.biostatistics.aft;

/** The law of the time itself. */
public enum Lifetime {
    /** Constant hazard: log T = xβ + W. */
    EXPONENTIAL("exponential", ErrorLaw.EXTREME_VALUE, true),
    /** Hazard that rises or falls as a power of time; the only law that is proportional hazards as well. */
    WEIBULL("Weibull", ErrorLaw.EXTREME_VALUE, false),
    /** Hazard that rises and then falls. */
    LOG_NORMAL("log-normal", ErrorLaw.NORMAL, false),
    /** Hazard that falls, or rises and then falls; proportional odds. */
    LOG_LOGISTIC("log-logistic", ErrorLaw.LOGISTIC, false);

    private final String words;
    private final ErrorLaw error;
    private final boolean unitScale;

    Lifetime(String words, ErrorLaw error, boolean unitScale) {
        this.words = words;
        this.error = error;
        this.unitScale = unitScale;
    }

    ErrorLaw error() {
        return error;
    }

    /** Whether σ is 1 and not estimated. */
    boolean unitScale() {
        return unitScale;
    }

    /**
     * P(T &gt; t) where log T is centred.
     *
     * @param location β₀ + xβ
     * @param scale σ
     */
    public double survival(double location, double scale, double t) {
        return t <= 0 ? 1 : Math.exp(error.logSurvival((Math.log(t) - location) / scale));
    }

    @Override
    public String toString() {
        return words;
    }
}
