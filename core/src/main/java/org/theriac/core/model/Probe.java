package org.theriac.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.FileType;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.Stored;
import org.theriac.core.method.InputSchema;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.SurvivalCurves;

/**
 * Made-up rows and what a model predicts for them. They are kept beside the model and predicted again at each load, so that a damaged file, another
 * version or another machine cannot change predictions unnoticed. The rows walk through the ranges and levels of the inputs: they are nobody's.
 */
final class Probe {
    /** The last row has no value in any column. */
    private static final int ROWS = 6;

    /** Single-precision networks differ between machines in the last digits. */
    private static final double TOLERANCE = 1e-4;

    private Probe() {}

    static Cohort rows(InputSchema schema) {
        List<Column<?>> columns = new ArrayList<>();
        for (int c = 0; c < schema.columns().size(); c++) {
            InputSchema.Input input = schema.columns().get(c);
            if (input.files().isPresent()) {
                columns.add(files(input, input.files().get()));
            } else {
                columns.add(input.type() == Definition.Type.NUMBER ? numbers(input, c) : categories(input, c));
            }
        }
        return new Cohort(
                columns,
                List.of(),
                IntStream.range(0, ROWS).mapToObj(row -> "made up " + (row + 1)).toList());
    }

    /** Columns are out of step with each other, so that no two rows lie on one line. */
    private static NumberColumn numbers(InputSchema.Input input, int column) {
        double[] values = new double[ROWS];
        for (int row = 0; row < ROWS - 1; row++) {
            double share = (row * (column % 3 + 1) % (ROWS - 1)) / (double) (ROWS - 2);
            values[row] = input.minimum() + share * (input.maximum() - input.minimum());
        }
        values[ROWS - 1] = Double.NaN;
        return new NumberColumn(input.name(), values);
    }

    private static CategoryColumn categories(InputSchema.Input input, int column) {
        int[] codes = new int[ROWS];
        for (int row = 0; row < ROWS - 1; row++) {
            codes[row] = input.levels().isEmpty()
                    ? -1
                    : (row + column) % input.levels().size();
        }
        codes[ROWS - 1] = -1;
        return new CategoryColumn(input.name(), input.levels(), codes);
    }

    /** A file is there in every row: a model that reads files has nothing to say of a row without one. */
    private static <T> FileColumn<T> files(InputSchema.Input input, FileType<T> type) {
        return new FileColumn<>(
                input.name(),
                type,
                IntStream.range(0, ROWS)
                        .mapToObj(row -> Optional.of(new Example<>(type, row)))
                        .toList());
    }

    private record Example<T>(FileType<T> type, int number) implements Stored<T> {
        @Override
        public String name() {
            return "made-up " + type.id() + " " + (number + 1);
        }

        @Override
        public T decode() {
            return type.example(number);
        }

        @Override
        public String digest() {
            return name();
        }
    }

    static ObjectNode write(InputSchema schema, Model<?> model) {
        Cohort rows = rows(schema);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("about", "Made-up rows, no patient's, with the predictions that this model must give for them.");
        ArrayNode inputs = json.putArray("rows");
        for (int row = 0; row < rows.rows(); row++) {
            ObjectNode values = inputs.addObject();
            for (String name : rows.names()) {
                Column<?> column = rows.column(name);
                if (column.missing(row)) {
                    values.putNull(name);
                } else if (column instanceof NumberColumn numbers) {
                    values.put(name, numbers.value(row));
                } else if (column instanceof FileColumn<?> files) {
                    values.put(name, files.fileName(row));
                } else {
                    values.put(name, String.valueOf(column.get(row)));
                }
            }
        }
        ArrayNode expected = json.putArray("predictions");
        for (double[] row : values(model.predict(rows))) {
            ArrayNode numbers = expected.addArray();
            for (double value : row) {
                numbers.add(value);
            }
        }
        return json;
    }

    /** Whether the model predicts what is written, within the difference that machines make. */
    static boolean holds(InputSchema schema, Model<?> model, JsonNode written) {
        double[][] now = values(model.predict(rows(schema)));
        JsonNode expected = written.path("predictions");
        if (expected.size() != now.length) {
            return false;
        }
        for (int row = 0; row < now.length; row++) {
            if (expected.path(row).size() != now[row].length) {
                return false;
            }
            for (int k = 0; k < now[row].length; k++) {
                double then = expected.path(row).path(k).asDouble(Double.NaN);
                if (!(Math.abs(then - now[row][k]) <= TOLERANCE * (1 + Math.abs(then)))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** For each row a handful of numbers that tell predictions apart. */
    private static double[][] values(Predictions predictions) {
        if (predictions instanceof ClassProbabilities classes) {
            return classes.probability();
        }
        if (predictions instanceof SurvivalCurves curves) {
            return values(curves);
        }
        if (predictions instanceof CumulativeIncidences incidences) {
            return values(incidences);
        }
        throw new IllegalArgumentException("no probe for " + predictions.getClass());
    }

    /** Three points of each cause's incidence. */
    private static double[][] values(CumulativeIncidences incidences) {
        int m = incidences.times().length;
        int causes = incidences.causes().size();
        double[][] values = new double[incidences.rows()][m == 0 ? 0 : 3 * causes];
        for (int row = 0; row < values.length && m > 0; row++) {
            for (int cause = 0; cause < causes; cause++) {
                values[row][3 * cause] = incidences.incidence(cause, row, m / 4);
                values[row][3 * cause + 1] = incidences.incidence(cause, row, m / 2);
                values[row][3 * cause + 2] = incidences.incidence(cause, row, m - 1);
            }
        }
        return values;
    }

    /** Risk and three points of the curve. */
    private static double[][] values(SurvivalCurves curves) {
        int m = curves.times().length;
        double[][] values = new double[curves.rows()][];
        for (int row = 0; row < values.length; row++) {
            values[row] = m == 0
                    ? new double[] {curves.risk(row)}
                    : new double[] {
                        curves.risk(row),
                        curves.survival(row, m / 4),
                        curves.survival(row, m / 2),
                        curves.survival(row, m - 1)
                    };
        }
        return values;
    }
}
