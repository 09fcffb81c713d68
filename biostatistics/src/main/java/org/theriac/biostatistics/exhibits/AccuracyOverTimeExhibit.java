package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Section;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.report.chart.LinesOverTime.Line;
import org.theriac.core.run.Run;

/** The Brier score and the area under the ROC curve as the horizon moves, method beside method. */
public final class AccuracyOverTimeExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    @Override
    public String id() {
        return "accuracy-over-time";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        if (evaluation.task().outcome().entry().isPresent()) {
            return List.of(); // the horizons of rows that enter late are not those of a row observed from 0
        }
        List<TestFold> folds = TestFold.of(evaluation);
        Optional<ScoresOverTime> drawn = ScoresOverTime.of(folds.stream()
                .map(fold -> new ScoresOverTime.Followed(
                        fold.test().times(), Times.eventTimes(fold.test()), CensoringCurve.of(fold.train())))
                .toList());
        if (drawn.isEmpty()) {
            return List.of();
        }
        ScoresOverTime scoresOverTime = drawn.get();
        double[] grid = scoresOverTime.grid();
        List<Line> brier = new ArrayList<>();
        List<Line> auc = new ArrayList<>();
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            double[][] scores = new double[2][grid.length];
            for (TestFold fold : folds) {
                run.checkStop();
                add(scores[0], brier(candidate, fold, grid), folds.size());
                add(scores[1], auc(candidate, fold, grid), folds.size());
            }
            brier.add(scoresOverTime.line(candidate.name(), scores[0]));
            auc.add(scoresOverTime.line(candidate.name(), scores[1]));
        }
        String time = "Time (" + evaluation.task().outcome().unit() + ")";
        String within = folds.size() > 1 ? " Computed within each test fold, then averaged." : "";
        return List.of(new Section(
                id(),
                "Accuracy over time",
                List.of(
                        new LinesOverTime(time, "Brier score", true, Optional.empty(), brier)
                                .figure(
                                        "brier-over-time",
                                        "Brier score, lower is better",
                                        "Mean squared error of the predicted survival at each time, weighted by the inverse probability of being"
                                                + " uncensored in the training rows." + within,
                                        scoresOverTime.alternative("Brier score", brier)),
                        new LinesOverTime(time, "Area under the ROC curve", false, Optional.of(0.5), auc)
                                .figure(
                                        "auc-over-time",
                                        "Concordance at each time, higher is better",
                                        "Cumulative/dynamic area under the ROC curve: the probability that a row with the event by that time was"
                                                + " given a higher risk than a row without it, weighted as above; 0.5 is chance."
                                                + within,
                                        scoresOverTime.alternative("Area under the ROC curve", auc)))));
    }

    private static double[] brier(Candidate<TimeToEvent, SurvivalCurves> candidate, TestFold fold, double[] grid) {
        SurvivalCurves predicted = fold.predicted(candidate);
        double[][] survival = new double[predicted.rows()][grid.length];
        for (int row = 0; row < survival.length; row++) {
            for (int k = 0; k < grid.length; k++) {
                survival[row][k] = predicted.survivalAt(row, grid[k]);
            }
        }
        return new BrierScore(
                        CurveSet.of(grid, survival),
                        fold.test(),
                        CensoringCurve.of(fold.train()),
                        grid,
                        BrierScore.Normaliser.ROWS)
                .overTime(fold.test().weights());
    }

    private static double[] auc(Candidate<TimeToEvent, SurvivalCurves> candidate, TestFold fold, double[] grid) {
        CensoringCurve censoring = CensoringCurve.of(fold.train());
        return Arrays.stream(grid)
                .map(t -> DynamicAuc.at(t, fold.test(), fold.eventProbability(candidate, t), censoring))
                .toArray();
    }

    private static void add(double[] sum, double[] ofFold, int folds) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += ofFold[k] / folds;
        }
    }
}
