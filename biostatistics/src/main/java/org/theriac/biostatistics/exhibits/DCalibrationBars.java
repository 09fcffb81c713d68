package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.calibration.DCalibration;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.ShareBars;

/** D-calibration as a picture: the share of rows in each tenth of predicted survival at their own time. */
final class DCalibrationBars {
    private static final int BINS = 10;
    private static final double Z = 1.959963984540054;

    private DCalibrationBars() {}

    static Figure figure(Evaluation<TimeToEvent, SurvivalCurves> evaluation, List<TestFold> folds, int rows) {
        List<String> names = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            names.add(100 * b / BINS + "–" + 100 * (b + 1) / BINS);
        }
        List<ShareBars.Series> series = new ArrayList<>();
        List<String> tests = new ArrayList<>();
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            DCalibration pooled = folds.stream()
                    .map(fold -> bins(fold, candidate))
                    .reduce(DCalibration::plus)
                    .orElseThrow();
            double[] shares = Arrays.stream(pooled.bins())
                    .map(mass -> mass > 0 && mass < SmallCells.LEAST ? Double.NaN : mass / rows)
                    .toArray();
            series.add(new ShareBars.Series(candidate.name(), shares));
            tests.add(candidate.name() + " " + Numbers.pValue(pooled.p()));
        }
        double expected = 1.0 / BINS;
        double margin = Z * Math.sqrt(expected * (1 - expected) / rows);
        return new ShareBars(
                        "Predicted survival at the row's own time (%)",
                        "Share of rows", names, expected, expected - margin, expected + margin, series)
                .figure(
                        "d-calibration",
                        "D-calibration",
                        "Under true predictions each tenth of predicted survival at the time of the event holds a tenth of the rows (dashed; shaded: 95 %"
                                + " range of chance). A censored row is spread over the tenths that may still come. "
                                + (folds.size() > 1 ? "Added over folds before the one test: " : "Test: ")
                                + String.join("; ", tests) + ".",
                        "Shares of rows in ten bins of predicted survival. " + String.join("; ", tests) + ".");
    }

    /** Predicted survival at the row's own time, given survival up to its entry where it has one. */
    private static DCalibration bins(TestFold fold, Candidate<TimeToEvent, SurvivalCurves> candidate) {
        SurvivalCurves curves = fold.predicted(candidate);
        return DCalibration.of(CurveSet.computed(curves.times(), curves.rows(), curves::survival), fold.test(), BINS);
    }
}
