package org.theriac.core.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.theriac.core.cohort.Definition;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.PartChoice;
import org.theriac.core.study.Required;

/**
 * Where a table stands and how to read it.
 *
 * @param format empty: as the table's name tells
 * @param indexTime a column of this table, or one number for all rows
 * @param missing the words that stand for a missing value; the empty word always does
 * @param types how to read single columns; wins over the dictionary
 * @param files columns that name files
 * @param join empty for a table whose rows are the cohort's
 */
@Meaning("A table of patients: where it stands and how to read it.")
public record TableSettings(
        @Required
        @Meaning(
                "Path of a delimited text file (plain or gzip) or of another known format, relative to the study file; dataset:NAME for a shipped one; or an address that a format connects to, such as jdbc:….")
        String table,

        @Meaning("How to read another format than delimited text; as the table's name tells when absent.")
        Optional<PartChoice<TableFormat>> format,

        @Meaning("Column that names the subject (the patient); without it, each row counts as one.")
        Optional<String> subject,

        @Meaning(
                "Column that holds the moment of prediction (a number or an ISO date), or one number for all rows; what is joined by time must be known by then.")
        Optional<String> indexTime,

        @Meaning("Joins this table's columns to the rows of another one, by subject.")
        Optional<JoinSettings> join,

        @Meaning("Path of a data dictionary in YAML: label, unit, type, known, source, levels and note of each column.")
        Optional<String> dictionary,

        @Meaning("What parts the fields of a row; found out when absent.")
        Optional<Delimiter> delimiter,

        @Meaning("What parts the whole from the fraction of a number; found out when absent.")
        Optional<DecimalMark> decimal,

        @Meaning("How characters are written as bytes; found out when absent.")
        Optional<Encoding> encoding,

        @Meaning("Words that stand for a missing value, beside the empty one.")
        List<String> missing,

        @Meaning("How to read single columns (number, category or text) where their values mislead.")
        Map<String, Definition.Type> types,

        @Meaning("Columns that hold names of files, such as images.")
        Map<String, FileSettings> files) {

    /** The prefix of {@code table} that asks for a shipped data set. */
    public static final String DATASET = "dataset:";

    public static final TableSettings DEFAULTS = new TableSettings(
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "null", "NULL", ".", "?"),
            Map.of(),
            Map.of());

    public TableSettings {
        missing = List.copyOf(missing);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** The defaults for a table. */
    public static TableSettings of(String table) {
        return DEFAULTS.withTable(table);
    }

    public TableSettings withTable(String other) {
        return with(draft -> draft.table = other);
    }

    public TableSettings withFormat(PartChoice<TableFormat> other) {
        return with(draft -> draft.format = Optional.of(other));
    }

    public TableSettings withSubject(String column) {
        return with(draft -> draft.subject = Optional.of(column));
    }

    public TableSettings withIndexTime(String columnOrNumber) {
        return with(draft -> draft.indexTime = Optional.of(columnOrNumber));
    }

    public TableSettings withJoin(JoinSettings other) {
        return with(draft -> draft.join = Optional.of(other));
    }

    public TableSettings withDictionary(String path) {
        return with(draft -> draft.dictionary = Optional.of(path));
    }

    public TableSettings withDelimiter(Delimiter other) {
        return with(draft -> draft.delimiter = Optional.of(other));
    }

    public TableSettings withEncoding(Encoding other) {
        return with(draft -> draft.encoding = Optional.of(other));
    }

    public TableSettings withMissing(List<String> words) {
        return with(draft -> draft.missing = words);
    }

    public TableSettings withTypes(Map<String, Definition.Type> others) {
        return with(draft -> draft.types = others);
    }

    public TableSettings withFiles(Map<String, FileSettings> others) {
        return with(draft -> draft.files = others);
    }

    private TableSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The components while one of them changes. */
    private static final class Draft {
        private String table;
        private Optional<PartChoice<TableFormat>> format;
        private Optional<String> subject;
        private Optional<String> indexTime;
        private Optional<JoinSettings> join;
        private Optional<String> dictionary;
        private Optional<Delimiter> delimiter;
        private final Optional<DecimalMark> decimal;
        private Optional<Encoding> encoding;
        private List<String> missing;
        private Map<String, Definition.Type> types;
        private Map<String, FileSettings> files;

        Draft(TableSettings from) {
            table = from.table;
            format = from.format;
            subject = from.subject;
            indexTime = from.indexTime;
            join = from.join;
            dictionary = from.dictionary;
            delimiter = from.delimiter;
            decimal = from.decimal;
            encoding = from.encoding;
            missing = from.missing;
            types = from.types;
            files = from.files;
        }

        TableSettings settings() {
            return new TableSettings(
                    table,
                    format,
                    subject,
                    indexTime,
                    join,
                    dictionary,
                    delimiter,
                    decimal,
                    encoding,
                    missing,
                    types,
                    files);
        }
    }
}
