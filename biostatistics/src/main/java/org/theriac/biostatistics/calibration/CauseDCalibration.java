package org.theriac.biostatistics.calibration;

import java.util.Locale;

/**
 * D-calibration of the predicted incidence F of one of several causes that compete (after Alberge, Haugomat, Varoquaux and Abécassis, On the Calibration of
 * Survival Models with Competing Risks, AISTATS 2026, whose curve this is in B cells, with the chi-square test of Haider et al.). Under a true model a row
 * whose event is of the cause has F(T)∕F(τ) uniform on [0, 1], and of the cause by the end of prediction τ is a share F(τ) of rows. So cell b of B expects
 * Σ F_i(τ)∕B rows, one cell more Σ (1 − F_i(τ)), those that have another event or none by τ. A row censored at c is spread by what the model says of it
 * given that nothing happened by c: |cell ∩ (F(c), F(τ)]| ∕ S(c) to each cell, the rest to the last.
 *
 * <p>B degrees of freedom; conservative, under censoring and because the rows' chances differ. With one cause and F(τ) = 1 it is {@link DCalibration}.
 */
public final class CauseDCalibration implements CellTest {
    private final double[] observed;
    private final double[] expected;

    private CauseDCalibration(double[] observed, double[] expected) {
        this.observed = observed;
        this.expected = expected;
    }

    /** From rows observed and expected in each of B + 1 cells, such as those of several folds added up. */
    public static CauseDCalibration of(double[] observed, double[] expected) {
        return new CauseDCalibration(observed.clone(), expected.clone());
    }

    /**
     * What one row adds: masses of the cells, then expectations.
     *
     * @param own F at the row's own time
     * @param end F at the end of prediction
     * @param survival the probability of no event at all at the row's own time
     * @param cause 1: of the cause; 2: of another; 0: censored
     * @return 2 (B + 1) numbers
     */
    public static double[] row(double own, double end, double survival, int cause, int cells) {
        double[] row = new double[2 * (cells + 1)];
        for (int b = 0; b < cells; b++) {
            row[cells + 1 + b] = end / cells;
        }
        row[2 * cells + 1] = 1 - end;
        if (cause == 1 && end > 0) {
            row[Math.min(cells - 1, (int) (own / end * cells))] = 1;
            return row;
        }
        double left = 1;
        if (cause == 0 && survival > 0) {
            for (int b = 0; b < cells; b++) {
                double mass = Math.max(0, end * (b + 1) / cells - Math.max(own, end * b / cells)) / survival;
                mass = Math.min(mass, left);
                row[b] = mass;
                left -= mass;
            }
        }
        row[cells] = left;
        return row;
    }

    /** Σ (observed − expected)² ∕ expected. */
    @Override
    public double statistic() {
        double sum = 0;
        for (int b = 0; b < observed.length; b++) {
            if (expected[b] > 1e-12) {
                sum += (observed[b] - expected[b]) * (observed[b] - expected[b]) / expected[b];
            }
        }
        return sum;
    }

    /** One fewer than cells in which a row could be expected. */
    @Override
    public int degreesOfFreedom() {
        int cells = 0;
        for (double e : expected) {
            cells += e > 1e-12 ? 1 : 0;
        }
        return Math.max(1, cells - 1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "D-calibration of a cause: chi-square %.5f on %d df, p %.4g",
                statistic(),
                degreesOfFreedom(),
                p());
    }
}
