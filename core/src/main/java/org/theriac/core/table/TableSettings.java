package org.theriac.core.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.cohort.Definition;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * Where a table stands and how to read it.
 *
 * @param missing the words that stand for a missing value; the empty word always does
 * @param types how to read single columns; wins over the dictionary
 * @param files columns that name files
 */
@Meaning("A table of patients: where it stands and how to read it.")
public record TableSettings(
        @Required
        @Meaning(
                "Path of a delimited text file (plain or gzip) or of another known format, relative to the study file; or dataset:NAME for a shipped one.")
        String table,

        @Meaning("Column that names the subject (the patient); without it, each row counts as one.")
        Optional<String> subject,

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
        return new TableSettings(other, subject, dictionary, delimiter, decimal, encoding, missing, types, files);
    }

    public TableSettings withSubject(String column) {
        return new TableSettings(
                table, Optional.of(column), dictionary, delimiter, decimal, encoding, missing, types, files);
    }

    public TableSettings withTypes(Map<String, Definition.Type> others) {
        return new TableSettings(table, subject, dictionary, delimiter, decimal, encoding, missing, others, files);
    }

    public TableSettings withFiles(Map<String, FileSettings> others) {
        return new TableSettings(table, subject, dictionary, delimiter, decimal, encoding, missing, types, others);
    }
}
