package org.theriac.biostatistics.multistate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.CompetingTables;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.core.UserError;

/** Golden numbers by R survival 3.5-3: survfit(Surv(start, stop, event) ~ 1, id = id, istate = state), and areas under its influence arrays. */
class StateOccupancyTest {
    private static final List<String> ILLNESS = List.of("gammopathy", "malignancy", "death");
    private static final List<String> FOUR = List.of("a", "b", "c", "d");

    /** Malignancy at the last time counts a tenth of a month before it, as in R's vignette. */
    private static StateHistories mgus2() {
        TestTable mgus = TestTable.read("mgus2");
        double[] id = mgus.number("id");
        double[] end = mgus.number("futime");
        double[] progression = mgus.number("ptime");
        double[] progressed = mgus.number("pstat");
        double[] died = mgus.number("death");
        int[] subject = new int[2 * id.length];
        double[] start = new double[subject.length];
        double[] stop = new double[subject.length];
        int[] from = new int[subject.length];
        int[] to = new int[subject.length];
        int rows = 0;
        for (int i = 0; i < id.length; i++) {
            double since = 0;
            if (progressed[i] == 1) {
                double at = progression[i] == end[i] ? progression[i] - 0.1 : progression[i];
                subject[rows] = (int) id[i];
                stop[rows] = at;
                to[rows++] = 1;
                since = at;
            }
            subject[rows] = (int) id[i];
            start[rows] = since;
            stop[rows] = end[i];
            from[rows] = since > 0 ? 1 : 0;
            to[rows++] = died[i] == 1 ? 2 : StateHistories.NONE;
        }
        return StateHistories.of(
                ILLNESS,
                Arrays.copyOf(subject, rows),
                Arrays.copyOf(start, rows),
                Arrays.copyOf(stop, rows),
                Arrays.copyOf(from, rows),
                Arrays.copyOf(to, rows));
    }

    /** Made-up histories over four states; those with odd ids enter late. */
    private static StateHistories four(boolean late, boolean weighted) {
        TestTable rows = TestTable.read("states");
        int[] used = IntStream.range(0, rows.size())
                .filter(i -> late || rows.number("id")[i] % 2 == 0)
                .toArray();
        return new StateHistories(
                FOUR,
                IntStream.of(used).map(i -> (int) rows.number("id")[i]).toArray(),
                IntStream.of(used).mapToDouble(i -> rows.number("start")[i]).toArray(),
                IntStream.of(used).mapToDouble(i -> rows.number("stop")[i]).toArray(),
                IntStream.of(used).map(i -> (int) rows.number("from")[i] - 1).toArray(),
                IntStream.of(used).map(i -> (int) rows.number("to")[i] - 1).toArray(),
                IntStream.of(used)
                        .mapToDouble(i -> weighted ? 1 + rows.number("id")[i] % 3 / 2 : 1)
                        .toArray());
    }

    private static double[] values(List<StateOccupancy.Estimate> estimates) {
        return estimates.stream().mapToDouble(StateOccupancy.Estimate::value).toArray();
    }

    private static double[] errors(List<StateOccupancy.Estimate> estimates) {
        return estimates.stream()
                .mapToDouble(StateOccupancy.Estimate::standardError)
                .toArray();
    }

    private static void assertOccupancy(StateOccupancy fit, double[] at, double[][] probability, double[][] error) {
        for (int k = 0; k < at.length; k++) {
            List<StateOccupancy.Estimate> estimates = fit.at(at[k]);
            assertThat(values(estimates)).containsExactly(probability[k], within(1e-11));
            assertThat(errors(estimates)).containsExactly(error[k], within(1e-11));
        }
    }

    @Test
    void transitionsOfMgus2AreCounted() {
        StateHistories.Transitions transitions = mgus2().transitions();
        assertThat(transitions.count()).isDeepEqualTo(new int[][] {{0, 115, 860}, {0, 0, 103}, {0, 0, 0}});
        assertThat(transitions.censored()).containsExactly(409, 12, 0);
        assertThat(transitions.toString()).contains("malignancy", "103");
    }

