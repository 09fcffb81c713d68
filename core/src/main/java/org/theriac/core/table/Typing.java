package org.theriac.core.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.TextColumn;
import org.theriac.core.run.Notice;

/**
 * Gives columns their types. What the study file or the dictionary says is obeyed, and a value that does not fit is an error. Where they say nothing,
 * a column whose values are all numbers holds numbers (0/1 included); another one holds categories, or text when its values hardly ever repeat. A
 * column of many different numbers with a few odd words is refused rather than turned into thousands of categories.
 */
final class Typing {
    private static final int FEW_LEVELS = 20;
    private static final int MOST_LEVELS = 1000;
    private static final double NEARLY_ALL = 0.9;

    private final RowPlaces table;
    private final MissingWords missing;
    private final DecimalMark mark;
    private final Identifying identifying;
    private final boolean openLevels;
    private final List<Notice> notices = new ArrayList<>();

    /**
     * @param openLevels whether a category may have levels that its definition does not name (a new table for an old model); they are counted
     */
    Typing(RowPlaces table, MissingWords missing, DecimalMark mark, Identifying identifying, boolean openLevels) {
        this.table = table;
        this.missing = missing;
        this.mark = mark;
        this.identifying = identifying;
        this.openLevels = openLevels;
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    /**
     * @param type as the study file or the dictionary says; wins over what the values look like
     * @throws UserError if a value does not fit; the message says where it stands and what is allowed
     */
    Column<?> column(RawColumn raw, Optional<Definition.Type> type, List<String> levels) {
        if (type.isEmpty() && levels.isEmpty()) {
            return inferred(raw);
        }
        return switch (type.orElse(Definition.Type.CATEGORY)) {
            case NUMBER -> numbers(raw);
            case CATEGORY -> levels.isEmpty() ? categories(raw) : categories(raw, levels);
            case TEXT -> text(raw);
            case FILE ->
                throw new UserError(table.origin() + ": column '" + raw.name()
                        + "' is said to hold files; write in data: which: files: {" + raw.name() + ": {as: image}}.");
        };
    }

    private NumberColumn numbers(RawColumn raw) {
        double[] values = new double[raw.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = missing.missing(raw, row) ? Double.NaN : number(raw, row);
            if (Double.isNaN(values[row]) && !missing.missing(raw, row)) {
                throw new UserError(
                        table.place(row, raw.name()) + ": found " + identifying.shown(raw.name(), raw.word(row))
                                + " where a number is expected, such as 1" + mark.character()
                                + "5. Correct it, or add it to missing: if it stands for a"
                                + " missing value.");
            }
        }
        return new NumberColumn(raw.name(), values);
    }

    private double number(RawColumn raw, int row) {
        byte[] bytes = raw.bytes();
        int from = raw.start(row);
        int to = raw.end(row);
        // blanks are left only inside quotation marks
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        return Decimals.parse(bytes, from, to, (byte) mark.character());
    }

    private Column<?> inferred(RawColumn raw) {
        double[] values = new double[raw.rows()];
        int present = 0;
        int numbers = 0;
        int firstOdd = -1;
        for (int row = 0; row < values.length; row++) {
            values[row] = Double.NaN;
            if (!missing.missing(raw, row)) {
                present++;
                values[row] = number(raw, row);
                if (!Double.isNaN(values[row])) {
                    numbers++;
                } else if (firstOdd < 0) {
                    firstOdd = row;
                }
            }
        }
        if (numbers == present) {
            if (present == 0) {
                notices.add(new Notice(
                        "",
                        "empty-column",
                        table.origin() + ": column '" + raw.name() + "' has no value in any row.",
                        1));
            }
            return new NumberColumn(raw.name(), values);
        }
        if (numbers >= NEARLY_ALL * present
                && Arrays.stream(values)
                                .filter(v -> !Double.isNaN(v))
                                .distinct()
                                .count()
                        > FEW_LEVELS) {
            throw new UserError(table.place(firstOdd, raw.name()) + ": found "
                    + identifying.shown(raw.name(), raw.word(firstOdd)) + " in a column where "
                    + numbers + " of " + present
                    + " values are numbers. Correct it, add it to missing: if it stands for a missing value, or say in"
                    + " types: whether the column holds category or text.");
        }
        return repeats(raw, present) ? categories(raw) : text(raw);
    }

    /** Whether values repeat often enough to be categories. */
    private boolean repeats(RawColumn raw, int present) {
        int most = Math.min(MOST_LEVELS, Math.max(FEW_LEVELS, present / 10));
        Map<String, Integer> distinct = new HashMap<>();
        for (int row = 0; row < raw.rows() && distinct.size() <= most; row++) {
            if (!missing.missing(raw, row)) {
                distinct.put(raw.word(row), row);
            }
        }
        return distinct.size() <= most && !(distinct.size() == present && present > FEW_LEVELS / 2);
    }

    /** Levels as found: in the order of the numbers they write, if all do, else in alphabetical order. */
    private CategoryColumn categories(RawColumn raw) {
        Map<String, Integer> codes = new HashMap<>();
        int[] found = codes(raw, codes);
        String[] words = new String[codes.size()];
        codes.forEach((word, code) -> words[code] = word);
        String[] sorted = words.clone();
        Arrays.sort(sorted, order(words));
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < sorted.length; i++) {
            places.put(sorted[i], i);
        }
        int[] place = Arrays.stream(words).mapToInt(places::get).toArray();
        return new CategoryColumn(
                raw.name(),
                List.of(sorted),
                Arrays.stream(found).map(code -> code < 0 ? -1 : place[code]).toArray());
    }

