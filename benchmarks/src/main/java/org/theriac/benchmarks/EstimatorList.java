package org.theriac.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.theriac.biostatistics.aft.Aft;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.BrierScore.Normaliser;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.concordance.UnoConcordance;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.ProportionalHazardsTest;
import org.theriac.biostatistics.cox.ProportionalHazardsTest.Transform;
import org.theriac.biostatistics.elasticnet.ElasticNetCox;
import org.theriac.biostatistics.finegray.FineGray;
import org.theriac.biostatistics.forest.RandomSurvivalForest;
import org.theriac.biostatistics.multistate.StateHistories;
import org.theriac.biostatistics.multistate.StateOccupancy;
import org.theriac.biostatistics.recurrent.MeanCumulativeFunction;
import org.theriac.biostatistics.recurrent.RecurrentEvents;
import org.theriac.biostatistics.recurrent.RecurrentRegression;
import org.theriac.biostatistics.recurrent.RecurrentTest;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.GrayTest;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.NelsonAalen;
import org.theriac.biostatistics.survival.RestrictedMean;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** The estimators of one event and of competing ones on a simulated cohort, each giving one number by which programs are seen to compute the same. */
final class EstimatorList {
    private static final double YEAR = 365;
    private static final int TREES = 50;
    /** A forest's trees are deep: time and memory of very many rows would be those of the trees. */
    private static final int MOST_ROWS_OF_A_FOREST = 2000;

    private EstimatorList() {}

    static Map<String, DoubleSupplier> of(SimulatedCohort cohort) {
        SurvivalTimes times = SurvivalTimes.of(cohort.time(), cohort.event());
        Map<String, DoubleSupplier> list = new LinkedHashMap<>();
        list.put("times", () -> SurvivalTimes.of(cohort.time(), cohort.event()).lastTime());
        curves(list, cohort, times);
        histories(list, cohort, times);
        regressions(list, cohort, times);
        scores(list, cohort, times);
        return list;
    }

