package org.theriac.biostatistics.methods;

import java.util.List;
import org.theriac.core.UserError;

/** The inputs that a method's settings name among those of its task. */
final class InputColumns {
    private InputColumns() {}

    /**
     * @param method its word, for messages
     * @param named what the settings name; empty: all inputs of the task
     * @param without the method to use without inputs, and what it gives
     */
    static List<String> of(String method, List<String> named, List<String> inputs, String without) {
        for (String column : named) {
            if (!inputs.contains(column)) {
                throw new UserError(method + ": columns names '" + column
                        + "', which is not an input of this task; its inputs are: " + String.join(", ", inputs) + ".");
            }
        }
        List<String> chosen = named.isEmpty() ? inputs : named;
        if (chosen.isEmpty()) {
            throw new UserError(method + ": the task has no inputs; use " + without + ".");
        }
        return chosen;
    }
}
