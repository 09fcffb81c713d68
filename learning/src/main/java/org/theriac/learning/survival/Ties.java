package org.theriac.learning.survival;

/** How a partial likelihood treats deaths at the same time. */
public enum Ties {
    /** Efron (1977): tied deaths leave the risk set by and by. */
    EFRON,
    /** Breslow (1974): every tied death sees the whole risk set. */
    BRESLOW
}