    @Test
    void occupancyOfMgus2EqualsR() {
        assertOccupancy(
                StateOccupancy.fit(mgus2()),
                new double[] {60, 120, 240, 360},
                new double[][] {
                    {0.6455292767578, 0.0160070357254, 0.338463687517},
                    {0.4044601279067, 0.0120516723797, 0.583488199714},
                    {0.1761583079220, 0.0114981735868, 0.812343518491},
                    {0.0817501088415, 0, 0.918249891158}
                },
                new double[][] {
                    {0.0128851434720, 0.00338625090854, 0.0127440897876},
                    {0.0139022743130, 0.00318214619819, 0.0139366286833},
                    {0.0145404896903, 0.00507147283052, 0.0147981296121},
                    {0.0223482406970, 0, 0.0223482406970}
                });
        StateOccupancy.Estimate at60 = StateOccupancy.fit(mgus2()).at(60).get(1);
        assertThat(at60.lower()).isEqualTo(0.01057404664441, within(1e-11));
        assertThat(StateOccupancy.fit(mgus2()).atRisk(60)).containsExactly(874, 21, 0);
    }

    @Test
    void timeSpentInStatesOfMgus2EqualsR() {
        List<StateOccupancy.Estimate> spent = StateOccupancy.fit(mgus2()).timeInState(240);
        assertThat(values(spent))
                .containsExactly(new double[] {110.58815583298, 2.94599015743, 126.46585400959}, within(1e-8));
        assertThat(errors(spent))
                .containsExactly(new double[] {2.3478377938204, 0.4340192405021, 2.3580695902110}, within(1e-9));
    }

    @Test
    void competingRisksAsStatesEqualRAndAalenJohansen() {
        StateOccupancy fit =
                StateOccupancy.fit(StateHistories.ofCauses(CompetingTables.mgus2(), List.of("none", "pcm", "death")));
        List<StateOccupancy.Estimate> spent = fit.timeInState(240);
        assertThat(values(spent)).containsExactly(new double[] {110.5889, 14.1905, 115.2206}, within(5e-5));
        assertThat(errors(spent))
                .containsExactly(new double[] {2.347828544766, 1.328832184120, 2.499649024082}, within(1e-9));
        AalenJohansen direct = AalenJohansen.fit(CompetingTables.mgus2());
        assertThat(fit.at(120).get(1).value()).isEqualTo(direct.at(1, 120).incidence(), within(1e-12));
        assertThat(fit.at(120).get(1).standardError()).isEqualTo(direct.jackknifeError(1, 120), within(1e-12));
        assertThat(fit.probability(2).at(240)).isEqualTo(direct.incidence(2).at(240), within(1e-12));
    }

    @Test
    void severalInitialStatesAndReturnsEqualR() {
        assertOccupancy(
                StateOccupancy.fit(four(false, false)),
                new double[] {1, 3, 5, 8},
                new double[][] {
                    {0.4666666666667, 0.2625000000000, 0.20000000000000, 0.07083333333333},
                    {0.3685570987654, 0.2827447089947, 0.11680555555556, 0.23189263668430},
                    {0.1105671296296, 0.3063545434269, 0.15784117898823, 0.42523714795525},
                    {0.2363223354512, 0.1531772717134, 0.03946029474706, 0.57104009808827}
                },
                new double[][] {
                    {0.05384324145337, 0.05499105567002, 0.05586874683066, 0.04650704347293},
                    {0.08719789403841, 0.08764044568491, 0.06018801068273, 0.07841437625792},
                    {0.05992381296255, 0.09375135532319, 0.07516143808246, 0.09448026363552},
                    {0.08984753191631, 0.07842076039437, 0.03842200461548, 0.09976008676934}
                });
    }

    @Test
    void caseWeightsEqualR() {
        assertOccupancy(
                StateOccupancy.fit(four(false, true)),
                new double[] {1, 3, 5, 8},
                new double[][] {
                    {0.50000000000000, 0.2424242424242, 0.20000000000000, 0.05757575757576},
                    {0.32962871395122, 0.3152703763646, 0.12874546133225, 0.22635544835193},
                    {0.08545929620958, 0.3501446971237, 0.17172048992974, 0.39267551673695},
                    {0.25774517129103, 0.1750723485619, 0.05283707382453, 0.51434540632256}
                },
                new double[][] {
                    {0.06001618649745, 0.05254397596362, 0.05417145104632, 0.03880955429879},
                    {0.08741955800112, 0.09541304855184, 0.06806071225565, 0.07864491534609},
                    {0.04904079212075, 0.10236579583464, 0.08228201738012, 0.09481618471165},
                    {0.09736503897874, 0.09008222809715, 0.05068584428785, 0.10141605919518}
                });
    }

