package org.theriac.core.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows × typed columns, immutable. A row gets one prediction; its subject is the unit of independence. Rows cannot be had without their keys: every
 * selection carries the subjects along, so that a split can never part a subject from itself.
 */
public final class Cohort {
    /** The key that every cohort has. */
    public static final String SUBJECT = "subject";

    private final int rows;
    private final LinkedHashMap<String, Column<?>> columns;
    private final Map<String, Definition> definitions;
    private final String[] subjects;
    private final boolean namesSubjects;
    private final Origin origin;

    /** Where rows were read; no lines if that is not known. */
    private record Origin(String file, int[] lines) {
        static final Origin NONE = new Origin("", new int[0]);

        Origin take(int[] rows) {
            return lines.length == 0
                    ? this
                    : new Origin(
                            file, Arrays.stream(rows).map(row -> lines[row]).toArray());
        }
    }

    /**
     * @param columns all of the same length, with distinct names
     * @param definitions what is known of the columns; a column without an entry counts as {@linkplain Definition#unsaid unsaid}
     * @param subjects one key for each row
     */
    public Cohort(List<? extends Column<?>> columns, List<Definition> definitions, List<String> subjects) {
        this(byName(columns), definitionsByName(definitions), subjects.toArray(String[]::new), true, Origin.NONE);
    }

    /** Rows of a table that names no subjects: each counts as a subject of its own, numbered from 1. */
    public static Cohort withoutSubjects(List<? extends Column<?>> columns, List<Definition> definitions, int rows) {
        String[] numbers =
                IntStream.rangeClosed(1, rows).mapToObj(Integer::toString).toArray(String[]::new);
        return new Cohort(byName(columns), definitionsByName(definitions), numbers, false, Origin.NONE);
    }

    private Cohort(
            LinkedHashMap<String, Column<?>> columns,
            Map<String, Definition> definitions,
            String[] subjects,
            boolean namesSubjects,
            Origin origin) {
        this.rows = subjects.length;
        this.namesSubjects = namesSubjects;
        this.origin = origin;
        this.columns = columns;
        this.definitions = definitions;
        this.subjects = subjects;
        columns.values().forEach(column -> {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "column " + column.name() + " has " + column.rows() + " rows, the cohort has " + rows);
            }
        });
    }

    private static LinkedHashMap<String, Column<?>> byName(List<? extends Column<?>> columns) {
        LinkedHashMap<String, Column<?>> byName = new LinkedHashMap<>();
        for (Column<?> column : columns) {
            if (byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException("two columns are named " + column.name());
            }
        }
        return byName;
    }

    private static Map<String, Definition> definitionsByName(List<Definition> definitions) {
        Map<String, Definition> byName = new HashMap<>();
        definitions.forEach(definition -> byName.put(definition.column(), definition));
        return Map.copyOf(byName);
    }

    public int rows() {
        return rows;
    }

    /** The row's subject. */
    public String subject(int row) {
        return subjects[row];
    }

    /** Whether subjects are somebody's identifiers; otherwise they are numbers of rows, which mean nothing elsewhere. */
    public boolean namesSubjects() {
        return namesSubjects;
    }

    /** The row's value of a key: {@value #SUBJECT}, or a column such as a site or a scaffold. */
    public String key(int row, String key) {
        if (key.equals(SUBJECT)) {
            return subjects[row];
        }
        Column<?> column = column(key);
        if (column.missing(row)) {
            return "";
        }
        return column instanceof FileColumn<?> files ? files.fileName(row) : String.valueOf(column.get(row));
    }

    /**
     * The same cohort, knowing where its rows were read, for messages.
     *
     * @param file as messages name it
     * @param lines on which each row begins
     */
    public Cohort readFrom(String file, int[] lines) {
        if (lines.length != rows) {
            throw new IllegalArgumentException(lines.length + " lines for " + rows + " rows");
        }
        return new Cohort(columns, definitions, subjects, namesSubjects, new Origin(file, lines.clone()));
    }

    /** Where a row stands: {@code "patients.csv, line 17"}, or {@code "row 16"} in a cohort that was not read from a file. */
    public String place(int row) {
        return origin.lines.length == 0 ? "row " + (row + 1) : origin.file + ", line " + origin.lines[row];
    }

    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    /** @throws IllegalArgumentException if there is no such column: names from users are checked before */
    public Column<?> column(String name) {
        Column<?> column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("no column " + name + " among " + columns.keySet());
        }
        return column;
    }

    public NumberColumn numbers(String name) {
        return typed(name, NumberColumn.class);
    }

    public CategoryColumn categories(String name) {
        return typed(name, CategoryColumn.class);
    }

    /** The column as a given class of column, such as an image column of a field's module. */
    public <C extends Column<?>> C typed(String name, Class<C> type) {
        Column<?> column = column(name);
        if (!type.isInstance(column)) {
            throw new IllegalArgumentException("column " + name + " is a "
                    + column.getClass().getSimpleName() + ", not a " + type.getSimpleName());
        }
        return type.cast(column);
    }

    public Definition definition(String name) {
        return Optional.ofNullable(definitions.get(name)).orElseGet(() -> Definition.unsaid(name));
    }

    /** The given rows in their order, with their keys; a row may stand in the list more than once (a bootstrap sample). */
    public Cohort take(int[] chosen) {
        LinkedHashMap<String, Column<?>> taken = new LinkedHashMap<>();
        columns.forEach((name, column) -> taken.put(name, column.take(chosen)));
        return new Cohort(
                taken,
                definitions,
                Arrays.stream(chosen).mapToObj(row -> subjects[row]).toArray(String[]::new),
                namesSubjects,
                origin.take(chosen));
    }

    /** The same rows with some columns in the place of those with the same names. */
    public Cohort with(List<? extends Column<?>> replacements) {
        LinkedHashMap<String, Column<?>> replaced = new LinkedHashMap<>(columns);
        replacements.forEach(column -> replaced.put(column.name(), column));
        return new Cohort(replaced, definitions, subjects, namesSubjects, origin);
    }

    /** The same rows, with their keys, with other columns. */
    public Cohort withColumns(List<? extends Column<?>> others, List<Definition> described) {
        return new Cohort(byName(others), definitionsByName(described), subjects, namesSubjects, origin);
    }

    /** Row numbers of each subject, subjects in order of first appearance. */
    public Map<String, int[]> rowsBySubject() {
        LinkedHashMap<String, List<Integer>> lists = new LinkedHashMap<>();
        for (int row = 0; row < rows; row++) {
            lists.computeIfAbsent(subjects[row], subject -> new ArrayList<>()).add(row);
        }
        LinkedHashMap<String, int[]> arrays = new LinkedHashMap<>();
        lists.forEach((subject, list) ->
                arrays.put(subject, list.stream().mapToInt(Integer::intValue).toArray()));
        return arrays;
    }

    /** A cohort of no rows with the same columns. */
    public Cohort none() {
        return take(new int[0]);
    }

    /** All row numbers, in order. */
    public int[] allRows() {
        return IntStream.range(0, rows).toArray();
    }
}
