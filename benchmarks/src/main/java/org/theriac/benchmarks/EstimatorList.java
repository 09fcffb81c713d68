package org.theriac.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
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
import org.theriac.biostatistics.finegray.FineGray;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.NelsonAalen;
import org.theriac.biostatistics.survival.RestrictedMean;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** The estimators of one event and of competing ones on a simulated cohort, each giving one number by which programs are seen to compute the same. */
final class EstimatorList {
    private static final double YEAR = 365;

    private EstimatorList() {}

    static Map<String, DoubleSupplier> of(SimulatedCohort cohort) {
        SurvivalTimes times = SurvivalTimes.of(cohort.time(), cohort.event());
        Map<String, DoubleSupplier> list = new LinkedHashMap<>();
        list.put("times", () -> SurvivalTimes.of(cohort.time(), cohort.event()).lastTime());
        curves(list, cohort, times);
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
        list.put("aalen_johansen", () -> AalenJohansen.fit(competing).at(1, YEAR).standardError());
    }

    private static void regressions(Map<String, DoubleSupplier> list, SimulatedCohort cohort, SurvivalTimes times) {
        CompetingTimes competing = new CompetingTimes(times, cohort.cause(), 2);
        double[][] x = cohort.x();
        list.put("cox", () -> Cox.efron().fit(times, x).coefficients()[0]);
        list.put("cox_robust", () -> Cox.efron().withRobustVariance().fit(times, x).standardErrors()[0]);
        list.put(
                "zph",
                () -> ProportionalHazardsTest.of(Cox.efron().fit(times, x), Transform.KM)
                        .global()
                        .statistic());
        list.put("martingale", () -> Cox.efron().fit(times, x).residuals().martingale()[0]);
        list.put("aft", () -> Aft.of(Lifetime.WEIBULL).fit(times, x).coefficients()[1]);
        list.put("fine_gray", () -> FineGray.weighted().fit(competing, 1, x).coefficients()[0]);
    }

    private static void scores(Map<String, DoubleSupplier> list, SimulatedCohort cohort, SurvivalTimes times) {
        double[] risk = cohort.risk();
        list.put("concordance", () -> HarrellConcordance.of(times, risk).estimate());
        list.put("uno", () -> UnoConcordance.of(times, risk).estimate());
        list.put("cox_curves", () -> meanOfCurves(Cox.efron().fit(times, cohort.x()).survival(cohort.x())));
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
        CurveSet curves = CurveSet.computed(
                grid, risk.length, (row, k) -> Math.exp(-grid[k] / YEAR * Math.exp(risk[row])));
        return new BrierScore(curves, times, CensoringCurve.of(times), grid, Normaliser.ROWS)
                .integrated(times.weights());
    }
}
