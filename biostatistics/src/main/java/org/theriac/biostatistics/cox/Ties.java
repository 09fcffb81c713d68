package org.theriac.biostatistics.cox;

/** How tied event times enter the partial likelihood. */
public enum Ties {
    /** Tied events leave the risk set on average one after the other: closer to the exact likelihood, the default of R. Efron, JASA 72 (1977). */
    EFRON,
    /** All tied events share the whole risk set: simpler, the default of scikit-survival and glmnet. Breslow, Biometrics 30 (1974). */
    BRESLOW
}
