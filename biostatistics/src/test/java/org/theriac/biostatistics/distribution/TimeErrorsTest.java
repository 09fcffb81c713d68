package org.theriac.biostatistics.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.TestTable;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.concordance.MarginConcordance;
import org.theriac.biostatistics.concordance.TieTreatment;
import org.theriac.biostatistics.distribution.TimeErrors.Kind;
import org.theriac.biostatistics.distribution.TimeErrors.Scale;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

class TimeErrorsTest {
    private final TestTable table = TestTable.lung();
    private final SurvivalTimes lung = TestTable.lungTimes(table);
    private final double[] ones = ones(228);

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private double error(Kind kind, double[] predicted, Scale scale) {
        return new TimeErrors(lung).of(kind, predicted, lung, scale).mean(ones);
    }

    /** By hand: S = .75, .75, .375, 0 at 1, 2, 3, 4; beyond 2 an area of .75 + .375. A trapezoid would give 3. */
    @Test
    void theBestGuessOfTheToyIsThreeAndAHalf() {
        TailedKaplanMeier km = TailedKaplanMeier.of(
                SurvivalTimes.of(new double[] {1, 2, 3, 4}, new boolean[] {true, false, true, true}));
        assertThat(km.bestGuess(2)).isCloseTo(3.5, within(1e-12));
        assertThat(km.confidence(2)).isCloseTo(.25, within(1e-12));
        assertThat(km.mean()).isCloseTo(1 + .75 + .75 + .375, within(1e-12));
        assertThat(km.linearZero()).isEqualTo(4);
        assertThat(km.bestGuess(4)).isEqualTo(4);
        assertThat(km.bestGuess(7)).isEqualTo(7);
        assertThat(km.bestGuess(0)).isCloseTo(km.mean(), within(1e-12));
    }

    /** Recomputed: independent NumPy; everyone is predicted at the Weibull median. */
    @Test
    void errorsOfOneTimeForEverybodyOnLungEqualTheRecomputedOnes() {
        double[] predicted = new double[228];
        Arrays.fill(predicted, 316.26369);
        assertThat(error(Kind.UNCENSORED, predicted, Scale.TIME)).isCloseTo(170.69043, within(1e-5));
        assertThat(error(Kind.HINGE, predicted, Scale.TIME)).isCloseTo(151.23944, within(1e-5));
        assertThat(error(Kind.MARGIN, predicted, Scale.TIME)).isCloseTo(203.98595, within(1e-5));
        assertThat(new TimeErrors(lung).marginAsASum(predicted, lung)).isCloseTo(546.40511, within(1e-5));
        TailedKaplanMeier km = TailedKaplanMeier.of(lung);
        assertThat(km.survival(1022)).isCloseTo(0.0503456, within(5e-8));
        assertThat(km.linearZero()).isCloseTo(1076.1809, within(5e-5));
        assertThat(km.bestGuess(965)).isCloseTo(1049.0905, within(5e-5));
        assertThat(km.confidence(965)).isCloseTo(.949654, within(5e-7));
    }

    /** The Weibull curves of R's survreg(Surv(time, status) ~ age + sex) on a grid of 301 points from 0 to 1,500, joined by lines. */
    private double[] weibullMedians() {
        double[] age = table.number("age");
        double[] sex = table.number("sex");
        double[] grid = IntStream.rangeClosed(0, 300).mapToDouble(k -> 5 * k).toArray();
        double[][] s = new double[228][grid.length];
        for (int i = 0; i < 228; i++) {
            double scale = Math.exp(6.274853 - 0.012257 * age[i] + 0.382085 * sex[i]);
            for (int k = 0; k < grid.length; k++) {
                s[i][k] = Math.exp(-Math.pow(grid[k] / scale, 1 / 0.754051));
            }
        }
        return PredictedTimes.medians(IndividualCurves.of(grid, s, Interpolation.LINEAR), 1e9)
                .time();
    }

