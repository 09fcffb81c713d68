package org.theriac.learning.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.tensor.Tensors;

class CoxHeadTest {
    private static Tensor features(int rows) {
        return Tensors.of(new SplittableRandom(4).doubles(rows * 3L, -2, 2).toArray(), ScalarType.Double, rows, 3);
    }

    @Test
    void headHoldsTheContract() {
        new LayerContract<>(
                        init -> new CoxHead(init, 3),
                        CoxHeadTest::features,
                        (z, i) -> z.narrow(0, i, 1),
                        (head, z, pass) -> head.logRisk(new Features.Vector(z), pass))
                .check();
    }

    /** Without covariates Breslow's estimate is Nelson's and Aalen's: Σ d/n. */
    @Test
    void baselineAtEqualRisksIsNelsonAalen() {
        Observed observed = new Observed(new double[] {3, 1, 2, 2, 5}, new boolean[] {true, true, true, true, false});
        BreslowBaseline baseline = BreslowBaseline.of(observed, new double[5]);
        assertThat(baseline.times()).containsExactly(1, 2, 3);
        assertThat(baseline.cumulativeHazard())
                .containsExactly(new double[] {1 / 5.0, 1 / 5.0 + 2 / 4.0, 1 / 5.0 + 2 / 4.0 + 1 / 2.0}, within(1e-15));
    }

    @Test
    void baselineMovesAgainstALevelOfTheLogRisk() {
        Observed observed = new Observed(new double[] {1, 2, 3}, new boolean[] {true, true, true});
        double[] h = {0.3, -1, 2};
        double[] raised = {0.3 + 5, -1 + 5, 2 + 5};
        double[] low = BreslowBaseline.of(observed, h).cumulativeHazard();
        double[] high = BreslowBaseline.of(observed, raised).cumulativeHazard();
        for (int k = 0; k < 3; k++) {
            assertThat(high[k] * Math.exp(5)).isCloseTo(low[k], within(1e-14 * low[k] * 10));
        }
    }
}
