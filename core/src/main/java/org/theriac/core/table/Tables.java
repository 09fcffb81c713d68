package org.theriac.core.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.run.Notice;

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
                .ifPresent(path ->
                        definitions(path, base).forEach(definition -> dictionary.put(definition.column(), definition)));
    }

    /**
     * Reads a table.
     *
     * @param base the folder that relative paths start from: the study file's
     * @param catalogue where shipped data sets are looked up
     * @throws UserError if the settings or the table are at fault; the message says where and what to do
     * @throws SurroundingsError if the file cannot be read or does not fit into memory
     */
    public static LoadedTable load(TableSettings settings, Path base, Catalogue catalogue) {
        return new Tables(settings, base, catalogue).load();
    }

    private LoadedTable load() {
        RawTable raw = new RawTableReader(source, settings, Limits.standard()).read();
        notices.addAll(raw.notices());
        checkNames(raw);
        MissingWords missing = new MissingWords(settings.missing());
        DecimalMark mark = settings.decimal().orElseGet(() -> Typing.sniff(raw, missing));
        Typing typing = new Typing(raw, missing, mark, new Identifying(subject), false);
        List<Column<?>> columns = new ArrayList<>();
        for (RawColumn column : raw.columns()) {
            Optional<Definition> definition = Optional.ofNullable(dictionary.get(column.name()));
            Optional<Definition.Type> type = subject.filter(column.name()::equals)
                    .map(s -> Definition.Type.TEXT)
                    .or(() -> Optional.ofNullable(settings.types().get(column.name())))
                    .or(() -> definition.flatMap(Definition::type));
            columns.add(typing.column(
                    column, type, definition.map(Definition::levels).orElse(List.of())));
        }
        notices.addAll(typing.notices());
        Cohort cohort = new Cohort(columns, List.copyOf(dictionary.values()), subjects(raw, missing));
        return new LoadedTable(cohort, source.origin(), raw.sha256(), notices);
    }

    private void checkNames(RawTable raw) {
        List<String> names = raw.names();
        subject.ifPresent(column -> requireColumn(column, "subject", names));
        settings.types().keySet().forEach(column -> requireColumn(column, "types", names));
        long absent = dictionary.keySet().stream()
                .filter(column -> !names.contains(column))
                .count();
        if (absent > 0) {
            notices.add(new Notice(
                    "",
                    "dictionary-extra",
                    "the dictionary describes columns that " + source.origin() + " does not have.",
                    absent));
        }
    }

    private void requireColumn(String column, String key, List<String> names) {
        if (!names.contains(column)) {
            throw new UserError(source.origin() + " has no column '" + column + "' (" + key + ":)"
                    + NearestName.among(column, names) + "; its columns are: " + String.join(", ", names) + ".");
        }
    }

    private List<String> subjects(RawTable raw, MissingWords missing) {
        List<String> subjects = new ArrayList<>(raw.rows());
        if (subject.isEmpty()) {
            notices.add(new Notice(
                    "",
                    "no-subject",
                    source.origin() + ": no subject column is named; each row counts as a subject of its own.",
                    raw.rows()));
            for (int row = 1; row <= raw.rows(); row++) {
                subjects.add(Integer.toString(row));
            }
            return subjects;
        }
        RawColumn column = raw.columns().get(raw.names().indexOf(subject.get()));
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

    private static List<Definition> definitions(String written, Path base) {
        try (InputStream in = Files.newInputStream(base.resolve(written))) {
            return Dictionary.read(written, in);
        } catch (NoSuchFileException e) {
            throw new UserError(
                    "there is no dictionary '" + written + "' ("
                            + base.resolve(written).toAbsolutePath().normalize() + ").",
                    e);
        } catch (IOException e) {
            throw new SurroundingsError("dictionary '" + written + "' could not be read: " + e.getMessage() + ".", e);
        }
    }
}
