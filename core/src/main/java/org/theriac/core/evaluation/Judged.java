package org.theriac.core.evaluation;

import org.theriac.core.cohort.Cohort;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.task.Task;

/**
 * Predictions for test rows beside the truth.
 *
 * @param train the rows that the model learned from: for censoring curves, prevalence and scaling, never for the score itself
 * @param test the rows that were predicted, in the order of {@code predicted}
 */
public record Judged<O extends Outcome<P>, P extends Predictions>(
        Task<O> task, Cohort train, Cohort test, P predicted) {
    public Judged {
        if (test.rows() != predicted.rows()) {
            throw new IllegalArgumentException(predicted.rows() + " predictions for " + test.rows() + " rows");
        }
    }
}
