package org.theriac.biostatistics.metrics;

import org.theriac.biostatistics.calibration.CensoringCurve;

/** What an event at T weighs in a Brier score. */
public enum EventWeight {
    /** 1/G(T−), the probability of having been uncensored until then: the definition of Graf et al. */
    BEFORE("", ""),
    /** 1/G(T), weights of 1/0 being 0: the program of Haider et al., and scikit-survival. */
    HAIDER("_haider", " (Haider)");

    private final String suffix;
    private final String inTitle;

    EventWeight(String suffix, String inTitle) {
        this.suffix = suffix;
        this.inTitle = inTitle;
    }

    /** The end of a metric's id. */
    String suffix() {
        return suffix;
    }

    /** The end of its title. */
    String inTitle() {
        return inTitle;
    }

    /** The curve that weighs so. */
    CensoringCurve of(CensoringCurve censoring) {
        return this == HAIDER ? censoring.atEvents() : censoring;
    }
}
