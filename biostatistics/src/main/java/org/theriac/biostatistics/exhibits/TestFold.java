package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/**
 * The truth of one part of an evaluation.
 *
 * @param part its number in the evaluation
 * @param rows the numbers of its test rows among all
 * @param all the rows of the study
 */
record TestFold(int part, int[] rows, SurvivalTimes all, SurvivalTimes train, SurvivalTimes test) {
    static List<TestFold> of(Evaluation<TimeToEvent, SurvivalCurves> evaluation) {
        TimeToEvent.Observed truth = evaluation.task().outcome().truth(evaluation.cohort());
        SurvivalTimes all = SurvivalTimes.of(truth);
        List<TestFold> folds = new ArrayList<>();
        for (int part = 0; part < evaluation.parts().size(); part++) {
            Evaluation.Part rows = evaluation.parts().get(part);
            folds.add(new TestFold(part, rows.test(), all, all.take(rows.train()), all.take(rows.test())));
        }
        return folds;
    }

    /** The test rows of all parts, one part after the other. A row that is tested twice stands in it twice. */
    static SurvivalTimes pooled(List<TestFold> folds) {
        return folds.get(0)
                .all()
                .take(folds.stream()
                        .flatMapToInt(fold -> Arrays.stream(fold.rows()))
                        .toArray());
    }

    /** The number of the part of each pooled row. */
    static int[] parts(List<TestFold> folds) {
        return folds.stream()
                .flatMapToInt(
                        fold -> IntStream.generate(fold::part).limit(fold.test().size()))
                .toArray();
    }

    SurvivalCurves predicted(Candidate<TimeToEvent, SurvivalCurves> candidate) {
        return candidate.predictions().get(part);
    }

    /** 1 − S_i(t) of each test row. */
    double[] eventProbability(Candidate<TimeToEvent, SurvivalCurves> candidate, double t) {
        SurvivalCurves curves = predicted(candidate);
        return IntStream.range(0, curves.rows())
                .mapToDouble(row -> 1 - curves.survivalAt(row, t))
                .toArray();
    }
}
