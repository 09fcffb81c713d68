package org.theriac.learning.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Streams;
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

    /** Features of 0 make all risks equal: one death among three, then two tied ones, the second of which finds one row less at risk. */
    @Test
    void finishedHeadHasTheBaselineOfItsTieRule() {
        Observed observed = new Observed(new double[] {2, 1, 2}, new boolean[] {true, true, true});
        try (Arena scope = Arena.scope()) {
            CoxHead head = new CoxHead(new Initialiser(scope, ScalarType.Double, Streams.seeded(1)), 1);
            Features.Vector zero = new Features.Vector(Tensors.of(new double[3], ScalarType.Double, 3, 1));
            CoxHead.Hazards efron = head.finish(zero, CoxHead.Truth.of(scope, observed, Ties.EFRON));
            assertThat(efron.times()).containsExactly(1, 2);
            assertThat(efron.cumulativeHazard())
                    .containsExactly(new double[] {1 / 3.0, 1 / 3.0 + 1 / 2.0 + 1}, within(1e-15));
            CoxHead.Hazards breslow = head.finish(zero, CoxHead.Truth.of(scope, observed, Ties.BRESLOW));
            assertThat(breslow.cumulativeHazard())
                    .containsExactly(new double[] {1 / 3.0, 1 / 3.0 + 2 / 2.0}, within(1e-15));
        }
    }
}
