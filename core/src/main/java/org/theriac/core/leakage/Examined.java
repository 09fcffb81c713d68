package org.theriac.core.leakage;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.outcome.Outcome;

/**
 * What the guards look at.
 *
 * @param cohort the rows that have an outcome
 * @param outcome settled
 * @param inputs names of the columns that methods may learn from
 * @param parts training and test rows
 * @param keys that must not stand on both sides of a part: the subject, and what the rows are parted by
 * @param begun of each method that starts from something learned elsewhere, by the method's name: from whom it was learned
 * @param settings the study's exceptions
 */
public record Examined(
        Cohort cohort,
        Outcome<?> outcome,
        List<String> inputs,
        List<Part> parts,
        List<String> keys,
        Map<String, SeenSubjects> begun,
        LeakSettings settings) {
    public Examined {
        inputs = List.copyOf(inputs);
        parts = List.copyOf(parts);
        keys = List.copyOf(keys);
        begun = Collections.unmodifiableMap(new LinkedHashMap<>(begun));
    }

    /**
     * The rows from which the study may learn: those that are training rows of some part. In a cross-validation these are all rows; rows set apart as
     * test set are not among them.
     */
    int[] learnedFrom() {
        BitSet rows = new BitSet(cohort.rows());
        for (Part part : parts) {
            for (int row : part.train()) {
                rows.set(row);
            }
        }
        return rows.stream().toArray();
    }

    /** Why the study keeps a column; empty if it gives no reason. */
    String reasonToKeep(String column) {
        return settings.keep().getOrDefault(column, "");
    }
}