    @Test
    void delayedEntryEqualsR() {
        StateOccupancy fit = StateOccupancy.fit(four(true, false));
        assertThat(fit.initial())
                .containsExactly(new double[] {0.4705882352941, 0.2058823529412, 0.3235294117647, 0}, within(1e-12));
        assertOccupancy(
                fit,
                new double[] {1, 3, 5, 8},
                new double[][] {
                    {0.4143852318084, 0.2045367166474, 0.3015524253057, 0.07952562623843},
                    {0.3893678055278, 0.1504982377823, 0.2438880643133, 0.21624589237667},
                    {0.2059106710416, 0.2020973955599, 0.2113254364459, 0.38066649695261},
                    {0.1969715154359, 0.1186022438002, 0.1575916164337, 0.52683462433024}
                },
                new double[][] {
                    {0.04899451517043, 0.05003267493514, 0.05134485665010, 0.04408213644619},
                    {0.06994447838677, 0.05614407185783, 0.05480622213881, 0.06237949771824},
                    {0.05939389630261, 0.05986874656601, 0.05743825926946, 0.07098732731583},
                    {0.06113957051043, 0.04990302037208, 0.05195814276417, 0.07293212769073}
                });
    }

    @Test
    void anEstimatedStartAddsItsOwnVariance() {
        StateHistories rows = four(false, false);
        StateOccupancy.Estimate given = StateOccupancy.fit(rows).at(0).get(0);
        StateOccupancy.Estimate estimated =
                StateOccupancy.fitWithEstimatedStart(rows).at(0).get(0);
        assertThat(given.standardError()).isEqualTo(0);
        double p = given.value();
        assertThat(estimated.standardError()).isEqualTo(Math.sqrt(p * (1 - p) / 30), within(1e-12));
    }

    @Test
    void theErrorIsTheChangeThatASubjectMakes() {
        StateHistories rows = four(false, false);
        double step = 1e-6;
        double sum = 0;
        double reference = StateOccupancy.fit(rows).at(4).get(1).value();
        for (int s = 0; s < rows.subjects(); s++) {
            double[] weight = rows.weight();
            weight = weight.clone();
            for (int i = 0; i < weight.length; i++) {
                weight[i] += rows.subject()[i] == s ? step : 0;
            }
            StateHistories moved =
                    new StateHistories(FOUR, rows.subject(), rows.start(), rows.stop(), rows.from(), rows.to(), weight);
            double change =
                    (StateOccupancy.fitWithEstimatedStart(moved).at(4).get(1).value() - reference) / step;
            sum += change * change;
        }
        assertThat(StateOccupancy.fitWithEstimatedStart(rows).at(4).get(1).standardError())
                .isEqualTo(Math.sqrt(sum), within(1e-5));
    }

    @Test
    void probabilitiesAddToOneAndFollowFromTransitionProbabilities() {
        StateOccupancy fit = StateOccupancy.fit(four(true, false));
        assertThat(Arrays.stream(values(fit.at(6, IntervalType.PLAIN, 0.9))).sum())
                .isEqualTo(1, within(1e-12));
        double[][] matrix = fit.transitionProbability(2, 6);
        double[] early = values(fit.at(2));
        for (int l = 0; l < 4; l++) {
            double p = 0;
            for (int j = 0; j < 4; j++) {
                p += early[j] * matrix[j][l];
            }
            assertThat(p).isEqualTo(values(fit.at(6))[l], within(1e-12));
        }
        assertThat(fit.cumulativeHazard(0, 3).at(8)).isPositive();
    }

    @Test
    void statesFollowFromThoseEntered() {
        StateHistories rows = four(true, false);
        int[] initial = rows.from();
        StateHistories derived =
                StateHistories.following(FOUR, rows.subject(), rows.start(), rows.stop(), rows.to(), initial);
        assertThat(derived.from()).containsExactly(rows.from());
    }

    @Test
    void historiesThatCannotBeAreRefused() {
        double[] one = {0, 5};
        double[] two = {4, 9};
        int[] same = {7, 7};
        int[] none = {StateHistories.NONE, StateHistories.NONE};
        assertThatThrownBy(() -> StateHistories.of(ILLNESS, same, new double[] {0, 3}, two, new int[2], none))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Rows 1 and 2")
                .hasMessageContaining("overlap");
        assertThatThrownBy(() -> StateHistories.of(ILLNESS, same, one, two, new int[2], none))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("gap");
        assertThatThrownBy(
                        () -> StateHistories.of(ILLNESS, same, new double[] {0, 4}, two, new int[2], new int[] {1, -1}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("begins in state 'gammopathy'")
                .hasMessageContaining("ended in 'malignancy'");
        assertThatThrownBy(() -> StateHistories.of(ILLNESS, same, new double[] {4, 4}, two, new int[2], none))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("empty");
    }
}
