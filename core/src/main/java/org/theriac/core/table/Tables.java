package org.theriac.core.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private Tables(TableSettings settings, Path base, Catalogue catalogue) {
        this.settings = settings;
        if (settings.table().startsWith(TableSettings.DATASET)) {
            DatasetEntry entry =
                    TableSource.dataset(settings.table().substring(TableSettings.DATASET.length()), catalogue);
            source = new TableSource(settings.table(), entry.open()::get);
            subject = settings.subject().or(() -> Optional.of(entry.subject()).filter(column -> !column.isEmpty()));
            entry.dictionary().get().forEach(definition -> dictionary.put(definition.column(), definition));
        } else {
            source = TableSource.file(settings.table(), base);
            subject = settings.subject();
        }
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
        RawTable raw = read();
        settings.types().keySet().forEach(column -> requireColumn(column, "types:", raw.names()));
        long absent = dictionary.keySet().stream()
                .filter(column -> !raw.names().contains(column))
                .count();
        if (absent > 0) {
            notice(
                    "dictionary-extra",
                    "the dictionary describes columns that " + source.origin() + " does not have.",
                    absent);
        }
        MissingWords missing = new MissingWords(settings.missing());
        Typing typing = typing(raw, raw.columns(), missing, false);
        List<Column<?>> columns = new ArrayList<>();
        for (RawColumn column : raw.columns()) {
            columns.add(typed(column, typing));
        }
        return loaded(raw, columns, List.copyOf(dictionary.values()), missing, typing);
    }

    private LoadedTable loadFor(InputSchema schema, List<String> also) {
        RawTable raw = read();
        LinkedHashSet<String> wanted = new LinkedHashSet<>(schema.names());
        wanted.addAll(also);
        subject.ifPresent(wanted::add);
        wanted.forEach(column -> requireColumn(
                column, schema.names().contains(column) ? "an input of the model" : "asked for", raw.names()));
        long extra = raw.names().stream().filter(name -> !wanted.contains(name)).count();
        if (extra > 0) {
            notice("extra-column", source.origin() + ": columns that the model does not read were left out.", extra);
        }
        MissingWords missing = new MissingWords(settings.missing());
        List<RawColumn> rawColumns = wanted.stream().map(raw::column).toList();
        Typing typing = typing(raw, rawColumns, missing, true);
        List<Column<?>> columns = new ArrayList<>();
        List<Definition> definitions = new ArrayList<>();
        for (InputSchema.Input input : schema.columns()) {
            Column<?> column = typing.column(raw.column(input.name()), Optional.of(input.type()), input.levels());
            if (column instanceof NumberColumn numbers) {
                countOutside(numbers, input);
            }
            columns.add(column);
            definitions.add(input.definition());
        }
        rawColumns.subList(schema.columns().size(), rawColumns.size()).forEach(column -> {
            columns.add(typed(column, typing));
            Optional.ofNullable(dictionary.get(column.name())).ifPresent(definitions::add);
        });
        return loaded(raw, columns, definitions, missing, typing);
    }

    private RawTable read() {
        RawTable raw = new RawTableReader(source, settings, Limits.standard()).read();
        notices.addAll(raw.notices());
        subject.ifPresent(column -> requireColumn(column, "subject:", raw.names()));
        return raw;
    }

    private Typing typing(RawTable raw, List<RawColumn> columns, MissingWords missing, boolean openLevels) {
        DecimalMark mark = settings.decimal().orElseGet(() -> Typing.sniff(raw, columns, missing));
        return new Typing(raw, missing, mark, new Identifying(subject), openLevels);
    }

    private Column<?> typed(RawColumn column, Typing typing) {
        Optional<Definition> definition = Optional.ofNullable(dictionary.get(column.name()));
        Optional<Definition.Type> type = subject.filter(column.name()::equals)
                .map(s -> Definition.Type.TEXT)
                .or(() -> Optional.ofNullable(settings.types().get(column.name())))
                .or(() -> definition.flatMap(Definition::type));
        return typing.column(column, type, definition.map(Definition::levels).orElse(List.of()));
    }

    private LoadedTable loaded(
            RawTable raw, List<Column<?>> columns, List<Definition> definitions, MissingWords missing, Typing typing) {
        Cohort cohort = new Cohort(columns, definitions, subjects(raw, missing));
        notices.addAll(typing.notices());
        return new LoadedTable(cohort, source.origin(), raw.sha256(), notices);
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
        List<String> subjects = new ArrayList<>(raw.rows());
        if (subject.isEmpty()) {
            if (!settings.table().startsWith(TableSettings.DATASET)) {
                notice(
                        "no-subject",
                        source.origin() + ": no subject column is named; each row counts as a subject of its own.",
                        raw.rows());
            }
            for (int row = 1; row <= raw.rows(); row++) {
                subjects.add(Integer.toString(row));
            }
            return subjects;
        }
        RawColumn column = raw.column(subject.get());
        Map<String, String> shared = new HashMap<>();
        for (int row = 0; row < raw.rows(); row++) {
            if (missing.missing(column, row)) {
                throw new UserError(raw.place(row, column.name())
                        + ": the subject is missing. Each row must name its subject, or none can be kept on"
                        + " one side of a split.");
            }
            String word = column.word(row).strip();
            subjects.add(shared.computeIfAbsent(word, w -> w));
        }
        return subjects;
    }
}
