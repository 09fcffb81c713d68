package org.theriac.core.task;

import java.util.List;
import org.theriac.core.outcome.Outcome;

/**
 * What a method is asked to learn.
 *
 * @param outcome what is to be predicted
 * @param inputs the columns that exist at the moment of prediction, in the order of the table
 */
public record Task<O extends Outcome<?>>(O outcome, List<String> inputs) {
    public Task {
        inputs = List.copyOf(inputs);
        for (String column : outcome.columns()) {
            if (inputs.contains(column)) {
                throw new IllegalArgumentException("the outcome's column " + column + " cannot be an input");
            }
        }
    }
}
