package org.theriac.core.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return new TableSettings(
                other,
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

    public TableSettings withFormat(PartChoice<TableFormat> other) {
        return new TableSettings(
                table,
                Optional.of(other),
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

    public TableSettings withSubject(String column) {
        return new TableSettings(
                table,
                format,
                Optional.of(column),
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

    public TableSettings withIndexTime(String columnOrNumber) {
        return new TableSettings(
                table,
                format,
                subject,
                Optional.of(columnOrNumber),
                join,
                dictionary,
                delimiter,
                decimal,
                encoding,
                missing,
                types,
                files);
    }

    public TableSettings withJoin(JoinSettings other) {
        return new TableSettings(
                table,
                format,
                subject,
                indexTime,
                Optional.of(other),
                dictionary,
                delimiter,
                decimal,
                encoding,
                missing,
                types,
                files);
    }

    public TableSettings withDictionary(String path) {
        return new TableSettings(
                table,
                format,
                subject,
                indexTime,
                join,
                Optional.of(path),
                delimiter,
                decimal,
                encoding,
                missing,
                types,
                files);
    }

    public TableSettings withDelimiter(Delimiter other) {
        return new TableSettings(
                table,
                format,
                subject,
                indexTime,
                join,
                dictionary,
                Optional.of(other),
                decimal,
                encoding,
                missing,
                types,
                files);
    }

    public TableSettings withEncoding(Encoding other) {
        return new TableSettings(
                table,
                format,
                subject,
                indexTime,
                join,
                dictionary,
                delimiter,
                decimal,
                Optional.of(other),
                missing,
                types,
                files);
    }

    public TableSettings withMissing(List<String> words) {
        return new TableSettings(
                table, format, subject, indexTime, join, dictionary, delimiter, decimal, encoding, words, types, files);
    }

    public TableSettings withTypes(Map<String, Definition.Type> others) {
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
                others,
                files);
    }

    public TableSettings withFiles(Map<String, FileSettings> others) {
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
                others);
    }
}