    /** SurvivalEVAL 0.9.0 on the same curves (benchmarks/peers/survival_eval.py); it divides IPCW-D by the number of events instead of the sum of weights. */
    @Test
    void errorsOfWeibullMediansOnLungEqualThoseOfSurvivalEval() {
        double[] median = weibullMedians();
        assertThat(median[0]).isCloseTo(238.31175905, within(1e-7));
        assertThat(error(Kind.UNCENSORED, median, Scale.TIME)).isCloseTo(172.23070896401407, within(1e-7));
        assertThat(error(Kind.UNCENSORED, median, Scale.LOG)).isCloseTo(0.7641584330402156, within(1e-10));
        assertThat(error(Kind.HINGE, median, Scale.TIME)).isCloseTo(148.4647518666425, within(1e-7));
        assertThat(error(Kind.HINGE, median, Scale.LOG)).isCloseTo(0.6008096696361215, within(1e-10));
        assertThat(error(Kind.IPCW_T, median, Scale.TIME)).isCloseTo(177.20772215491138, within(1e-7));
        TimeErrors.Rows ipcw = new TimeErrors(lung).of(Kind.IPCW_D, median, lung, Scale.TIME);
        double sum = Arrays.stream(ipcw.weight()).sum();
        assertThat(ipcw.mean(ones) * sum / 165).isCloseTo(246.04561101927882, within(1e-6));
        assertThat(ipcw.used()).isEqualTo(165);
    }

    /**
     * Independent NumPy, areas of steps. SurvivalEVAL 0.9.0 gives 197.03134 and 217.38468: it takes a trapezoid through the steps of the Kaplan–Meier curve,
     * which makes each area too small.
     */
    @Test
    void errorsThatNeedAnAreaAreThoseOfItsSteps() {
        double[] median = weibullMedians();
        assertThat(error(Kind.MARGIN, median, Scale.TIME)).isCloseTo(197.66822962756453, within(1e-8));
        assertThat(error(Kind.MARGIN, median, Scale.LOG)).isCloseTo(0.7435496311299251, within(1e-11));
        assertThat(error(Kind.PSEUDO_OBSERVATION, median, Scale.TIME)).isCloseTo(218.10087118468593, within(1e-8));
        assertThat(error(Kind.PSEUDO_OBSERVATION, median, Scale.LOG)).isCloseTo(0.7629176513167554, within(1e-11));
    }

    /** SurvivalEVAL 0.9.0 on the same medians; its Margin index (0.59975) rests on the trapezoid's best guesses. */
    @Test
    void concordanceOfWeibullMediansEqualsThatOfSurvivalEvalForEachTreatmentOfTies() {
        double[] risk = Arrays.stream(weibullMedians()).map(m -> -m).toArray();
        var counts = HarrellConcordance.of(lung, risk);
        assertThat(TieTreatment.NONE.of(counts)).isCloseTo(0.6045272293559356, within(1e-12));
        assertThat(TieTreatment.RISK.of(counts)).isCloseTo(0.6029029679224542, within(1e-12));
        assertThat(TieTreatment.TIME.of(counts)).isCloseTo(0.6043788961532613, within(1e-12));
        assertThat(TieTreatment.ALL.of(counts)).isCloseTo(0.602759205668097, within(1e-12));
        TailedKaplanMeier km = TailedKaplanMeier.of(lung);
        double margin = MarginConcordance.prepare(lung, times(km::bestGuess), times(km::confidence), risk)
                .applyAsDouble(ones);
        assertThat(margin).isCloseTo(0.5997470760403159, within(1e-4));
    }

    private double[] times(java.util.function.DoubleUnaryOperator f) {
        return Arrays.stream(lung.times()).map(f).toArray();
    }

