package org.theriac.core.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.AuxiliaryOutputs;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.task.Task;

/**
 * Methods that were judged on the same test rows.
 *
 * @param cohort all rows of the study
 * @param parts training and test rows of each fold, or the single part of a hold-out
 * @param candidates the methods, in the study's order
 * @param reference index of the candidate that the others are compared with
 */
public record Evaluation<O extends Outcome<P>, P extends Predictions>(
        Task<O> task, Cohort cohort, List<Part> parts, List<Candidate<O, P>> candidates, int reference) {
    public Evaluation {
        parts = List.copyOf(parts);
        candidates = List.copyOf(candidates);
    }

    /**
     * One division into rows to learn from and rows to be judged on.
     *
     * @param name "fold 1", or "test" for a hold-out
     * @param train row numbers in the cohort
     * @param test row numbers in the cohort
     */
    public record Part(String name, int[] train, int[] test) {}

    /**
     * A method with what it predicted.
     *
     * @param name unique within the study
     * @param task the task as this method saw it
     * @param predictions for each part, those for its test rows
     * @param auxiliary for each part, what the same model said of the same rows beside its predictions
     * @param whole the model that was fitted to all rows at the end, when the study asks for it
     */
    public record Candidate<O extends Outcome<P>, P extends Predictions>(
            String name,
            Task<O> task,
            List<P> predictions,
            List<AuxiliaryOutputs.Columns> auxiliary,
            Optional<Model<P>> whole) {
        public Candidate {
            predictions = List.copyOf(predictions);
            auxiliary = List.copyOf(auxiliary);
            if (auxiliary.size() != predictions.size()) {
                throw new IllegalArgumentException(
                        auxiliary.size() + " auxiliary outputs for " + predictions.size() + " parts");
            }
        }

        /** A candidate whose models say nothing beyond their predictions. */
        public Candidate(String name, Task<O> task, List<P> predictions, Optional<Model<P>> whole) {
            this(
                    name,
                    task,
                    predictions,
                    Collections.nCopies(predictions.size(), AuxiliaryOutputs.Columns.NONE),
                    whole);
        }
    }

    public Judged<O, P> judged(Candidate<O, P> candidate, int part) {
        Part p = parts.get(part);
        return new Judged<>(
                candidate.task(),
                cohort.take(p.train()),
                cohort.take(p.test()),
                candidate.predictions().get(part));
    }
}
