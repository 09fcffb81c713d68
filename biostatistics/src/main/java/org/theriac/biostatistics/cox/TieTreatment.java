package org.theriac.biostatistics.cox;

import java.util.Optional;

/** The ways to treat tied event times that a user chooses between: two rules for rounded times, and the likelihood of discrete ones. */
public enum TieTreatment {
    /** Efron's rule. */
    EFRON,
    /** Breslow's rule. */
    BRESLOW,
    /** The exact partial likelihood of discrete times, {@link ExactCox}. */
    EXACT;

    /** The rule, unless the likelihood is the exact one. */
    public Optional<Ties> rule() {
        return switch (this) {
            case EFRON -> Optional.of(Ties.EFRON);
            case BRESLOW -> Optional.of(Ties.BRESLOW);
            case EXACT -> Optional.empty();
        };
    }
}