    private Comparator<String> order(String[] words) {
        boolean allNumbers = Arrays.stream(words).noneMatch(word -> Double.isNaN(written(word)));
        return allNumbers
                ? Comparator.comparingDouble(this::written).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
    }

    private double written(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        return Decimals.parse(bytes, 0, bytes.length, (byte) mark.character());
    }

    private CategoryColumn categories(RawColumn raw, List<String> levels) {
        Map<String, Integer> codes = new HashMap<>();
        for (String level : levels) {
            codes.put(level, codes.size());
        }
        int[] found = codes(raw, codes);
        long unseen = Arrays.stream(found).filter(code -> code >= levels.size()).count();
        if (unseen > 0 && !openLevels) {
            int row = 0;
            while (found[row] < levels.size()) {
                row++;
            }
            throw new UserError(table.place(row, raw.name()) + ": found "
                    + identifying.shown(raw.name(), raw.word(row).strip()) + ", which is not among the levels: "
                    + String.join(", ", levels) + ".");
        }
        if (unseen > 0) {
            notices.add(new Notice(
                    "",
                    "unseen-level",
                    "column '" + raw.name() + "' holds levels that were not seen in training.",
                    unseen));
        }
        List<String> all = new ArrayList<>(levels);
        codes.entrySet().stream()
                .filter(entry -> entry.getValue() >= levels.size())
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> all.add(entry.getKey()));
        return new CategoryColumn(raw.name(), all, found);
    }

    /** Code of each row, −1 where missing; words that have no code yet get the next one. */
    private int[] codes(RawColumn raw, Map<String, Integer> codes) {
        int[] found = new int[raw.rows()];
        for (int row = 0; row < found.length; row++) {
            if (missing.missing(raw, row)) {
                found[row] = -1;
            } else {
                Integer next = codes.size();
                Integer code = codes.putIfAbsent(raw.word(row).strip(), next);
                found[row] = code == null ? next : code;
            }
        }
        return found;
    }

    private TextColumn text(RawColumn raw) {
        List<Optional<String>> values = new ArrayList<>(raw.rows());
        for (int row = 0; row < raw.rows(); row++) {
            values.add(missing.missing(raw, row) ? Optional.empty() : Optional.of(raw.word(row)));
        }
        return new TextColumn(raw.name(), values);
    }

    /**
     * The decimal mark of a table: a comma if some of its columns hold numbers only when read with a comma.
     *
     * @throws UserError if some columns hold numbers with commas and others with points
     */
    static DecimalMark sniff(RawTable table, List<RawColumn> columns, MissingWords missing) {
        if (table.delimiter() == Delimiter.COMMA) {
            refuseCommas(table, columns, missing);
            return DecimalMark.POINT;
        }
        Optional<RawColumn> comma = Optional.empty();
        Optional<RawColumn> point = Optional.empty();
        for (RawColumn column : columns) {
            boolean[] reads = reads(column, missing);
            if (reads[0] && !reads[1]) {
                point = point.or(() -> Optional.of(column));
            } else if (reads[1] && !reads[0]) {
                comma = comma.or(() -> Optional.of(column));
            }
        }
        if (comma.isPresent() && point.isPresent()) {
            throw new UserError(table.origin() + " writes numbers with a decimal comma in column '"
                    + comma.get().name() + "' and with a decimal point in column '"
                    + point.get().name() + "'. Say which one is meant: decimal: comma or decimal: point.");
        }
        return comma.isPresent() ? DecimalMark.COMMA : DecimalMark.POINT;
    }

    /** Numbers with commas inside quotation marks would pass for categories or texts, and drop out of the study without a word. */
    private static void refuseCommas(RawTable table, List<RawColumn> columns, MissingWords missing) {
        for (RawColumn column : columns) {
            boolean[] reads = reads(column, missing);
            if (reads[1] && !reads[0]) {
                throw new UserError(table.origin() + ": column '" + column.name()
                        + "' holds numbers with commas inside quotation marks. If these are decimal commas, set decimal: comma;"
                        + " if they part thousands, take them out; if these are no numbers, set decimal: point.");
            }
        }
    }

    private static boolean[] reads(RawColumn column, MissingWords missing) {
        boolean point = true;
        boolean comma = true;
        for (int row = 0; row < column.rows() && (point || comma); row++) {
            if (!missing.missing(column, row)) {
                point &= !Double.isNaN(Decimals.parse(column.bytes(), column.start(row), column.end(row), (byte) '.'));
                comma &= !Double.isNaN(Decimals.parse(column.bytes(), column.start(row), column.end(row), (byte) ','));
            }
        }
        return new boolean[] {point, comma};
    }
}
