package org.theriac.biostatistics.trial.ewoc;

/** Standardised doses of both drugs. */
public record Combination(double x, double y) {
    /** The least dose of both. */
    public static final Combination START = new Combination(0, 0);

    Combination withX(double other) {
        return new Combination(other, y);
    }

    Combination withY(double other) {
        return new Combination(x, other);
    }
}
