package org.theriac.biostatistics.concordance;

/** Which tied pairs a concordance index counts, each as one half: (C + ½ ties) ∕ (C + D + ties). Haider et al., JMLR 21(85), 2020. */
public enum TieTreatment {
    /** None: pairs with equal risks are left out. */
    NONE,
    /** Pairs with equal risks: Harrell's convention. */
    RISK,
    /** Pairs of events at one time, but not those with equal risks at different times. */
    TIME,
    /** Both. */
    ALL;

    /** The index from its counts; NaN where no pair counts. */
    public double of(Concordance counts) {
        double time = counts.tiedTime() + counts.tiedBoth();
        double ties = switch (this) {
            case NONE -> 0;
            case RISK -> counts.tiedRisk();
            case TIME -> time;
            case ALL -> counts.tiedRisk() + time;
        };
        return (counts.concordant() + ties / 2) / (counts.concordant() + counts.discordant() + ties);
    }
}
