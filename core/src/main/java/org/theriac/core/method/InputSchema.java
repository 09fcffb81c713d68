package org.theriac.core.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.FileType;
import org.theriac.core.cohort.NumberColumn;

/**
 * The inputs of a model as they were in training. A table to be predicted is read by this schema, whatever the order of its columns.
 *
 * @param columns one for each input
 */
public record InputSchema(List<Input> columns) {
    public InputSchema {
        columns = List.copyOf(columns);
    }

    /**
     * One input.
     *
     * @param type number, category or file
     * @param levels of a category, as in training
     * @param minimum smallest number in training; NaN for a category
     * @param maximum largest number in training; NaN for a category
     * @param files the kind of files of a column of files
     */
    public record Input(
            String name,
            String label,
            Optional<String> unit,
            Definition.Type type,
            List<String> levels,
            double minimum,
            double maximum,
            Optional<FileType<?>> files) {
        public Input {
            levels = List.copyOf(levels);
        }

        /** As a dictionary's entry, so that readers type the column as it was in training. */
        public Definition definition() {
            return new Definition(
                    name,
                    label,
                    unit,
                    Optional.of(type),
                    Definition.Known.AT,
                    Definition.Source.MEASURED,
                    levels,
                    Optional.empty());
        }
    }

    public static InputSchema of(Cohort cohort, List<String> inputs) {
        List<Input> columns = new ArrayList<>();
        for (String name : inputs) {
            Column<?> column = cohort.column(name);
            Definition definition = cohort.definition(name);
            if (column instanceof NumberColumn numbers) {
                double[] present = Arrays.stream(numbers.values())
                        .filter(v -> !Double.isNaN(v))
                        .toArray();
                columns.add(new Input(
                        name,
                        definition.label(),
                        definition.unit(),
                        Definition.Type.NUMBER,
                        List.of(),
                        Arrays.stream(present).min().orElse(Double.NaN),
                        Arrays.stream(present).max().orElse(Double.NaN),
                        Optional.empty()));
            } else if (column instanceof CategoryColumn categories) {
                columns.add(new Input(
                        name,
                        definition.label(),
                        definition.unit(),
                        Definition.Type.CATEGORY,
                        categories.levels(),
                        Double.NaN,
                        Double.NaN,
                        Optional.empty()));
            } else if (column instanceof FileColumn<?> files) {
                columns.add(new Input(
                        name,
                        definition.label(),
                        definition.unit(),
                        Definition.Type.FILE,
                        List.of(),
                        Double.NaN,
                        Double.NaN,
                        Optional.of(files.fileType())));
            } else {
                throw new IllegalArgumentException(
                        "input " + name + " is a " + column.getClass().getSimpleName());
            }
        }
        return new InputSchema(columns);
    }

    public List<String> names() {
        return columns.stream().map(Input::name).toList();
    }
}
