package org.theriac.biostatistics.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NetBenefitTest {
    private static final double[] P = {
        .05, .12, .18, .22, .27, .31, .33, .38, .41, .44, .48, .52, .55, .58, .61, .66, .70, .74, .79, .85
    };
    private static final double[] T = {30, 12, 25, 8, 40, 33, 9, 28, 15, 22, 36, 5, 14, 26, 3, 11, 20, 7, 2, 6};
    private static final boolean[] E = events(0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1);
    private static final double[] THRESHOLDS = {.1, .2, .3, .5, .7};

    private static boolean[] events(int... seen) {
        boolean[] events = new boolean[seen.length];
        for (int i = 0; i < seen.length; i++) {
            events[i] = seen[i] == 1;
        }
        return events;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** dca(data, 'e', ['p'], thresholds) of the Python package dcurves 1.1.7 by the authors of the method, on the rows above. */
    @Test
    void netBenefitOfKnownOutcomesEqualsDcurves() {
        NetBenefit benefit = NetBenefit.ofEvents(P, E);
        assertThat(benefit.at(THRESHOLDS, ones(20)))
                .containsExactly(new double[] {0.45, 0.4125, 0.321429, 0.25, 0.033333}, within(1e-6));
        assertThat(benefit.ofAll(THRESHOLDS, ones(20)))
                .containsExactly(new double[] {0.444444, 0.375, 0.285714, 0, -0.666667}, within(1e-6));
    }

    /** The same with time_to_outcome_col='t', time=15. */
    @Test
    void netBenefitWithCensoringEqualsDcurves() {
        NetBenefit benefit = NetBenefit.byHorizon(P, T, E, 15);
        assertThat(benefit.at(THRESHOLDS, ones(20)))
                .containsExactly(new double[] {0.461111, 0.4125, 0.321429, 0.25, 0.033333}, within(1e-6));
        assertThat(benefit.ofAll(THRESHOLDS, ones(20)))
                .containsExactly(new double[] {0.454545, 0.386364, 0.298701, 0.018182, -0.636364}, within(1e-6));
    }

    @Test
    void actingOnNobodyIsWorthNothing() {
        assertThat(NetBenefit.ofEvents(P, E).at(new double[] {0.9}, ones(20))).containsExactly(0);
        assertThat(NetBenefit.byHorizon(P, T, E, 15).at(new double[] {0.9}, ones(20)))
                .containsExactly(0);
    }

    @Property(tries = 50)
    void weightsAreReplicatedRows(@ForAll @IntRange(min = 0, max = 19) int row) {
        double[] weight = ones(20);
        weight[row] = 2;
        double[] p = Arrays.copyOf(P, 21);
        double[] t = Arrays.copyOf(T, 21);
        boolean[] e = Arrays.copyOf(E, 21);
        p[20] = P[row];
        t[20] = T[row];
        e[20] = E[row];
        assertThat(NetBenefit.byHorizon(P, T, E, 15).at(THRESHOLDS, weight))
                .containsExactly(NetBenefit.byHorizon(p, t, e, 15).at(THRESHOLDS, ones(21)), within(1e-12));
        assertThat(NetBenefit.ofEvents(P, E).at(THRESHOLDS, weight))
                .containsExactly(NetBenefit.ofEvents(p, e).at(THRESHOLDS, ones(21)), within(1e-12));
    }
}
