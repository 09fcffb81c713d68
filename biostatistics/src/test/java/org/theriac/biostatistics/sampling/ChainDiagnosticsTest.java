package org.theriac.biostatistics.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ChainDiagnosticsTest {
    /** Autoregressive chains x' = ρ x + noise, the first of them shifted. */
    private static double[][] chains(double correlation, double shift) {
        Random random = new Random(5);
        double[][] chains = new double[4][20_000];
        for (double[] chain : chains) {
            double x = 0;
            for (int i = 0; i < chain.length; i++) {
                x = correlation * x + random.nextGaussian();
                chain[i] = x;
            }
        }
        for (int i = 0; i < chains[0].length; i++) {
            chains[0][i] += shift;
        }
        return chains;
    }

    @Test
    void independentDrawsAreWorthTheirNumber() {
        ChainDiagnostics diagnostics = ChainDiagnostics.of(chains(0, 0));
        assertThat(diagnostics.splitRHat()).isCloseTo(1, within(1e-3));
        assertThat(diagnostics.effectiveSize()).isCloseTo(80_000, Percentage.withPercentage(5));
    }

    /** An autocorrelation of ρ divides the worth of draws by (1 + ρ) / (1 − ρ). */
    @Test
    void correlatedDrawsAreWorthWhatTheirAutocorrelationLeaves() {
        assertThat(ChainDiagnostics.of(chains(0.9, 0)).effectiveSize())
                .isCloseTo(80_000 * 0.1 / 1.9, Percentage.withPercentage(10));
    }

    @Test
    void chainsThatDisagreeAreTold() {
        ChainDiagnostics apart = ChainDiagnostics.of(chains(0, 1));
        assertThat(apart.splitRHat()).isGreaterThan(1.05);
        assertThat(apart.effectiveSize()).isLessThan(100);
        assertThat(ChainDiagnostics.of(new double[][] {{1, 1, 1, 1}, {2, 2, 2, 2}})
                        .splitRHat())
                .isInfinite();
        assertThat(ChainDiagnostics.of(new double[][] {{1, 1, 1, 1}}).splitRHat())
                .isEqualTo(1);
    }
}
