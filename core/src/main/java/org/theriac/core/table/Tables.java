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
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.InputSchema;
import org.theriac.core.run.Notice;
import org.theriac.core.study.PartChoice;
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
    private final MissingWords missing;
    private final boolean connected;

    private Tables(TableSettings settings, Path base, Catalogue catalogue) {
        this.settings = settings;
        files = new FileColumns(catalogue);
        missing = new MissingWords(settings.missing());
        Optional<TableFormat> chosen = settings.format().map(PartChoice::create);
        Optional<TableFormat> connecting = chosen.or(() -> catalogue.formats().stream()
                        .filter(candidate -> candidate.connects(settings.table()))
                        .findFirst())
                .filter(candidate -> candidate.connects(settings.table()));
        if (settings.table().startsWith(TableSettings.DATASET)) {
            DatasetEntry entry =
                    TableSource.dataset(settings.table().substring(TableSettings.DATASET.length()), catalogue);
            source = TableSource.shipped(entry);
            folder = base;
            files.addShipped(entry);
            subject = settings.subject().or(() -> Optional.of(entry.subject()).filter(column -> !column.isEmpty()));
            entry.dictionary().get().forEach(definition -> dictionary.put(definition.column(), definition));
        } else if (connecting.isPresent()) {
            source = TableSource.address(connecting.get().shown(settings.table()));
            folder = base;
            subject = settings.subject();
        } else {
            source = TableSource.file(settings.table(), base);
            folder = Optional.ofNullable(base.resolve(settings.table()).getParent())
                    .orElse(Path.of(""));
            subject = settings.subject();
        }
        connected = connecting.isPresent();
        files.addSettings(settings.files(), base, folder);
        format = connecting
                .or(() -> chosen)
                .or(() -> catalogue.formats().stream()
                        .filter(candidate -> candidate.reads(source.fileName()))
                        .findFirst());
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
        TableContent content = read();
        checkNames(content.names());
        ColumnTyping typing = typing(content, content.columns(), false);
        List<Column<?>> columns = new ArrayList<>();
        for (Column<?> column : content.columns()) {
            columns.add(typed(content, column, typing));
        }
        return loaded(content, columns, List.copyOf(dictionary.values()), typing);
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

    /** A joined table by the schema of a model's inputs, as {@link #loadFor} reads a single one. */
    static LoadedTable fitted(
            LoadedTable joined, InputSchema schema, TableSettings settings, Path base, Catalogue catalogue) {
        Tables tables = new Tables(settings, base, catalogue);
        tables.notices.addAll(joined.notices());
        LoadedTable fitted = tables.loadFor(
                TableContent.of(joined), schema, tables.subject.stream().toList());
        return new LoadedTable(fitted.cohort(), joined.origin(), joined.sha256(), fitted.notices(), joined.parts());
    }

    private LoadedTable loadFor(InputSchema schema, List<String> also) {
        schema.columns()
                .forEach(input -> input.files().ifPresent(type -> files.addDefault(input.name(), type, folder)));
        return loadFor(read(), schema, also);
    }

    private LoadedTable loadFor(TableContent content, InputSchema schema, List<String> also) {
        subject.ifPresent(column -> requireColumn(column, "subject:", content.names()));
        LinkedHashSet<String> wanted = wanted(schema, also, content.names());
        List<Column<?>> chosen = wanted.stream().<Column<?>>map(content::column).toList();
        ColumnTyping typing = typing(content, chosen, true);
        List<Column<?>> columns = new ArrayList<>();
        List<Definition> definitions = new ArrayList<>();
        for (InputSchema.Input input : schema.columns()) {
            Column<?> column = content.column(input.name());
            Column<?> typed = input.files().isPresent()
                    ? ofFiles(content, column)
                    : typing.typed(column, Optional.of(input.type()), input.levels());
            if (typed instanceof NumberColumn numbers) {
                countOutside(numbers, input);
            }
            columns.add(typed);
            definitions.add(input.definition());
        }
        chosen.subList(schema.columns().size(), chosen.size()).forEach(column -> {
            columns.add(typed(content, column, typing));
            Optional.ofNullable(dictionary.get(column.name())).ifPresent(definitions::add);
        });
        return loaded(content, columns, definitions, typing);
    }

    private TableContent read() {
        TableContent content = format.isPresent()
                ? formatted(format.get())
                : TableContent.of(new RawTableReader(source, settings, Limits.standard()).read());
        notices.addAll(content.notices());
        return content;
    }

    private TableContent formatted(TableFormat reader) {
        try {
            List<Column<?>> columns = connected ? reader.connect(settings.table()) : reader.read(source.stored());
            return TableContent.of(source.origin(), columns, connected ? Digests.of(columns) : digest());
        } catch (IOException e) {
            throw new SurroundingsError(source.origin() + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    private String digest() throws IOException {
        try (InputStream in = source.open().open()) {
            return Digests.of(in);
        }
    }

    private ColumnTyping typing(TableContent content, List<Column<?>> columns, boolean openLevels) {
        DecimalMark mark = settings.decimal()
                .orElseGet(() -> content.text()
                        .map(raw -> Typing.sniff(
                                raw, columns.stream().map(ColumnTyping::words).toList(), missing))
                        .orElse(DecimalMark.POINT));
        return new ColumnTyping(
                content.places(), new Typing(content.places(), missing, mark, new Identifying(subject), openLevels));
    }

    private Column<?> ofFiles(TableContent content, Column<?> column) {
        return column instanceof FileColumn<?>
                ? column
                : files.column(content.places(), ColumnTyping.words(column), missing);
    }

    private Column<?> typed(TableContent content, Column<?> column, ColumnTyping typing) {
        if (files.has(column.name())) {
            return ofFiles(content, column);
        }
        Optional<Definition> definition = Optional.ofNullable(dictionary.get(column.name()));
        Optional<Definition.Type> type = subject.filter(column.name()::equals)
                .map(s -> Definition.Type.TEXT)
                .or(() -> Optional.ofNullable(settings.types().get(column.name())))
                .or(() -> definition.flatMap(Definition::type));
        return typing.typed(column, type, definition.map(Definition::levels).orElse(List.of()));
    }

    private LoadedTable loaded(
            TableContent content, List<Column<?>> columns, List<Definition> definitions, ColumnTyping typing) {
        Cohort untold = subject.isPresent()
                ? new Cohort(columns, definitions, subjects(content, subject.get()))
                : numbered(columns, definitions, content.rows());
        Cohort cohort = content.text()
                .map(raw -> untold.readFrom(source.origin(), raw.lines()))
                .orElse(untold);
        notices.addAll(typing.notices());
        String digest = files.digest()
                .map(ofFiles -> Digests.of(content.sha256() + '\n' + ofFiles))
                .orElse(content.sha256());
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

    private List<String> subjects(TableContent content, String named) {
        List<String> subjects = new ArrayList<>(content.rows());
        RawColumn column = ColumnTyping.words(content.column(named));
        Map<String, String> shared = new HashMap<>();
        for (int row = 0; row < content.rows(); row++) {
            if (missing.missing(column, row)) {
                throw subjectMissing(content.places().place(row, column.name()));
            }
            String word = column.word(row).strip();
            subjects.add(shared.computeIfAbsent(word, w -> w));
        }
        return subjects;
    }

    private Cohort numbered(List<Column<?>> columns, List<Definition> definitions, int rows) {
        if (!settings.table().startsWith(TableSettings.DATASET)) {
            notice(
                    "no-subject",
                    source.origin() + ": no subject column is named; each row counts as a subject of its own.",
                    rows);
        }
        return Cohort.withoutSubjects(columns, definitions, rows);
    }

    private static UserError subjectMissing(String place) {
        return new UserError(
                place
                        + ": the subject is missing. Each row must name its subject, or none can be kept on one side of a split.");
    }
}
