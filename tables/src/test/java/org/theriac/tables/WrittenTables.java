package org.theriac.tables;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes one table of numbers and words in many formats. */
public final class WrittenTables {
    private WrittenTables() {}

    /**
     * A table.
     *
     * @param numbers of the column a; NaN where missing
     * @param words of the column b; empty where missing
     */
    public record Values(double[] numbers, List<Optional<String>> words) {
        int rows() {
            return numbers.length;
        }

        boolean missing(int row) {
            return Double.isNaN(numbers[row]);
        }
    }

    /** Writes the table under this name; the ending tells the format. */
    public static void write(Values values, Path file) throws IOException, SQLException {
        String name = file.getFileName().toString();
        switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> Files.writeString(file, csv(values));
            case "ndjson" -> Files.writeString(file, json(values, "", "\n", ""));
            case "json" -> Files.writeString(file, json(values, "[", ",\n", "]"));
            case "arff" -> Files.writeString(file, arff(values));
            case "h5" -> hdf5(values, file);
            case "xlsx" -> xlsx(values, file);
            case "sqlite" -> database(values, "jdbc:sqlite:" + file);
            case "duckdb" -> database(values, "jdbc:duckdb:" + file);
            case "parquet" -> parquet(values, file);
            default -> throw new IllegalArgumentException(name);
        }
    }

    private static String csv(Values values) {
        StringJoiner lines = new StringJoiner("\n", "a,b\n", "\n");
        for (int row = 0; row < values.rows(); row++) {
            lines.add((values.missing(row) ? "NA" : Double.toString(values.numbers()[row])) + ","
                    + values.words()
                            .get(row)
                            .map(word -> '"' + word.replace("\"", "\"\"") + '"')
                            .orElse(""));
        }
        return lines.toString();
    }

    private static String json(Values values, String before, String between, String after) {
        StringJoiner rows = new StringJoiner(between, before, after);
        for (int row = 0; row < values.rows(); row++) {
            rows.add("{\"a\": " + (values.missing(row) ? "null" : Double.toString(values.numbers()[row])) + ", \"b\": "
                    + values.words()
                            .get(row)
                            .map(word -> '"' + word.replace("\"", "\\\"") + '"')
                            .orElse("null") + "}");
        }
        return rows.toString();
    }

    private static String arff(Values values) {
        List<String> levels = values.words().stream()
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
        StringJoiner lines = new StringJoiner("\n", "@relation t\n@attribute a numeric\n@attribute b {", "\n");
        lines.add(String.join(", ", levels.stream().map(WrittenTables::quoted).toList()) + "}\n@data");
        for (int row = 0; row < values.rows(); row++) {
            lines.add((values.missing(row) ? "?" : Double.toString(values.numbers()[row])) + ", "
                    + values.words().get(row).map(WrittenTables::quoted).orElse("?"));
        }
        return lines.toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "\\'") + "'";
    }

    private static void hdf5(Values values, Path file) {
        try (WritableHdfFile written = HdfFile.write(file)) {
            written.putDataset("a", values.numbers());
            written.putDataset(
                    "b", values.words().stream().map(word -> word.orElse("")).toArray(String[]::new));
        }
    }

    private static void xlsx(Values values, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("patients");
            sheet.value(0, 0, "a");
            sheet.value(0, 1, "b");
            for (int row = 0; row < values.rows(); row++) {
                int at = row + 1;
                if (!values.missing(row)) {
                    sheet.value(at, 0, values.numbers()[row]);
                }
                values.words().get(row).ifPresent(word -> sheet.value(at, 1, word));
            }
        }
    }

    private static void database(Values values, String address) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address)) {
            fill(values, connection);
        }
    }

    private static void fill(Values values, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table patients (a double, b varchar)");
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into patients values (?, ?)")) {
            for (int row : IntStream.range(0, values.rows()).toArray()) {
                if (values.missing(row)) {
                    insert.setNull(1, Types.DOUBLE);
                } else {
                    insert.setDouble(1, values.numbers()[row]);
                }
                if (values.words().get(row).isPresent()) {
                    insert.setString(2, values.words().get(row).get());
                } else {
                    insert.setNull(2, Types.VARCHAR);
                }
                insert.execute();
            }
        }
    }

    private static void parquet(Values values, Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            fill(values, connection);
            statement.execute("copy patients to '" + file + "' (format parquet)");
        }
    }

    /** Makes a file by DuckDB: the result of a query, as Parquet. */
    public static void parquet(Path file, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + query + ") to '" + file + "' (format parquet)");
        }
    }
}
