package org.theriac.tables.arff;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.table.UntypedColumn;

/** An attribute as it was declared, and its values so far. */
abstract class ArffAttribute {
    private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss";

    private final String name;

    private ArffAttribute(String name) {
        this.name = name;
    }

    /** @throws UserError if the type that follows the name is none */
    static ArffAttribute of(String name, ArffLine type, Function<String, UserError> fault, String origin) {
        if (type.skip('{')) {
            return new Nominal(name, levels(type, fault), fault);
        }
        String word = type.name().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "numeric", "real", "integer" -> new Numeric(name);
            case "string" -> new Words(name);
            case "date" -> new Dates(name, type.rest().isEmpty() ? ISO : type.name(), fault);
            default ->
                throw fault.apply("the attribute '" + name + "' has the type '" + word
                        + "'; allowed: numeric, real, integer, string, date and {level, …}.");
        };
    }

    private static List<String> levels(ArffLine line, Function<String, UserError> fault) {
        LinkedHashSet<String> levels = new LinkedHashSet<>();
        while (!line.skip('}')) {
            String level = line.level();
            if (!levels.add(level)) {
                throw fault.apply("the level '" + level + "' is declared twice.");
            }
            if (!line.skip(',') && !line.at('}')) {
                throw fault.apply("the list of levels has no closing brace.");
            }
        }
        return List.copyOf(levels);
    }

    String name() {
        return name;
    }

    abstract void add(String word, Function<String, UserError> fault);

    abstract void missing();

    /** A value that a sparse row does not name. */
    abstract void absent();

    abstract Column<?> column();

    /** Bytes that the values take. */
    abstract long memory();

    private static final class Numeric extends ArffAttribute {
        private double[] values = new double[64];
        private int size;

        Numeric(String name) {
            super(name);
        }

        private void put(double value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + (size >> 1));
            }
            values[size++] = value;
        }

        @Override
        void add(String word, Function<String, UserError> fault) {
            double value = Double.NaN;
            try {
                value = word.matches("[-+0-9.eE]+") ? Double.parseDouble(word) : Double.NaN;
            } catch (NumberFormatException e) {
                // the same refusal as for any other word
            }
            if (!Double.isFinite(value)) {
                throw fault.apply("the attribute '" + name() + "' is numeric, but the value is no number.");
            }
            put(value);
        }

        @Override
        void missing() {
            put(Double.NaN);
        }

        @Override
        void absent() {
            put(0);
        }

        @Override
        Column<?> column() {
            return new NumberColumn(name(), Arrays.copyOf(values, size));
        }

        @Override
        long memory() {
            return 8L * values.length;
        }
    }

    private static final class Nominal extends ArffAttribute {
        private final List<String> levels;
        private final Map<String, Integer> places = new HashMap<>();
        private int[] codes = new int[64];
        private int size;

        Nominal(String name, List<String> levels, Function<String, UserError> fault) {
            super(name);
            if (levels.isEmpty()) {
                throw fault.apply("the attribute '" + name + "' has no levels.");
            }
            this.levels = List.copyOf(levels);
            levels.forEach(level -> places.put(level, places.size()));
        }

        private void put(int code) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size + (size >> 1));
            }
            codes[size++] = code;
        }

        @Override
        void add(String word, Function<String, UserError> fault) {
            Integer code = places.get(word);
            if (code == null) {
                throw fault.apply("the value of '" + name() + "' is none of its levels: "
                        + String.join(", ", levels.subList(0, Math.min(20, levels.size())))
                        + (levels.size() > 20 ? ", …" : "") + ".");
            }
            put(code);
        }

        @Override
        void missing() {
            put(-1);
        }

        @Override
        void absent() {
            put(0);
        }

        @Override
        Column<?> column() {
            return new CategoryColumn(name(), levels, Arrays.copyOf(codes, size));
        }

        @Override
        long memory() {
            return 4L * codes.length;
        }
    }

    private static class Words extends ArffAttribute {
        private final UntypedColumn.Builder words;

        Words(String name) {
            super(name);
            words = new UntypedColumn.Builder(name);
        }

        @Override
        void add(String word, Function<String, UserError> fault) {
            words.append(word);
        }

        @Override
        void missing() {
            words.append("");
        }

        @Override
        void absent() {
            words.append("");
        }

        @Override
        Column<?> column() {
            return words.build();
        }

        @Override
        long memory() {
            return words.memory();
        }
    }

    /** Dates become words in ISO form, as other formats have them. */
    private static final class Dates extends Words {
        private final DateTimeFormatter form;

        Dates(String name, String pattern, Function<String, UserError> fault) {
            super(name);
            try {
                // "yyyy" counts years of an era that a date alone does not name
                form = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT);
            } catch (IllegalArgumentException e) {
                throw fault.apply("the date format '" + pattern + "' is none, such as \"yyyy-MM-dd\".");
            }
        }

        @Override
        void add(String word, Function<String, UserError> fault) {
            try {
                TemporalAccessor moment = form.parse(word);
                LocalDate date = LocalDate.from(moment);
                boolean timed = moment.query(TemporalQueries.localTime()) != null;
                super.add(timed ? LocalDateTime.from(moment).toString() : date.toString(), fault);
            } catch (DateTimeException e) {
                throw fault.apply("the value of '" + name() + "' is not a date in the form that is declared.");
            }
        }
    }
}
