package org.theriac.core.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.InputSchema;
import org.theriac.core.run.Notice;
import org.theriac.core.study.Words;

/** Reads tables into cohorts. */
public final class Tables {
    private final TableSettings settings;
    private final TableSource source;
    private final Optional<String> subject;
    private final Map<String, Definition> dictionary = new LinkedHashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Optional<TableFormat> format;
    private final FileColumns files;
    private final Path folder;

    private Tables(TableSettings settings, Path base, Catalogue catalogue) {
        this.settings = settings;
        files = new FileColumns(catalogue);
        if (settings.table().startsWith(TableSettings.DATASET)) {
            DatasetEntry entry =
                    TableSource.dataset(settings.table().substring(TableSettings.DATASET.length()), catalogue);
            source = TableSource.shipped(entry);
            folder = base;
            files.addShipped(entry);
            subject = settings.subject().or(() -> Optional.of(entry.subject()).filter(column -> !column.isEmpty()));
            entry.dictionary().get().forEach(definition -> dictionary.put(definition.column(), definition));
        } else {
            source = TableSource.file(settings.table(), base);
            folder = Optional.ofNullable(base.resolve(settings.table()).getParent())
                    .orElse(Path.of(""));
            subject = settings.subject();
        }
        files.addSettings(settings.files(), base, folder);
        format = catalogue.formats().stream()
                .filter(candidate -> candidate.reads(source.fileName()))
                .findFirst();
        settings.dictionary()
                .ifPresent(path -> Dictionary.read(base.resolve(path), path)
                        .forEach(definition -> dictionary.put(definition.column(), definition)));
    }

    /**
     * Reads a table.
     *
     * @param base the folder that relative paths start from: the study file's
     * @param catalogue where shipped data sets are looked up
     * @throws UserError if the settings or the table are at fault; the message says where and what to do
     * @throws org.theriac.core.SurroundingsError if the file cannot be read or does not fit into memory
     */
    public static LoadedTable load(TableSettings settings, Path base, Catalogue catalogue) {
        return new Tables(settings, base, catalogue).load();
    }

    /**
     * Reads a table for a model: the inputs by the schema of its training, in that order; columns may stand in another order in the file, and more of
     * them may stand there. Levels that were not seen in training, numbers outside the range of training and columns left out are counted in notices.
     *
     * @param also further columns to read, such as the outcome's when the model is to be judged
     * @throws UserError if an input is absent or holds what it did not hold in training (words for numbers)
     */
    public static LoadedTable loadFor(
            InputSchema schema, List<String> also, TableSettings settings, Path base, Catalogue catalogue) {
        return new Tables(settings, base, catalogue).loadFor(schema, also);
    }

    private LoadedTable load() {
        if (format.isPresent()) {
            return formatted(format.get());
        }
        RawTable raw = read();
        checkNames(raw.names());
        MissingWords missing = new MissingWords(settings.missing());
        Typing typing = typing(raw, raw.columns(), missing, false);
        List<Column<?>> columns = new ArrayList<>();
        for (RawColumn column : raw.columns()) {
            columns.add(typed(raw, column, missing, typing));
        }
        return loaded(raw, columns, List.copyOf(dictionary.values()), missing, typing);
    }

    private void checkNames(List<String> names) {
        settings.types().keySet().forEach(column -> requireColumn(column, "types:", names));
        files.names().forEach(column -> requireColumn(column, "files:", names));
        subject.ifPresent(column -> requireColumn(column, "subject:", names));
        long absent = dictionary.keySet().stream()
                .filter(column -> !names.contains(column))
                .count();
        if (absent > 0) {
            notice(
                    "dictionary-extra",
                    "the dictionary describes columns that " + source.origin() + " does not have.",
                    absent);
        }
    }

    private LoadedTable formatted(TableFormat reader) {
        FormattedColumns read = FormattedColumns.read(reader, source);
        checkNames(read.names());
        return formatted(read.typed(dictionary, settings.types()), List.copyOf(dictionary.values()));
    }

    private LoadedTable formatted(List<Column<?>> columns, List<Definition> definitions) {
        Optional<Column<?>> key = subject.map(name -> columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow());
        int rows = columns.isEmpty() ? 0 : columns.get(0).rows();
        List<String> subjects = key.isEmpty() ? numbered(rows) : keys(key.get());
        return new LoadedTable(new Cohort(columns, definitions, subjects), source.origin(), digest(), notices);
    }

