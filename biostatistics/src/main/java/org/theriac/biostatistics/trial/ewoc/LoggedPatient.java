package org.theriac.biostatistics.trial.ewoc;

/**
 * A patient of a real trial.
 *
 * @param place where the row stands, for messages
 * @param given standardised doses
 * @param stage 1 or 2
 */
record LoggedPatient(String place, Combination given, Answer toxicity, Answer response, int stage) {
    /** An outcome. */
    enum Answer {
        NO,
        YES,
        PENDING
    }

    boolean toxicityKnown() {
        return toxicity != Answer.PENDING;
    }

    boolean responseKnown() {
        return response != Answer.PENDING;
    }
}
