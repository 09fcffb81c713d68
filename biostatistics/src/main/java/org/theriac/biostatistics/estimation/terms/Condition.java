package org.theriac.biostatistics.estimation.terms;

import java.util.Set;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.study.AsText;

/** What holds for the rows of a study, such as {@code etype == 2}, {@code age >= 65} or {@code sex == "female"}. */
@AsText
public record Condition(String text) {
    /** @throws IllegalArgumentException if the text is no comparison: which character, what was expected */
    public Condition {
        text = text.strip();
        read(text);
    }

    private static Expression read(String text) {
        var products = TermParser.parse(text);
        boolean comparison = products.size() == 1
                && products.get(0).factors().size() == 1
                && products.get(0).factors().get(0) instanceof Factor.Plain plain
                && (plain.expression() instanceof Expression.Is
                        || plain.expression() instanceof Expression.Joined joined && joined.sign().rank == 0);
        if (!comparison) {
            throw new IllegalArgumentException("condition '" + text
                    + "' compares nothing; write such as age >= 65, etype == 2 or sex == \"female\".");
        }
        return ((Factor.Plain) products.get(0).factors().get(0)).expression();
    }

    /** The columns that are compared. */
    public Set<String> columns() {
        return read(text).columns();
    }

    /** Whether it holds, for each row; not where a value is missing. */
    public boolean[] holds(Cohort cohort) {
        double[] values = Evaluation.of(read(text), cohort);
        boolean[] holds = new boolean[values.length];
        for (int row = 0; row < holds.length; row++) {
            holds[row] = values[row] == 1;
        }
        return holds;
    }
}
