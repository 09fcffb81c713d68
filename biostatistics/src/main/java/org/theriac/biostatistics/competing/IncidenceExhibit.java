package org.theriac.biostatistics.competing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.calibration.BrierScore;
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.LinesOverTime;
import org.theriac.core.report.chart.LinesOverTime.Line;
import org.theriac.core.run.Run;

/** The cumulative incidence of each cause over time: as observed, and as the methods predict it on average. */
public final class IncidenceExhibit implements Exhibit<CompetingRisks, CumulativeIncidences> {
    private static final int POINTS = 60;
    private static final int LEAST_AT_RISK = 2 * SmallCells.LEAST;

    @Override
    public String id() {
        return "incidence";
    }

    @Override
    public Class<CompetingRisks> outcome() {
        return CompetingRisks.class;
    }

    @Override
    public List<Section> show(Evaluation<CompetingRisks, CumulativeIncidences> evaluation, Run run) {
        List<CompetingFold> folds = CompetingFold.of(evaluation);
        CompetingTimes pooled = CompetingFold.pooled(folds);
        AalenJohansen observed = AalenJohansen.fit(pooled);
        double end = lastTime(observed);
        if (!(end > 0)) {
            return List.of();
        }
        double[] grid = BrierScore.evenGrid(0, end, POINTS);
        CompetingRisks outcome = evaluation.task().outcome();
        List<Block> blocks = new ArrayList<>();
        for (int cause = 1; cause <= pooled.causes(); cause++) {
            run.checkStop();
            if (pooled.events(cause) >= SmallCells.LEAST) {
                String name = outcome.causeNames().get(cause - 1);
                List<Line> lines = lines(evaluation, folds, observed, cause, grid);
                blocks.add(new LinesOverTime(
                                "Time (" + outcome.unit() + ")",
                                "Cumulative incidence of " + name,
                                true,
                                Optional.empty(),
                                lines)
                        .figure(
                                id() + "-" + cause,
                                name,
                                "Observed: Aalen–Johansen of all test rows with pointwise 95 % intervals (complementary log–log), as far as "
                                        + LEAST_AT_RISK
                                        + " are at risk. Beside it the mean of each method's predictions for the same rows, which it had not seen.",
                                alternative(name, lines, outcome.unit())));
            }
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section(id(), "Cumulative incidence", blocks));
    }

    /** The last time at which enough rows are at risk. */
    private static double lastTime(AalenJohansen observed) {
        double[] time = observed.time();
        double[] atRisk = observed.atRisk();
        for (int k = time.length - 1; k >= 0; k--) {
            if (atRisk[k] >= LEAST_AT_RISK) {
                return time[k];
            }
        }
        return 0;
    }

    private static List<Line> lines(
            Evaluation<CompetingRisks, CumulativeIncidences> evaluation,
            List<CompetingFold> folds,
            AalenJohansen observed,
            int cause,
            double[] grid) {
        double[] value = new double[grid.length];
        double[] lower = new double[grid.length];
        double[] upper = new double[grid.length];
        for (int k = 0; k < grid.length; k++) {
            AalenJohansen.Estimate at = observed.at(cause, grid[k]);
            value[k] = at.incidence();
            lower[k] = at.lower();
            upper[k] = at.upper();
        }
        List<Line> lines = new ArrayList<>(List.of(new Line("observed", grid, value, lower, upper)));
        double[] none = new double[grid.length];
        Arrays.fill(none, Double.NaN);
        for (Candidate<CompetingRisks, CumulativeIncidences> candidate : evaluation.candidates()) {
            double[] mean = Arrays.stream(grid)
                    .map(t -> Arrays.stream(CompetingFold.incidences(candidate, folds, cause, t))
                            .average()
                            .orElse(Double.NaN))
                    .toArray();
            lines.add(new Line(candidate.name(), grid, mean, none, none));
        }
        return lines;
    }

    private static String alternative(String cause, List<Line> lines, String unit) {
        int last = POINTS - 1;
        List<String> said = new ArrayList<>();
        lines.forEach(line -> said.add(line.name() + " " + Numbers.percent(line.value()[last])));
        return "Cumulative incidence of " + cause + " over time. At "
                + Numbers.measure(lines.get(0).time()[last]) + " " + unit + ": " + String.join(", ", said) + ".";
    }
}
