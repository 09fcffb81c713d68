package org.theriac.biostatistics.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.core.UserError;

/** Golden numbers from R 4.2.2: glm (epsilon 1e-14) and nnet's multinom (reltol 1e-16) on the German Breast Cancer Study Group's 686 rows. */
final class LogisticTest {
    private final TestTable gbsg = TestTable.read("gbsg");

    private double[][] columns(String... names) {
        double[][] x = new double[gbsg.size()][names.length];
        for (int j = 0; j < names.length; j++) {
            double[] column = gbsg.number(names[j]);
            for (int i = 0; i < x.length; i++) {
                x[i][j] = column[i];
            }
        }
        return x;
    }

    private int[] codes(String name, int first) {
        return Arrays.stream(gbsg.number(name)).mapToInt(v -> (int) v - first).toArray();
    }

    private static void near(double[] found, double[] expected, double relative) {
        assertThat(found).hasSameSizeAs(expected);
        for (int j = 0; j < found.length; j++) {
            assertThat(found[j]).isCloseTo(expected[j], Offset.offset(relative * Math.abs(expected[j])));
        }
    }

    @Test
    void twoClassesEqualRsGlm() {
        // glm(hormon ~ age + size + nodes + pgr, binomial)
        LogisticFit fit = Logistic.of(2).fit(columns("age", "size", "nodes", "pgr"), codes("hormon", 0));
        near(
                fit.coefficients()[1],
                new double[] {
                    -3.69014746022472,
                    0.0579185724702785,
                    -0.00273879462638886,
                    0.00599296271921351,
                    0.00034446603319117
                },
                1e-10);
        near(
                fit.standardErrors()[1],
                new double[] {
                    0.526040185012513, 0.0088156876810697, 0.00626920975083456, 0.0160398826748623, 0.000416301045970267
                },
                1e-7);
        assertThat(fit.logLikelihood()).isCloseTo(-422.367680870241, within(1e-9));
        assertThat(fit.nullLogLikelihood()).isCloseTo(-447.689614939181, within(1e-9));
        assertThat(fit.converged()).isTrue();
        assertThat(fit.infinite()).isEmpty();
    }

    @Test
    void threeClassesEqualRsMultinom() {
        // multinom(factor(grade) ~ age + size + nodes), whose optimiser stops some 1e-5 short
        LogisticFit fit = Logistic.of(3).fit(columns("age", "size", "nodes"), codes("grade", 1));
        near(
                fit.coefficients()[1],
                new double[] {1.553941529845537, -0.00682984189903287, 0.00415376305053244, 0.100708032539207},
                2e-4);
        near(
                fit.coefficients()[2],
                new double[] {0.992777397714282, -0.02325274034722949, 0.01282932672511242, 0.127665283143651},
                2e-4);
        near(
                fit.standardErrors()[2],
                new double[] {0.822928012872001, 0.0138520438372160, 0.0112052677286295, 0.0397653357402883},
                2e-4);
        assertThat(fit.logLikelihood()).isCloseTo(-587.342985038203, within(1e-6));
        assertThat(fit.coefficients()[0]).containsOnly(0);
    }

    @Test
    void anotherReferenceChangesTheContrastsAndNotTheProbabilities() {
        double[][] x = columns("age", "size", "nodes");
        LogisticFit first = Logistic.of(3).fit(x, codes("grade", 1));
        LogisticFit third = Logistic.of(3).withReference(2).fit(x, codes("grade", 1));
        for (int j = 0; j < 4; j++) {
            assertThat(third.coefficients()[1][j])
                    .isCloseTo(first.coefficients()[1][j] - first.coefficients()[2][j], within(1e-8));
        }
        assertThat(third.standardErrors()[0][1]).isCloseTo(first.standardErrors()[2][1], within(1e-8));
    }

    @Test
    void theRidgePenalisesStandardisedCoefficients() {
        // R's optim (BFGS) on −log-likelihood + 20/2 Σ (β_j sd_j)²
        LogisticFit fit = Logistic.of(2).withRidge(20).fit(columns("age", "size", "nodes", "pgr"), codes("hormon", 0));
        near(
                Arrays.copyOfRange(fit.coefficients()[1], 1, 5),
                new double[] {0.0502378528875884, -0.00260024567567238, 0.00550692749250164, 0.000319381049709529},
                1e-5);
    }

    @Test
    void aColumnThatSeparatesIsNamed() {
        double[][] x = {{1, 0}, {2, 1}, {3, 0}, {4, 1}, {5, 0}, {6, 1}};
        int[] y = {0, 0, 0, 1, 1, 1};
        LogisticFit fit = Logistic.of(2).withNames(List.of("dose", "noise")).fit(x, y);
        assertThat(fit.infinite()).contains(new LogisticFit.Term(1, "dose"));
        assertThat(fit.logLikelihood()).isCloseTo(0, within(1e-4));
        assertThat(Logistic.of(2).withRidge(1).fit(x, y).infinite()).isEmpty();
    }

    @Test
    void aLevelWithoutEventsIsNamedWhileTheRestIsEstimated() {
        double[][] x = new double[40][2];
        int[] y = new int[40];
        for (int i = 0; i < 40; i++) {
            x[i][0] = i < 10 ? 1 : 0;
            x[i][1] = i % 7;
            y[i] = i >= 10 && i % 3 == 0 ? 1 : 0;
        }
        LogisticFit fit = Logistic.of(2).withNames(List.of("level", "x")).fit(x, y);
        assertThat(fit.infinite()).containsExactly(new LogisticFit.Term(1, "level"));
        // the rest is the fit of the rows without that level
        LogisticFit rest = Logistic.of(2)
                .fit(
                        Arrays.stream(x)
                                .skip(10)
                                .map(row -> new double[] {row[1]})
                                .toArray(double[][]::new),
                        Arrays.stream(y).skip(10).toArray());
        assertThat(fit.coefficients()[1][2]).isCloseTo(rest.coefficients()[1][1], within(1e-6));
    }

    @Test
    void redundantColumnsAreLeftOut() {
        double[][] x = Arrays.stream(columns("age", "size"))
                .map(row -> new double[] {row[0], row[1], 7, row[0] - 2 * row[1]})
                .toArray(double[][]::new);
        LogisticFit all = Logistic.of(2).fit(x, codes("hormon", 0));
        LogisticFit two = Logistic.of(2).fit(columns("age", "size"), codes("hormon", 0));
        assertThat(all.aliased()).containsExactly("x3", "x4");
        assertThat(all.coefficients()[1][3]).isNaN();
        assertThat(all.coefficients()[1][1]).isCloseTo(two.coefficients()[1][1], within(1e-12));
        assertThat(all.logits(x)[5][1]).isCloseTo(two.logits(columns("age", "size"))[5][1], within(1e-9));
    }

    @Test
    void aClassWithoutRowsGetsProbabilityZero() {
        LogisticFit fit = Logistic.of(4).fit(columns("age"), codes("grade", 1));
        assertThat(fit.logits(columns("age"))[0][3]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(fit.logits(columns("age"))[0][2]).isFinite();
    }

    @Test
    void whatCannotBeFittedSaysWhy() {
        assertThatThrownBy(() -> Logistic.of(2).fit(new double[][] {{1}, {2}}, new int[] {0, 0}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("needs rows of the reference class and of another one");
        assertThatThrownBy(() -> Logistic.of(2)
                        .withNames(List.of("age"))
                        .fit(new double[][] {{1}, {Double.NaN}}, new int[] {0, 1}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'age' is missing or infinite");
        assertThatThrownBy(() -> Logistic.of(2).withRidge(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