    /** Written out pair by pair. */
    @Test
    void marginConcordanceIsThatOfItsPairs() {
        Random random = new Random(3);
        int n = 60;
        double[] time = new double[n];
        boolean[] event = new boolean[n];
        double[] risk = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            time[i] = 1 + random.nextInt(20);
            event[i] = random.nextBoolean();
            risk[i] = random.nextInt(8);
            weight[i] = random.nextInt(3);
        }
        SurvivalTimes times = SurvivalTimes.of(time, event);
        TailedKaplanMeier km = TailedKaplanMeier.of(times);
        double[] guess = Arrays.stream(time).map(km::bestGuess).toArray();
        double[] trust = Arrays.stream(time).map(km::confidence).toArray();
        double concordant = 0;
        double usable = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean observed = event[i] && (time[i] < time[j] || time[i] == time[j] && !event[j]);
                boolean turned = event[j] && (time[j] < time[i] || time[j] == time[i] && !event[i]);
                double own = event[i] ? time[i] : guess[i];
                double other = event[j] ? time[j] : guess[j];
                if (i == j || turned || !observed && !(own < other - 1e-9)) {
                    continue;
                }
                double pair =
                        weight[i] * weight[j] * (observed ? 1 : (event[i] ? 1 : trust[i]) * (event[j] ? 1 : trust[j]));
                usable += pair;
                concordant += pair * (risk[i] > risk[j] ? 1 : risk[i] == risk[j] ? .5 : 0);
            }
        }
        double found = MarginConcordance.prepare(times, guess, trust, risk).applyAsDouble(weight);
        assertThat(found).isCloseTo(concordant / usable, within(1e-9));
    }

    /** Each pseudo-observation against two Kaplan–Meier curves written out. */
    @Test
    void pseudoObservationsEqualTwoMeansWrittenOut() {
        double[] time = lung.times();
        boolean[] event = lung.eventIndicators();
        PseudoObservations pseudo = new PseudoObservations(lung);
        double without = TailedKaplanMeier.of(lung).mean();
        for (double c : new double[] {0, 3, 5, 92, 310, 529.5, 965, 1022, 1100}) {
            double[] longer = Arrays.copyOf(time, 229);
            longer[228] = c;
            double with = TailedKaplanMeier.of(SurvivalTimes.of(longer, Arrays.copyOf(event, 229)))
                    .mean();
            assertThat(pseudo.ofCensored(c)).as("c = %s", c).isCloseTo(229 * with - 228 * without, within(1e-6));
        }
    }

    @Test
    void withoutCensoringAllErrorsAreOne() {
        double[] time = {3, 8, 1, 12, 7};
        boolean[] event = {true, true, true, true, true};
        SurvivalTimes times = SurvivalTimes.of(time, event);
        double[] predicted = {4, 4, 4, 9, 9};
        double expected = (1 + 4 + 3 + 3 + 2) / 5.0;
        for (Kind kind : Kind.values()) {
            assertThat(new TimeErrors(times)
                            .of(kind, predicted, times, Scale.TIME)
                            .mean(ones(5)))
                    .as(kind.name())
                    .isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void theHingeIsNeverAboveTheUnweightedMarginAndRowOrderDoesNotMatter() {
        double[] median = weibullMedians();
        TimeErrors errors = new TimeErrors(lung);
        TimeErrors.Rows hinge = errors.of(Kind.HINGE, median, lung, Scale.TIME);
        TimeErrors.Rows margin = errors.of(Kind.MARGIN, median, lung, Scale.TIME);
        for (int i = 0; i < 228; i++) {
            assertThat(hinge.error()[i]).isLessThanOrEqualTo(margin.error()[i] + 1e-9);
        }
        int[] turned = IntStream.range(0, 228).map(i -> 227 - i).toArray();
        IntToDoubleFunction at = i -> median[turned[i]];
        double[] medianTurned = IntStream.range(0, 228).mapToDouble(at).toArray();
        for (Kind kind : Kind.values()) {
            assertThat(new TimeErrors(lung.take(turned))
                            .of(kind, medianTurned, lung.take(turned), Scale.TIME)
                            .mean(ones))
                    .isCloseTo(error(kind, median, Scale.TIME), within(1e-9));
        }
    }

    @Test
    void trainingRowsWithoutAnEventHaveNoMean() {
        SurvivalTimes censored = SurvivalTimes.of(new double[] {1, 2}, new boolean[] {false, false});
        assertThatThrownBy(() -> TailedKaplanMeier.of(censored))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("None of the training rows has the event");
        assertThat(KaplanMeier.fit(censored).survival()).containsOnly(1);
    }
}