    private String digest() {
        try (InputStream in = source.open().open()) {
            return Digests.of(in);
        } catch (IOException e) {
            throw new SurroundingsError(source.origin() + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    private List<String> keys(Column<?> column) {
        List<String> keys = new ArrayList<>();
        for (int row = 0; row < column.rows(); row++) {
            if (column.missing(row)) {
                throw subjectMissing(source.origin() + ", row " + (row + 1) + ", column '" + column.name() + "'");
            }
            keys.add(String.valueOf(column.get(row)));
        }
        return keys;
    }

    private LinkedHashSet<String> wanted(InputSchema schema, List<String> also, List<String> names) {
        LinkedHashSet<String> wanted = new LinkedHashSet<>(schema.names());
        wanted.addAll(also);
        subject.ifPresent(wanted::add);
        wanted.forEach(column ->
                requireColumn(column, schema.names().contains(column) ? "an input of the model" : "asked for", names));
        long extra = names.stream().filter(name -> !wanted.contains(name)).count();
        if (extra > 0) {
            notice("extra-column", source.origin() + ": columns that the model does not read were left out.", extra);
        }
        return wanted;
    }

    private LoadedTable formattedFor(TableFormat reader, InputSchema schema, List<String> also) {
        FormattedColumns read = FormattedColumns.read(reader, source);
        LinkedHashSet<String> wanted = wanted(schema, also, read.names());
        List<Column<?>> columns = new ArrayList<>();
        List<Definition> definitions = new ArrayList<>();
        for (InputSchema.Input input : schema.columns()) {
            Column<?> column = read.typed(read.column(input.name()), Optional.of(input.type()), input.levels());
            if (column instanceof NumberColumn numbers) {
                countOutside(numbers, input);
            }
            columns.add(column);
            definitions.add(input.definition());
            wanted.remove(input.name());
        }
        wanted.forEach(name -> columns.add(read.column(name)));
        return formatted(columns, definitions);
    }

    private LoadedTable loadFor(InputSchema schema, List<String> also) {
        if (format.isPresent()) {
            return formattedFor(format.get(), schema, also);
        }
        schema.columns()
                .forEach(input -> input.files().ifPresent(type -> files.addDefault(input.name(), type, folder)));
        RawTable raw = read();
        subject.ifPresent(column -> requireColumn(column, "subject:", raw.names()));
        LinkedHashSet<String> wanted = wanted(schema, also, raw.names());
        MissingWords missing = new MissingWords(settings.missing());
        List<RawColumn> rawColumns = wanted.stream().map(raw::column).toList();
        Typing typing = typing(raw, rawColumns, missing, true);
        List<Column<?>> columns = new ArrayList<>();
        List<Definition> definitions = new ArrayList<>();
        for (InputSchema.Input input : schema.columns()) {
            Column<?> column = input.files().isPresent()
                    ? files.column(raw, raw.column(input.name()), missing)
                    : typing.column(raw.column(input.name()), Optional.of(input.type()), input.levels());
            if (column instanceof NumberColumn numbers) {
                countOutside(numbers, input);
            }
            columns.add(column);
            definitions.add(input.definition());
        }
        rawColumns.subList(schema.columns().size(), rawColumns.size()).forEach(column -> {
            columns.add(typed(raw, column, missing, typing));
            Optional.ofNullable(dictionary.get(column.name())).ifPresent(definitions::add);
        });
        return loaded(raw, columns, definitions, missing, typing);
    }

    private RawTable read() {
        RawTable raw = new RawTableReader(source, settings, Limits.standard()).read();
        notices.addAll(raw.notices());
        return raw;
    }

    private Typing typing(RawTable raw, List<RawColumn> columns, MissingWords missing, boolean openLevels) {
        DecimalMark mark = settings.decimal().orElseGet(() -> Typing.sniff(raw, columns, missing));
        return new Typing(raw, missing, mark, new Identifying(subject), openLevels);
    }

    private Column<?> typed(RawTable raw, RawColumn column, MissingWords missing, Typing typing) {
        if (files.has(column.name())) {
            return files.column(raw, column, missing);
        }
        Optional<Definition> definition = Optional.ofNullable(dictionary.get(column.name()));
        Optional<Definition.Type> type = subject.filter(column.name()::equals)
                .map(s -> Definition.Type.TEXT)
                .or(() -> Optional.ofNullable(settings.types().get(column.name())))
                .or(() -> definition.flatMap(Definition::type));
        return typing.column(column, type, definition.map(Definition::levels).orElse(List.of()));
    }

    private LoadedTable loaded(
            RawTable raw, List<Column<?>> columns, List<Definition> definitions, MissingWords missing, Typing typing) {
        Cohort cohort = new Cohort(columns, definitions, subjects(raw, missing)).readFrom(source.origin(), raw.lines());
        notices.addAll(typing.notices());
        String digest = files.digest()
                .map(ofFiles -> Digests.of(raw.sha256() + '\n' + ofFiles))
                .orElse(raw.sha256());
        return new LoadedTable(cohort, source.origin(), digest, notices);
    }

    private void countOutside(NumberColumn column, InputSchema.Input input) {
        long outside = 0;
        for (int row = 0; row < column.rows(); row++) {
            outside += column.value(row) < input.minimum() || column.value(row) > input.maximum() ? 1 : 0;
        }
        if (outside > 0) {
            notice(
                    "outside-training",
                    "column '" + input.name() + "' holds numbers outside the range of training (" + input.minimum()
                            + " to " + input.maximum() + ").",
                    outside);
        }
    }

    private void notice(String code, String sentence, long count) {
        notices.add(new Notice("", code, sentence, count));
    }

    private void requireColumn(String column, String key, List<String> names) {
        if (!names.contains(column)) {
            throw new UserError(source.origin() + " has no column '" + column + "' (" + key + ")"
                    + Words.meant(column, names) + "; its columns are: " + String.join(", ", names) + ".");
        }
    }

    private List<String> subjects(RawTable raw, MissingWords missing) {
        if (subject.isEmpty()) {
            return numbered(raw.rows());
        }
        List<String> subjects = new ArrayList<>(raw.rows());
        RawColumn column = raw.column(subject.get());
        Map<String, String> shared = new HashMap<>();
        for (int row = 0; row < raw.rows(); row++) {
            if (missing.missing(column, row)) {
                throw subjectMissing(raw.place(row, column.name()));
            }
            String word = column.word(row).strip();
            subjects.add(shared.computeIfAbsent(word, w -> w));
        }
        return subjects;
    }

    private List<String> numbered(int rows) {
        if (!settings.table().startsWith(TableSettings.DATASET)) {
            notice(
                    "no-subject",
                    source.origin() + ": no subject column is named; each row counts as a subject of its own.",
                    rows);
        }
        return IntStream.rangeClosed(1, rows).mapToObj(Integer::toString).toList();
    }

    private static UserError subjectMissing(String place) {
        return new UserError(
                place
                        + ": the subject is missing. Each row must name its subject, or none can be kept on one side of a split.");
    }
}
