package org.theriac.biostatistics.competing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/**
 * The truth of one part of an evaluation.
 *
 * @param part its number in the evaluation
 * @param rows the numbers of its test rows among all
 * @param all the rows of the study
 */
record CompetingFold(int part, int[] rows, CompetingTimes all, CompetingTimes train, CompetingTimes test) {
    static List<CompetingFold> of(Evaluation<CompetingRisks, CumulativeIncidences> evaluation) {
        CompetingRisks outcome = evaluation.task().outcome();
        CompetingTimes all = CompetingTimes.of(
                outcome.truth(evaluation.cohort()), outcome.causes().size());
        List<CompetingFold> folds = new ArrayList<>();
        for (int part = 0; part < evaluation.parts().size(); part++) {
            Evaluation.Part rows = evaluation.parts().get(part);
            folds.add(new CompetingFold(part, rows.test(), all, all.take(rows.train()), all.take(rows.test())));
        }
        return folds;
    }

    /** The test rows of all parts, one part after the other. A row that is tested twice stands in it twice. */
    static CompetingTimes pooled(List<CompetingFold> folds) {
        return folds.get(0)
                .all()
                .take(folds.stream()
                        .flatMapToInt(fold -> Arrays.stream(fold.rows()))
                        .toArray());
    }

    /** The predicted incidence of a cause, from 1 on, by a time, of each pooled row. */
    static double[] incidences(
            Candidate<CompetingRisks, CumulativeIncidences> candidate,
            List<CompetingFold> folds,
            int cause,
            double time) {
        return folds.stream()
                .flatMapToDouble(fold -> fold.incidence(candidate, cause, time))
                .toArray();
    }

    private java.util.stream.DoubleStream incidence(
            Candidate<CompetingRisks, CumulativeIncidences> candidate, int cause, double time) {
        CumulativeIncidences predicted = candidate.predictions().get(part);
        return IntStream.range(0, predicted.rows()).mapToDouble(row -> predicted.incidenceAt(cause - 1, row, time));
    }
}
