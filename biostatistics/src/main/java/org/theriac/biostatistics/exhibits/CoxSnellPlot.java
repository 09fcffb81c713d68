package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CurveResiduals;
import org.theriac.biostatistics.survival.NelsonAalen;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.report.chart.LinesOverTime.Line;

/**
 * Cox–Snell residuals as a picture (Cox and Snell, JRSS B 30, 1968): under true predictions the hazard that a row has accumulated by its own time, −log S_i(T_i),
 * is a censored time from the exponential distribution with mean 1, whose cumulative hazard is the identity.
 */
final class CoxSnellPlot {
    private static final int POINTS = 60;
    private static final int LEAST_AT_RISK = 2 * SmallCells.LEAST;

    private CoxSnellPlot() {}

    /** Empty where no method has enough rows at risk at a residual above 0. */
    static Optional<Figure> figure(Evaluation<TimeToEvent, SurvivalCurves> evaluation, List<TestFold> folds) {
        List<Line> lines = new ArrayList<>();
        List<String> said = new ArrayList<>();
        double end = 0;
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            SurvivalTimes residuals = residuals(folds, candidate);
            double[] sorted = residuals.times();
            Arrays.sort(sorted);
            double last = sorted[Math.max(0, sorted.length - LEAST_AT_RISK)];
            if (last > 0) {
                Line line = line(candidate.name(), NelsonAalen.fit(residuals), last);
                lines.add(line);
                said.add(candidate.name() + " " + Numbers.measure(line.value()[POINTS - 1]) + " ("
                        + Numbers.measure(last) + ")");
                end = Math.max(end, last);
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        double[] none = {Double.NaN, Double.NaN};
        lines.add(0, new Line("identity", new double[] {0, end}, new double[] {0, end}, none, none));
        return Optional.of(new LinesOverTime(
                        "Predicted cumulative hazard at the row's own time",
                        "Observed cumulative hazard",
                        true,
                        Optional.empty(),
                        lines)
                .figure(
                        "cox-snell",
                        "Cox–Snell residuals",
                        "Nelson–Aalen estimate of the hazard that test rows had accumulated by their own time, by their predictions (from their entry on, where rows"
                                + " have entry times), with pointwise 95 % intervals, as far as " + LEAST_AT_RISK
                                + " are at risk. Under true predictions it is the identity; above it more events came than were predicted.",
                        "Observed cumulative hazard where the line ends, with the predicted one: "
                                + String.join(", ", said) + "."));
    }

    private static SurvivalTimes residuals(List<TestFold> folds, Candidate<TimeToEvent, SurvivalCurves> candidate) {
        SurvivalTimes pooled = TestFold.pooled(folds);
        double[] residual = new double[pooled.size()];
        int at = 0;
        for (TestFold fold : folds) {
            SurvivalCurves curves = fold.predicted(candidate);
            double[] own = new double[curves.rows()];
            double[] atEntry = new double[curves.rows()];
            for (int row = 0; row < own.length; row++) {
                own[row] = curves.survivalAt(row, fold.test().time(row));
                atEntry[row] = curves.survivalAt(row, fold.test().entry(row));
            }
            double[] ofFold = CurveResiduals.of(own, atEntry, fold.test().eventIndicators())
                    .coxSnell();
            System.arraycopy(ofFold, 0, residual, at, ofFold.length);
            at += ofFold.length;
        }
        return SurvivalTimes.of(residual, pooled.eventIndicators());
    }

    private static Line line(String name, NelsonAalen hazard, double last) {
        double[] grid = BrierScore.evenGrid(0, last, POINTS);
        double[] value = new double[POINTS];
        double[] lower = new double[POINTS];
        double[] upper = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            double[] limits = hazard.limitsAt(grid[k], 0.95);
            value[k] = hazard.curve().at(grid[k]);
            lower[k] = limits[0];
            upper[k] = limits[1];
        }
        return new Line(name, grid, value, lower, upper);
    }
}