    private static void curves(Map<String, DoubleSupplier> list, SimulatedCohort cohort, SurvivalTimes times) {
        CompetingTimes competing = new CompetingTimes(times, cohort.cause(), 2);
        int[] group = cohort.group();
        list.put("kaplan_meier", () -> KaplanMeier.fit(times).at(YEAR).lower());
        list.put("nelson_aalen", () -> NelsonAalen.fit(times).curve().at(YEAR));
        list.put("rmst", () -> RestrictedMean.fit(times, YEAR).standardError());
        list.put("log_rank", () -> LogRank.test(times, group).statistic());
        list.put("aalen_johansen", () -> AalenJohansen.fit(competing).jackknifeError(1, YEAR));
        list.put("jackknife", () -> last(AalenJohansen.fit(competing).jackknifeErrors(1)));
        list.put("gray", () -> GrayTest.test(competing, 1, group).statistic());
        list.put(
                "gray_strata",
                () -> GrayTest.test(competing, 1, group, 0, strata(cohort)).statistic());
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    private static int[] strata(SimulatedCohort cohort) {
        return Arrays.stream(cohort.x()).mapToInt(row -> (int) (4 * row[0])).toArray();
    }

    /** Two rows to a subject: half-way to its end every second one falls ill, or has the first of its events. */
    private static void histories(Map<String, DoubleSupplier> list, SimulatedCohort cohort, SurvivalTimes times) {
        int n = times.size();
        int[] subject = IntStream.range(0, 2 * n).map(i -> i / 2).toArray();
        int[] groupOf = cohort.group();
        int[] group = Arrays.stream(subject).map(i -> groupOf[i]).toArray();
        double[] start = new double[2 * n];
        double[] stop = new double[2 * n];
        int[] from = new int[2 * n];
        int[] to = new int[2 * n];
        boolean[] event = new boolean[2 * n];
        for (int i = 0; i < n; i++) {
            boolean ill = i % 2 == 0;
            stop[2 * i] = times.time(i) / 2;
            start[2 * i + 1] = stop[2 * i];
            stop[2 * i + 1] = times.time(i);
            to[2 * i] = ill ? 1 : StateHistories.NONE;
            from[2 * i + 1] = ill ? 1 : 0;
            to[2 * i + 1] = times.event(i) ? 2 : StateHistories.NONE;
            event[2 * i] = ill;
            event[2 * i + 1] = times.event(i);
        }
        Supplier<StateHistories> states =
                () -> StateHistories.of(List.of("well", "ill", "dead"), subject, start, stop, from, to);
        Supplier<RecurrentEvents> events = () -> new RecurrentEvents(subject, start, stop, event);
        list.put(
                "states", () -> StateOccupancy.fit(states.get()).at(YEAR).get(1).standardError());
        list.put(
                "states_time",
                () -> StateOccupancy.fit(states.get()).timeInState(YEAR).get(1).standardError());
        list.put(
                "mean_cumulative",
                () -> MeanCumulativeFunction.fit(events.get()).at(YEAR).standardError());
        list.put("recurrent_test", () -> RecurrentTest.test(events.get(), group).statistic());
        list.put(
                "andersen_gill",
                () -> new RecurrentRegression(events.get(), twice(cohort.x()), names(cohort))
                        .andersenGill()
                        .coefficients()[0]);
    }

    private static double[][] twice(double[][] x) {
        return IntStream.range(0, 2 * x.length).mapToObj(i -> x[i / 2]).toArray(double[][]::new);
    }

    private static List<String> names(SimulatedCohort cohort) {
        return IntStream.range(0, cohort.x()[0].length).mapToObj(j -> "x" + j).toList();
    }

    private static void regressions(Map<String, DoubleSupplier> list, SimulatedCohort cohort, SurvivalTimes times) {
        CompetingTimes competing = new CompetingTimes(times, cohort.cause(), 2);
        double[][] x = cohort.x();
        list.put("cox", () -> Cox.efron().fit(times, x).coefficients()[0]);
        list.put(
                "cox_robust",
                () -> Cox.efron().withRobustVariance().fit(times, x).standardErrors()[0]);
        list.put(
                "zph",
                () -> ProportionalHazardsTest.of(Cox.efron().fit(times, x), Transform.KM)
                        .global()
                        .statistic());
        list.put("martingale", () -> Cox.efron().fit(times, x).residuals().martingale()[0]);
        list.put("aft", () -> Aft.of(Lifetime.WEIBULL).fit(times, x).coefficients()[1]);
        list.put("elastic_net", () -> ElasticNetCox.of(1).fit(times, x).coefficientsAt(0.01)[0]);
        list.put("fine_gray", () -> FineGray.weighted().fit(competing, 1, x).coefficients()[0]);
        list.put(
                "fine_gray_1999", () -> FineGray.original().fit(competing, 1, x).standardErrors()[0]);
    }

    /** A forest on the first rows, and a path on few rows of very many columns. */
    static Map<String, DoubleSupplier> special(SimulatedCohort cohort, SimulatedCohort wide) {
        int rows = Math.min(cohort.time().length, MOST_ROWS_OF_A_FOREST);
        SurvivalTimes times = SurvivalTimes.of(cohort.time(), cohort.event())
                .take(IntStream.range(0, rows).toArray());
        double[][] x = Arrays.copyOf(cohort.x(), rows);
        SurvivalTimes wideTimes = SurvivalTimes.of(wide.time(), wide.event());
        Map<String, DoubleSupplier> list = new LinkedHashMap<>();
        list.put(
                "forest",
                () -> RandomSurvivalForest.of(TREES)
                        .fit(times, x, 1)
                        .outOfBag()
                        .concordance()
                        .estimate());
        list.put(
                "elastic_net_wide",
                () -> ElasticNetCox.of(1).fit(wideTimes, wide.x()).lambda(0));
        return list;
    }

    private static void scores(Map<String, DoubleSupplier> list, SimulatedCohort cohort, SurvivalTimes times) {
        double[] risk = cohort.risk();
        list.put("concordance", () -> HarrellConcordance.of(times, risk).estimate());
        list.put("uno", () -> UnoConcordance.of(times, risk).estimate());
        list.put(
                "cox_curves",
                () -> meanOfCurves(Cox.efron().fit(times, cohort.x()).survival(cohort.x())));
        list.put("brier", () -> brier(times, risk));
    }

    /** Reads the predicted curve of every row at one time: n curves exist, n × m numbers must not. */
    private static double meanOfCurves(CurveSet curves) {
        int at = curves.indexAt(YEAR);
        double sum = 0;
        for (int row = 0; row < curves.rows(); row++) {
            sum += curves.survivalAtIndex(row, at);
        }
        return sum / curves.rows();
    }

    private static double brier(SurvivalTimes times, double[] risk) {
        double[] grid = BrierScore.evenGrid(20, 600, 30);
        CurveSet curves =
                CurveSet.computed(grid, risk.length, (row, k) -> Math.exp(-grid[k] / YEAR * Math.exp(risk[row])));
        return new BrierScore(curves, times, CensoringCurve.of(times), grid, Normaliser.ROWS)
                .integrated(times.weights());
    }
}
