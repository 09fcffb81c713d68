package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.decisions.DecisionCurves;
import org.theriac.biostatistics.decisions.NetBenefit;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Run;

/** Decision curves of a time to event at customary horizons. */
public final class EventDecisionCurves implements Exhibit<TimeToEvent, SurvivalCurves> {
    private static final int LEAST_ROWS = 50;

    @Override
    public String id() {
        return "event-decision-curves";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        List<TestFold> folds = TestFold.of(evaluation);
        SurvivalTimes pooled = TestFold.pooled(folds);
        // rows that enter late, or that are pieces of a subject's time, are not persons to act on at the start
        if (pooled.delayedEntry() || pooled.size() < LEAST_ROWS || pooled.events() < SmallCells.LEAST) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        for (double horizon : Times.horizons(pooled, evaluation.task().outcome().unit())) {
            List<String> names = new ArrayList<>();
            List<NetBenefit> methods = new ArrayList<>();
            double highest = 0;
            for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
                double[] probability = folds.stream()
                        .flatMapToDouble(fold -> Arrays.stream(fold.eventProbability(candidate, horizon)))
                        .toArray();
                names.add(candidate.name());
                methods.add(NetBenefit.byHorizon(probability, pooled.times(), pooled.eventIndicators(), horizon));
                highest = Math.max(highest, DecisionCurves.reached(probability));
            }
            String by =
                    Numbers.value(horizon) + " " + evaluation.task().outcome().unit();
            blocks.addAll(new DecisionCurves(names, methods, evaluation, run.child(by))
                    .blocks("decision-curves-" + blocks.size(), "event by " + by, highest, " by " + by));
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section("decision-curves", "Decision curves", blocks));
    }
}
