package org.theriac.biostatistics.competing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.calibration.CensoringCurve;
import org.theriac.biostatistics.concordance.DynamicAuc;
import org.theriac.biostatistics.exhibits.ScoresOverTime;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.report.Block;
import org.theriac.core.report.Section;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.report.chart.LinesOverTime.Line;
import org.theriac.core.run.Run;

/** The Brier score and the area under the ROC curve of each cause as the horizon moves, method beside method. */
public final class CauseAccuracyExhibit implements Exhibit<CompetingRisks, CumulativeIncidences> {
    @Override
    public String id() {
        return "cause-accuracy-over-time";
    }

    @Override
    public Class<CompetingRisks> outcome() {
        return CompetingRisks.class;
    }

    @Override
    public List<Section> show(Evaluation<CompetingRisks, CumulativeIncidences> evaluation, Run run) {
        if (evaluation.task().outcome().entry().isPresent()) {
            return List.of(); // the horizons of rows that enter late are not those of a row observed from 0
        }
        List<CompetingFold> folds = CompetingFold.of(evaluation);
        List<Block> blocks = new ArrayList<>();
        for (int cause = 1; cause <= evaluation.task().outcome().causeNames().size(); cause++) {
            Optional<ScoresOverTime> drawn = drawn(folds, cause);
            if (drawn.isPresent()) {
                blocks.addAll(figures(evaluation, folds, cause, drawn.get(), run));
            }
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section(id(), "Accuracy over time", blocks));
    }

    private List<Block> figures(
            Evaluation<CompetingRisks, CumulativeIncidences> evaluation,
            List<CompetingFold> folds,
            int cause,
            ScoresOverTime drawn,
            Run run) {
        double[] grid = drawn.grid();
        List<Line> brier = new ArrayList<>();
        List<Line> auc = new ArrayList<>();
        for (Candidate<CompetingRisks, CumulativeIncidences> candidate : evaluation.candidates()) {
            double[][] scores = new double[2][grid.length];
            for (CompetingFold fold : folds) {
                run.checkStop();
                double[] error = brier(candidate, fold, cause, grid);
                double[] area = auc(candidate, fold, cause, grid);
                for (int k = 0; k < grid.length; k++) {
                    scores[0][k] += error[k] / folds.size();
                    scores[1][k] += area[k] / folds.size();
                }
            }
            brier.add(drawn.line(candidate.name(), scores[0]));
            auc.add(drawn.line(candidate.name(), scores[1]));
        }
        String name = evaluation.task().outcome().causeNames().get(cause - 1);
        String time = "Time (" + evaluation.task().outcome().unit() + ")";
        String within = folds.size() > 1 ? " Computed within each test fold, then averaged." : "";
        return List.of(
                new LinesOverTime(time, "Brier score", true, Optional.empty(), brier)
                        .figure(
                                "cause-brier-" + cause,
                                name + ": Brier score, lower is better",
                                "Mean squared error of the predicted incidence at each time, an event of another cause counting as none, weighted by the inverse"
                                        + " probability of being uncensored in the training rows." + within,
                                drawn.alternative("Brier score of " + name, brier)),
                new LinesOverTime(time, "Area under the ROC curve", false, Optional.of(0.5), auc)
                        .figure(
                                "cause-auc-" + cause,
                                name + ": concordance at each time, higher is better",
                                "Cumulative/dynamic area under the ROC curve: the probability that a row with an event of the cause by that time was given a"
                                        + " higher incidence than a row without one, other events included, weighted as above; 0.5 is chance."
                                        + within,
                                drawn.alternative("Area under the ROC curve of " + name, auc)));
    }

    private static Optional<ScoresOverTime> drawn(List<CompetingFold> folds, int cause) {
        return ScoresOverTime.of(folds.stream()
                .map(fold -> {
                    double[] times = fold.test().times().times();
                    double[] events = IntStream.range(0, times.length)
                            .filter(i -> fold.test().cause()[i] == cause)
                            .mapToDouble(i -> times[i])
                            .sorted()
                            .toArray();
                    return new ScoresOverTime.Followed(
                            times, events, CensoringCurve.of(fold.train().times()));
                })
                .toList());
    }

    private static double[] brier(
            Candidate<CompetingRisks, CumulativeIncidences> candidate, CompetingFold fold, int cause, double[] grid) {
        return BrierScore.ofCause(
                        CauseMetric.free(candidate.predictions().get(fold.part()), cause),
                        fold.test().times(),
                        fold.test().isCause(cause),
                        CensoringCurve.of(fold.train().times()),
                        grid,
                        BrierScore.Normaliser.ROWS)
                .overTime(fold.test().times().weights());
    }

    private static double[] auc(
            Candidate<CompetingRisks, CumulativeIncidences> candidate, CompetingFold fold, int cause, double[] grid) {
        CensoringCurve censoring = CensoringCurve.of(fold.train().times());
        CumulativeIncidences predicted = candidate.predictions().get(fold.part());
        int[] coded = Arrays.stream(fold.test().cause())
                .map(c -> c == 0 ? 0 : c == cause ? 1 : 2)
                .toArray();
        return Arrays.stream(grid)
                .map(t -> {
                    double[] marker = IntStream.range(0, predicted.rows())
                            .mapToDouble(row -> predicted.incidenceAt(cause - 1, row, t))
                            .toArray();
                    ToDoubleFunction<double[]> at =
                            DynamicAuc.prepareOfCause(t, fold.test().times().times(), coded, marker, censoring);
                    return at.applyAsDouble(fold.test().times().weights());
                })
                .toArray();
    }
}
