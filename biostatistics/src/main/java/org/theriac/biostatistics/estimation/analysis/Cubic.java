package org.theriac.biostatistics.estimation.analysis;

/** Polynomials of degree three, by which smooths of residuals are fitted. */
final class Cubic {
    static final int SIZE = 4;

    private Cubic() {}

    /** 1, g, g², g³. */
    static double[] basis(double g) {
        return new double[] {1, g, g * g, g * g * g};
    }

    /** The sum of the basis times the coefficients. */
    static double value(double[] basis, double[] coefficients) {
        double sum = 0;
        for (int a = 0; a < SIZE; a++) {
            sum += basis[a] * coefficients[a];
        }
        return sum;
    }
}
