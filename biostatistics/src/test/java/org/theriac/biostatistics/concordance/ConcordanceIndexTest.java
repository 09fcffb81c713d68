package org.theriac.biostatistics.concordance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/** Golden numbers: concordance() of R's survival 3.5-3 on the 227 rows of lung, the risks being those of Cox regressions. */
class ConcordanceIndexTest {
    private static final Offset<Double> R = within(1e-8);

    private final TestTable lung = TestTable.lung().complete("age", "sex", "ph.ecog");
    private final SurvivalTimes times = TestTable.lungTimes(lung);
    private final double[] risk =
            Cox.efron().fit(times, lung.matrix("age", "sex", "ph.ecog")).fittedLinearPredictor();
    private final double[] ecog = lung.number("ph.ecog");
    private final int[] cluster = IntStream.range(0, 227).map(i -> i % 60).toArray();
    private final double[] weight = IntStream.range(0, 227)
            .mapToDouble(i -> new double[] {1, 2, .5}[i % 3])
            .toArray();

    @Test
    void clustersAndStrataAndWeightsEqualR() {
        assertThat(ConcordanceIndex.harrell().of(times, risk).standardError()).isCloseTo(.0250679738531, R);
        assertThat(ConcordanceIndex.harrell()
                        .withCluster(cluster)
                        .of(times, risk)
                        .standardError())
                .isCloseTo(.0229811674319, R);
        Concordance strata = ConcordanceIndex.harrell()
                .withStrata(IntStream.of(cluster).map(c -> (c + 1) % 3).toArray())
                .of(times, risk);
        assertThat(strata.estimate()).isCloseTo(.638480392157, R);
        assertThat(strata.standardError()).isCloseTo(.0267039127703, R);
        Concordance weighted = ConcordanceIndex.harrell().withCluster(cluster).of(times.withWeights(weight), risk);
        assertThat(weighted.estimate()).isCloseTo(.636172411248, R);
        assertThat(weighted.standardError()).isCloseTo(.0280896625706, R);
        Concordance uno = ConcordanceIndex.uno().of(times.withWeights(weight), risk);
        assertThat(uno.estimate()).isCloseTo(.623018278908, R);
        assertThat(uno.standardError()).isCloseTo(.026683646271, R);
    }

    @Test
    void twoRisksOnTheSameRowsEqualR() {
        ConcordanceComparison both = ConcordanceIndex.harrell().compare(times, List.of(risk, ecog));
        assertThat(both.indices().get(1).estimate()).isCloseTo(.604462525901, R);
        assertThat(both.covariance()[0][0]).isCloseTo(.000628403313099, within(1e-10));
        assertThat(both.covariance()[0][1]).isCloseTo(.000430305133983, within(1e-10));
        assertThat(both.covariance()[1][1]).isCloseTo(.000571282988881, within(1e-10));
        ConcordanceComparison.Difference difference = both.difference(0, 1);
        assertThat(difference.estimate()).isCloseTo(.637135493 - .604462525901, R);
        assertThat(difference.standardError())
                .isCloseTo(Math.sqrt(.000628403313099 + .000571282988881 - 2 * .000430305133983), R);
        assertThat(difference.lower()).isLessThan(difference.estimate());
        assertThat(both.difference(0, 0).p()).isEqualTo(1);
        assertThat(both.toString()).contains("2 − 1  difference -0.0326");

        ConcordanceComparison clustered =
                ConcordanceIndex.harrell().withCluster(cluster).compare(times, List.of(risk, ecog));
        assertThat(clustered.covariance()[0][1]).isCloseTo(.000365296099106, within(1e-10));
        ConcordanceComparison uno = ConcordanceIndex.uno().compare(times, List.of(risk, ecog));
        assertThat(uno.indices().get(1).estimate()).isCloseTo(.590604065418, R);
        assertThat(uno.covariance()[0][1]).isCloseTo(.000358362916442, within(1e-10));
        assertThat(uno.covariance()[1][1]).isCloseTo(.000469915018153, within(1e-10));
    }

    @Test
    void gbsgEqualsR() {
        TestTable gbsg = TestTable.read("gbsg");
        SurvivalTimes recurrence = gbsg.times("rfstime", "status", "1");
        double[] eta = Cox.efron()
                .fit(recurrence, gbsg.matrix("age", "meno", "size", "grade", "nodes", "pgr", "er", "hormon"))
                .fittedLinearPredictor();
        assertThat(ConcordanceIndex.harrell().of(recurrence, eta).standardError())
                .isCloseTo(.0151206244983, within(1e-6));
        Concordance uno = ConcordanceIndex.uno().of(recurrence, eta);
        assertThat(uno.estimate()).isCloseTo(.671788446238, within(1e-6));
        assertThat(uno.standardError()).isCloseTo(.0177322433718, within(1e-6));
    }

    @Test
    void withoutAComparablePairTheReasonIsGiven() {
        double[] last = {1, 1};
        SurvivalTimes sameTime = SurvivalTimes.of(last, new boolean[] {true, true});
        assertThatThrownBy(() -> ConcordanceIndex.harrell().of(sameTime, new double[] {1, 2}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no pair of the 2 rows is comparable")
                .hasMessageContaining("still under observation");
        SurvivalTimes censored = SurvivalTimes.of(new double[] {1, 2}, new boolean[2]);
        assertThatThrownBy(() -> ConcordanceIndex.harrell().of(censored, new double[] {1, 2}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("None has the event");
        assertThat(HarrellConcordance.of(censored, new double[] {1, 2}).toString())
                .isEqualTo("C is not defined: no pair of rows is comparable");
    }
}
