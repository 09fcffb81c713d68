package org.theriac.survival.recommendation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.task.Task;

/**
 * The treatment column of a model, with its arms as they were in training.
 *
 * @param column its name
 * @param numeric whether the arms are numbers, such as 0 and 1, or names
 * @param arms at least two, numbers ascending or names in the column's order
 */
public record TreatmentArms(String column, boolean numeric, List<String> arms) {
    /** More distinct numbers than this are a dose, not a choice between arms. */
    private static final int MOST_ARMS = 10;

    public TreatmentArms {
        arms = List.copyOf(arms);
    }

    /**
     * Reads the arms from the training rows.
     *
     * @throws UserError if the column is absent, not an input, constant, or not a choice between a few arms
     */
    public static TreatmentArms of(String column, Task<?> task, Cohort train) {
        if (!train.has(column)) {
            throw new UserError("the table has no treatment column '" + column + "'; its columns are: "
                    + String.join(", ", train.names()) + ".");
        }
        if (!task.inputs().contains(column)) {
            throw new UserError("the treatment column '" + column + "' is not among the inputs ("
                    + String.join(", ", task.inputs()) + "), so no advice can depend on it; add it to the inputs.");
        }
        boolean numeric = train.column(column) instanceof NumberColumn;
        List<String> arms = present(train.column(column));
        if (arms.size() < 2) {
            throw new UserError("the treatment column '" + column + "' is the same (" + String.join("", arms)
                    + ") in all training rows; a comparison needs two arms.");
        }
        if (numeric && arms.size() > MOST_ARMS) {
            throw new UserError("the treatment column '" + column + "' takes " + arms.size()
                    + " different numbers; advice is given between at most " + MOST_ARMS
                    + " arms. Group the doses, or read the column as a category.");
        }
        return new TreatmentArms(column, numeric, arms);
    }

    private static List<String> present(Column<?> column) {
        if (column instanceof NumberColumn numbers) {
            return Arrays.stream(numbers.values())
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .distinct()
                    .mapToObj(NumberColumn::word)
                    .toList();
        }
        if (column instanceof CategoryColumn categories) {
            boolean[] seen = new boolean[categories.levels().size()];
            for (int row = 0; row < categories.rows(); row++) {
                if (!categories.missing(row)) {
                    seen[categories.code(row)] = true;
                }
            }
            List<String> levels = new ArrayList<>();
            for (int level = 0; level < seen.length; level++) {
                if (seen[level]) {
                    levels.add(categories.levels().get(level));
                }
            }
            return levels;
        }
        throw new UserError("the treatment column '" + column.name() + "' holds neither numbers nor categories.");
    }

    /**
     * The arm that each row received, as an index into {@link #arms}; −1 where the value is missing.
     *
     * @throws UserError if the column is missing or a row holds an arm unseen in training
     */
    public int[] received(Cohort rows) {
        if (!rows.has(column)) {
            throw new UserError("the table has no treatment column '" + column + "'.");
        }
        int[] received = receivedIfKnown(rows);
        Column<?> values = rows.column(column);
        long unseen = IntStream.range(0, received.length)
                .filter(row -> !values.missing(row) && received[row] < 0)
                .count();
        if (unseen > 0) {
            throw new UserError("the treatment column '" + column + "' holds an arm unseen in training in " + unseen
                    + " of " + received.length + " rows; the arms in training were: " + String.join(", ", arms) + ".");
        }
        return received;
    }

    /** Like {@link #received}, but −1 also for an arm unseen in training, and for all rows of a table without the column. */
    int[] receivedIfKnown(Cohort rows) {
        int[] received = new int[rows.rows()];
        Arrays.fill(received, -1);
        if (rows.has(column)) {
            Column<?> values = rows.column(column);
            Arrays.setAll(received, row -> values.missing(row) ? -1 : arms.indexOf(word(values, row)));
        }
        return received;
    }

    private static String word(Column<?> column, int row) {
        return column instanceof NumberColumn numbers
                ? NumberColumn.word(numbers.value(row))
                : String.valueOf(column.get(row));
    }

    /** The same rows as if all had received one arm. */
    public Cohort assigned(Cohort rows, int arm) {
        if (numeric) {
            double[] values = new double[rows.rows()];
            Arrays.fill(values, Double.parseDouble(arms.get(arm)));
            return rows.with(List.of(new NumberColumn(column, values)));
        }
        int[] codes = new int[rows.rows()];
        Arrays.fill(codes, arm);
        return rows.with(List.of(new CategoryColumn(column, arms, codes)));
    }

    /** For model.json. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("column", column);
        json.put("numeric", numeric);
        arms.forEach(json.putArray("arms")::add);
        return json;
    }

    /** From model.json. */
    public static TreatmentArms fromJson(JsonNode json) {
        List<String> arms = new ArrayList<>();
        json.get("arms").forEach(arm -> arms.add(arm.textValue()));
        return new TreatmentArms(
                json.get("column").textValue(), json.get("numeric").booleanValue(), arms);
    }
}
