package org.theriac.tables;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.TextColumn;
import org.theriac.core.table.UntypedColumn;

/**
 * The values of one column, as they come. Numbers stay numbers until a word comes (SQLite types each value by itself): then all are
 * words, typed like those of delimited text. Whole numbers beyond 2^53, which a double cannot hold, make the column text: they are identifiers, and a
 * rounded identifier is another patient's.
 */
public final class ValueColumn {
    private static final long EXACT = 1L << 53;

    private final String name;
    private final String origin;
    private double[] numbers = new double[64];
    private int size;
    private Optional<UntypedColumn.Builder> words = Optional.empty();
    private boolean text;

    /** @param origin how messages name the table */
    public ValueColumn(String name, String origin) {
        this.name = name;
        this.origin = origin;
    }

    public String name() {
        return name;
    }

    public void addMissing() {
        if (words.isPresent()) {
            words.get().append("");
        } else {
            put(Double.NaN);
        }
    }

    public void addLong(long value) {
        if (value > EXACT || value < -EXACT) {
            addText(Long.toString(value));
        } else if (words.isPresent()) {
            words.get().append(Long.toString(value));
        } else {
            put((double) value);
        }
    }

    /** @throws UserError if the number is infinite */
    public void addDouble(double value) {
        if (Double.isInfinite(value)) {
            throw new UserError(origin + ", row " + (size + 1) + ", column '" + name
                    + "': found an infinite number. Correct it, or make it a missing value.");
        }
        if (Double.isNaN(value)) {
            addMissing();
        } else if (words.isPresent()) {
            words.get().append(NumberColumn.word(value));
        } else {
            put(value);
        }
    }

    public void addFloat(float value) {
        addDouble(SinglePrecision.decimal(value));
    }

    public void addDecimal(BigDecimal value) {
        if (value.scale() <= 0 || value.stripTrailingZeros().scale() <= 0) {
            addInteger(value.toBigInteger());
        } else {
            addDouble(value.doubleValue());
        }
    }

    public void addInteger(BigInteger value) {
        if (value.bitLength() < Long.SIZE) {
            addLong(value.longValue());
        } else {
            addText(value.toString());
        }
    }

    public void addWord(String word) {
        toWords().append(word);
    }

    /** A value of the class that a driver gives to it. */
    public void add(Object value, String written) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            addLong(((Number) value).longValue());
        } else if (value instanceof Float number) {
            addFloat(number);
        } else if (value instanceof Double number) {
            addDouble(number);
        } else if (value instanceof BigDecimal number) {
            addDecimal(number);
        } else if (value instanceof BigInteger number) {
            addInteger(number);
        } else if (value instanceof byte[]) {
            throw new UserError(origin + ": column '" + name
                    + "' holds bytes, which are no values of a table. Leave it out by a query.");
        } else {
            addWord(written);
        }
    }

    private void addText(String word) {
        text = true;
        toWords().append(word);
    }

    private UntypedColumn.Builder toWords() {
        if (words.isEmpty()) {
            UntypedColumn.Builder builder = new UntypedColumn.Builder(name);
            for (int row = 0; row < size; row++) {
                builder.append(Double.isNaN(numbers[row]) ? "" : NumberColumn.word(numbers[row]));
            }
            words = Optional.of(builder);
            numbers = new double[0];
        }
        return words.get();
    }

    private void put(double value) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        numbers[size++] = value;
    }

    public long memory() {
        return words.map(UntypedColumn.Builder::memory).orElse(8L * numbers.length);
    }

    public Column<?> build() {
        if (words.isEmpty()) {
            return new NumberColumn(name, Arrays.copyOf(numbers, size));
        }
        UntypedColumn built = words.get().build();
        if (!text) {
            return built;
        }
        List<Optional<String>> values = new ArrayList<>();
        for (int row = 0; row < built.rows(); row++) {
            values.add(built.missing(row) ? Optional.empty() : Optional.of(built.get(row)));
        }
        return new TextColumn(name, values);
    }
}
