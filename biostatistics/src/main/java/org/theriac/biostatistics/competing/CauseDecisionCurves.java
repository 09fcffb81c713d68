package org.theriac.biostatistics.competing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.decisions.DecisionCurves;
import org.theriac.biostatistics.decisions.NetBenefit;
import org.theriac.biostatistics.exhibits.Times;
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
import org.theriac.core.run.Run;

/** Decision curves of each of several causes that compete, at the middle one of the customary horizons. */
public final class CauseDecisionCurves implements Exhibit<CompetingRisks, CumulativeIncidences> {
    private static final int LEAST_ROWS = 50;

    @Override
    public String id() {
        return "cause-decision-curves";
    }

    @Override
    public Class<CompetingRisks> outcome() {
        return CompetingRisks.class;
    }

    @Override
    public List<Section> show(Evaluation<CompetingRisks, CumulativeIncidences> evaluation, Run run) {
        List<CompetingFold> folds = CompetingFold.of(evaluation);
        CompetingTimes pooled = CompetingFold.pooled(folds);
        String unit = evaluation.task().outcome().unit();
        double[] horizons = Times.horizons(pooled.times(), unit);
        // rows that enter late, or that are pieces of a subject's time, are not persons to act on at the start
        if (pooled.times().delayedEntry() || pooled.size() < LEAST_ROWS || horizons.length == 0) {
            return List.of();
        }
        double horizon = horizons[horizons.length / 2];
        String by = Numbers.value(horizon) + " " + unit;
        List<Block> blocks = new ArrayList<>();
        for (int cause = 1; cause <= pooled.causes(); cause++) {
            if (pooled.events(cause) < 2 * SmallCells.LEAST) {
                continue;
            }
            int own = cause;
            int[] coded = Arrays.stream(pooled.cause())
                    .map(c -> c == 0 ? 0 : c == own ? 1 : 2)
                    .toArray();
            List<String> names = new ArrayList<>();
            List<NetBenefit> methods = new ArrayList<>();
            double highest = 0;
            for (Candidate<CompetingRisks, CumulativeIncidences> candidate : evaluation.candidates()) {
                double[] probability = CompetingFold.incidences(candidate, folds, cause, horizon);
                names.add(candidate.name());
                methods.add(NetBenefit.ofCause(probability, pooled.times().times(), coded, horizon));
                highest = Math.max(highest, DecisionCurves.reached(probability));
            }
            String name = evaluation.task().outcome().causeNames().get(cause - 1);
            blocks.addAll(new DecisionCurves(names, methods, evaluation, run.child(name))
                    .blocks("decision-curves-" + cause, name + " by " + by, highest, " of " + name + " by " + by));
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("decision-curves", "Decision curves", blocks));
    }
}
