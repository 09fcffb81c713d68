package org.theriac.biostatistics.decisions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Run;

/** Decision curves of two classes. */
public final class ClassDecisionCurves implements Exhibit<Category, ClassProbabilities> {
    private static final int LEAST_ROWS = 50;

    @Override
    public String id() {
        return "decision-curves";
    }

    @Override
    public Class<Category> outcome() {
        return Category.class;
    }

    @Override
    public List<Section> show(Evaluation<Category, ClassProbabilities> evaluation, Run run) {
        Category outcome = evaluation.task().outcome();
        if (!outcome.binary()) {
            return List.of();
        }
        int k = outcome.positiveClass();
        int[] truth = outcome.truth(evaluation.cohort());
        int[] test = evaluation.parts().stream()
                .flatMapToInt(part -> Arrays.stream(part.test()))
                .toArray();
        boolean[] event = new boolean[test.length];
        int events = 0;
        for (int i = 0; i < test.length; i++) {
            event[i] = truth[test[i]] == k;
            events += event[i] ? 1 : 0;
        }
        if (test.length < LEAST_ROWS || Math.min(events, test.length - events) < SmallCells.LEAST) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        List<NetBenefit> methods = new ArrayList<>();
        double highest = 0;
        for (Candidate<Category, ClassProbabilities> candidate : evaluation.candidates()) {
            double[] probability = candidate.predictions().stream()
                    .flatMapToDouble(predicted -> Arrays.stream(predicted.ofClass(k)))
                    .toArray();
            names.add(candidate.name());
            methods.add(NetBenefit.ofEvents(probability, event));
            highest = Math.max(highest, DecisionCurves.reached(probability));
        }
        String label = label(evaluation, k);
        return List.of(new Section(
                id(),
                "Decision curves",
                new DecisionCurves(names, methods, evaluation, run)
                        .blocks(id(), label, highest, " of calling " + label)));
    }

    private static String label(Evaluation<Category, ClassProbabilities> evaluation, int k) {
        Category outcome = evaluation.task().outcome();
        String name = outcome.classes().get(k);
        return evaluation.cohort().column(outcome.column()) instanceof NumberColumn
                ? evaluation.cohort().definition(outcome.column()).label() + " = " + name
                : name;
    }
}
