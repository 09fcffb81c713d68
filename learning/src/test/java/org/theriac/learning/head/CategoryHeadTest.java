package org.theriac.learning.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.learning.contract.LayerContract;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.CategoryHead.Logits;
import org.theriac.learning.head.CategoryHead.Settings;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Parameters;
import org.theriac.learning.tensor.Streams;
import org.theriac.learning.tensor.Tensors;

class CategoryHeadTest {
    private static final List<String> THREE = List.of("normal", "bacterial", "viral");

    private static Tensor vectors(int rows) {
        return Tensors.of(new SplittableRandom(4).doubles(rows * 2L, -2, 2).toArray(), ScalarType.Double, rows, 2);
    }

    private static CategoryHead head(Arena arena, List<String> classes, Settings settings) {
        return new CategoryHead(new Initialiser(arena, ScalarType.Double, Streams.seeded(1)), 2, classes, settings);
    }

    @Test
    void logitsHoldTheContract() {
        for (Logits logits : Logits.values()) {
            new LayerContract<>(
                            init -> new CategoryHead(init, 2, THREE, new Settings(logits, 0.1, List.of())),
                            CategoryHeadTest::vectors,
                            (x, i) -> x.narrow(0, i, 1),
                            (head, x, pass) -> head.logits(new Features.Vector(x), pass))
                    .check();
        }
    }

    @Test
    void lossIsTheMeanCrossEntropyWithSmoothedLabels() {
        try (Arena scope = Arena.scope()) {
            double smoothing = 0.1;
            CategoryHead head = head(scope, THREE, new Settings(Logits.EACH_CLASS, smoothing, List.of()));
            Features.Vector z = new Features.Vector(vectors(4));
            int[] codes = {0, 2, 1, 2};
            double[][] logits = Tensors.toRows(head.logits(z, Pass.evaluation()));
            double expected = 0;
            for (int i = 0; i < 4; i++) {
                double[] p = ClassProbabilities.ofLogits(THREE, new double[][] {logits[i]})
                        .probability()[0];
                for (int k = 0; k < 3; k++) {
                    double label = (k == codes[i] ? 1 - smoothing : 0) + smoothing / 3;
                    expected -= label * Math.log(p[k]) / 4;
                }
            }
            double loss = head.loss(z, CategoryHead.Truth.of(scope, codes), Pass.evaluation())
                    .item_double();
            assertThat(loss).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void weightsOfClassesWeighTheirRows() {
        try (Arena scope = Arena.scope()) {
            CategoryHead weighted = head(scope, THREE, new Settings(Logits.EACH_CLASS, 0, List.of(1.0, 2.0, 4.0)));
            CategoryHead plain = head(scope, THREE, Settings.DEFAULTS);
            Tensor x = vectors(3);
            double expected = 0;
            for (int i = 0; i < 3; i++) {
                Features.Vector row = new Features.Vector(x.narrow(0, i, 1));
                expected += Math.pow(2, i)
                        * plain.loss(row, CategoryHead.Truth.of(scope, new int[] {i}), Pass.evaluation())
                                .item_double();
            }
            double loss = weighted.loss(
                            new Features.Vector(x),
                            CategoryHead.Truth.of(scope, new int[] {0, 1, 2}),
                            Pass.evaluation())
                    .item_double();
            assertThat(loss).isCloseTo(expected / 7, within(1e-12));
        }
    }

    @Test
    void twoClassesAgainstTheFirstAreALogisticRegression() {
        try (Arena scope = Arena.scope()) {
            List<String> classes = List.of("no", "yes");
            CategoryHead head = head(scope, classes, new Settings(Logits.AGAINST_FIRST, 0, List.of()));
            assertThat(Parameters.count(head.parameters())).isEqualTo(3);
            Features.Vector z = new Features.Vector(vectors(5));
            int[] codes = {0, 1, 1, 0, 1};
            CategoryHead.Truth truth = CategoryHead.Truth.of(scope, codes);
            double[][] logits = Tensors.toRows(head.logits(z, Pass.evaluation()));
            double expected = 0;
            for (int i = 0; i < 5; i++) {
                double score = logits[i][1];
                expected += (Math.log1p(Math.exp(-Math.abs(score))) + Math.max(score, 0) - score * codes[i]) / 5;
            }
            assertThat(head.loss(z, truth, Pass.evaluation()).item_double()).isCloseTo(expected, within(1e-12));
            ClassProbabilities read = head.finish(z, truth).read(z);
            assertThat(read.of(0, 1)).isCloseTo(1 / (1 + Math.exp(-logits[0][1])), within(1e-12));
        }
    }

    @Test
    void lossOfHugeLogitsIsFinite() {
        try (Arena scope = Arena.scope()) {
            CategoryHead head = head(scope, THREE, Settings.DEFAULTS);
            Features.Vector far =
                    new Features.Vector(Tensors.of(new double[] {5e3, -5e3, -5e3, 5e3}, ScalarType.Double, 2, 2));
            double loss = head.loss(far, CategoryHead.Truth.of(scope, new int[] {0, 2}), Pass.evaluation())
                    .item_double();
            assertThat(loss).isFinite().isGreaterThan(100);
        }
    }

    @Test
    void temperatureChangesNoOrder() {
        try (Arena scope = Arena.scope()) {
            CategoryHead head = head(scope, THREE, Settings.DEFAULTS);
            Features.Vector z = new Features.Vector(vectors(6));
            ClassProbabilities sharp = new CategoryHead.Probabilities(head, 0.5).read(z);
            ClassProbabilities soft = new CategoryHead.Probabilities(head, 3).read(z);
            for (int i = 0; i < 6; i++) {
                assertThat(sharp.mostLikely(i)).isEqualTo(soft.mostLikely(i));
                assertThat(sharp.of(i, sharp.mostLikely(i))).isGreaterThan(soft.of(i, soft.mostLikely(i)));
            }
        }
    }

    @Test
    void headsThatCannotBeAreRefused() {
        try (Arena scope = Arena.scope()) {
            assertThatThrownBy(() -> head(scope, List.of("only"), Settings.DEFAULTS))
                    .hasMessageContaining("two classes");
            assertThatThrownBy(() -> head(scope, THREE, new Settings(Logits.EACH_CLASS, 0, List.of(1.0))))
                    .hasMessageContaining("1 class weights for 3");
            assertThatThrownBy(() -> new Settings(Logits.EACH_CLASS, 1, List.of()))
                    .hasMessageContaining("smoothing");
        }
    }
}
