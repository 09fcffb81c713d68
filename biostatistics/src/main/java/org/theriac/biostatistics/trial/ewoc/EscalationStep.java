package org.theriac.biostatistics.trial.ewoc;

/**
 * The decision for one patient of stage one, with how it came about.
 *
 * @param track 1 or 2, the patient's place in the cohort
 * @param movesX whether drug x moves and y stays; otherwise the other way round
 * @param alpha the accepted probability of an overdose
 * @param quantile the alpha quantile of the tolerated dose of the moving drug given the other; NaN if no dose is tolerated
 * @param next what the patient receives
 * @param limit what held the quantile back
 */
public record EscalationStep(int track, boolean movesX, double alpha, double quantile, Combination next, Limit limit) {
    /** What holds a dose back. */
    public enum Limit {
        /** Nothing: the quantile itself is given. */
        NONE,
        /** In no draw of the posterior any dose is tolerated: the least dose is given, and the investigators are alarmed. */
        NO_TOLERATED_DOSE,
        /** The quantile lies below the least dose. */
        LEAST_DOSE,
        /** The quantile lies above the greatest dose. */
        GREATEST_DOSE,
        /** The dose may not rise by more than the largest step. */
        LARGEST_STEP
    }
}
