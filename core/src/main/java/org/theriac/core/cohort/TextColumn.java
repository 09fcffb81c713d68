package org.theriac.core.cohort;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Free text, such as notes and identifiers: never an input by itself. */
public final class TextColumn implements Column<String> {
    private final String name;
    private final List<Optional<String>> values;

    public TextColumn(String name, List<Optional<String>> values) {
        this.name = name;
        this.values = List.copyOf(values);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public int rows() {
        return values.size();
    }

    @Override
    public String get(int row) {
        return values.get(row)
                .orElseThrow(() -> new IllegalStateException("column " + name + " has no value in row " + row));
    }

    @Override
    public TextColumn named(String other) {
        return new TextColumn(other, values);
    }

    @Override
    public boolean missing(int row) {
        return values.get(row).isEmpty();
    }

    @Override
    public TextColumn take(int[] rows) {
        return new TextColumn(
                name,
                Arrays.stream(rows)
                        .mapToObj(row -> row < 0 ? Optional.<String>empty() : values.get(row))
                        .toList());
    }
}
