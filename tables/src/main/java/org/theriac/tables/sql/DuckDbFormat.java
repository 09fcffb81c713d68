package org.theriac.tables.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.study.PartEntry;
import org.theriac.core.table.TableFormat;
import org.theriac.tables.LocalFile;

/**
 * Parquet, JSON and DuckDB's own files, read by DuckDB; on request also delimited text, whose columns are all words then, as a query may cast them. The
 * engine runs inside this process, reads the one file and nothing else, writes nothing, loads no extension, and opens no network connection.
 */
public final class DuckDbFormat implements TableFormat {
    public static final PartEntry<DuckDbSettings, TableFormat> ENTRY = new PartEntry<>(
            TableFormat.class,
            "duckdb",
            "Parquet, JSON and DuckDB databases, or delimited text, with SQL.",
            DuckDbSettings.DEFAULTS,
            DuckDbFormat::new);

    private static final List<String> PARQUET = List.of(".parquet", ".pq");
    private static final List<String> JSON =
            List.of(".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz");
    private static final List<String> TEXT = List.of(".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz");
    private static final List<String> DATABASE = List.of(".duckdb", ".ddb");

    private final DuckDbSettings settings;

    DuckDbFormat(DuckDbSettings settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return "duckdb";
    }

    @Override
    public String purpose() {
        return "Parquet (.parquet), JSON (.json, .ndjson, .jsonl) and DuckDB databases (.duckdb), whole or by an SQL query.";
    }

    @Override
    public List<String> endings() {
        return Stream.of(PARQUET, JSON, DATABASE).flatMap(List::stream).toList();
    }

    private static String ending(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return Stream.of(PARQUET, JSON, TEXT, DATABASE)
                .flatMap(List::stream)
                .filter(name::endsWith)
                .reduce((a, b) -> a.length() >= b.length() ? a : b)
                .orElse("");
    }

    @Override
    public List<Column<?>> read(StoredFile file) throws IOException {
        String ending =
                ending(file.path().map(path -> path.getFileName().toString()).orElse(file.name()));
        if (file.size() == 0) {
            throw new UserError(file.name() + " is empty.");
        }
        try (LocalFile local = LocalFile.of(file, ending.isEmpty() ? ".duckdb" : ending)) {
            boolean database = DATABASE.contains(ending) || ending.isEmpty();
            return database ? database(file, local) : tabular(file, local, ending);
        }
    }

    private List<Column<?>> tabular(StoredFile file, LocalFile local, String ending) {
        String path = local.path().toString().replace("'", "''");
        String reader = PARQUET.contains(ending)
                ? "read_parquet('" + path + "')"
                : JSON.contains(ending)
                        ? "read_json('" + path + "', sample_size=-1, dateformat='%Y-%m-%d', timestampformat='iso')"
                        : "read_csv('" + path + "', all_varchar=true, header=true)";
        DuckDbFaults faults = new DuckDbFaults(file.name(), settings.memoryMib());
        try (Connection connection = open("jdbc:duckdb:", new Properties())) {
            try {
                execute(connection, "create view data as select * from " + reader);
                execute(connection, "set allowed_paths=['" + path + "']");
                lock(connection);
            } catch (SQLException e) {
                throw faults.ofFile(e);
            }
            return run(settings.query().map(Query::of).orElse(Query.all("data")), connection, faults);
        } catch (SQLException e) {
            throw faults.ofFile(e);
        }
    }

    private List<Column<?>> database(StoredFile file, LocalFile local) {
        DuckDbFaults faults = new DuckDbFaults(file.name(), settings.memoryMib());
        Properties readOnly = new Properties();
        readOnly.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
        requireMagic(file);
        try (Connection connection = open("jdbc:duckdb:" + local.path(), readOnly)) {
            List<String> tables;
            try {
                lock(connection);
                tables = tables(connection);
            } catch (SQLException e) {
                throw faults.ofFile(e);
            }
            return run(Query.of(settings.query(), tables, file.name(), "duckdb"), connection, faults);
        } catch (SQLException e) {
            throw faults.ofFile(e);
        }
    }

    /** A file of another kind must not be opened: DuckDB would look for an extension that reads it. */
    private static void requireMagic(StoredFile file) {
        byte[] start;
        try (java.io.InputStream in = file.open()) {
            start = in.readNBytes(12);
        } catch (IOException e) {
            throw new SurroundingsError(file.name() + " could not be read: " + e.getMessage() + ".", e);
        }
        if (start.length < 12 || !new String(start, 8, 4, StandardCharsets.ISO_8859_1).equals("DUCK")) {
            throw new UserError(file.name() + " is no DuckDB database, or it was cut off."
                    + (new String(start, StandardCharsets.ISO_8859_1).startsWith("SQLite format")
                            ? " It is one of SQLite: write format: sqlite."
                            : ""));
        }
    }

    private List<Column<?>> run(Query query, Connection connection, DuckDbFaults faults) {
        try {
            return query.run(connection, faults.origin());
        } catch (SQLException e) {
            throw settings.query().isPresent() ? faults.ofQuery(e) : faults.ofFile(e);
        }
    }

    private Connection open(String address, Properties properties) throws SQLException {
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("memory_limit", settings.memoryMib() + "MiB");
        // one thread: sums of floating point are added up in one order, so that the same query gives the same digits
        properties.setProperty(
                "threads",
                settings.query().isPresent()
                        ? "1"
                        : Integer.toString(Math.min(4, Runtime.getRuntime().availableProcessors())));
        // otherwise the whole result would stand in memory twice
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        // patients' rows are not to be spilled to disk
        properties.setProperty("temp_directory", "");
        try {
            return new DuckDBDriver().connect(address, properties);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            throw new SurroundingsError(
                    "DuckDB's native library does not load on this machine (" + e.getMessage()
                            + "). Save the table as CSV instead.",
                    e);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        execute(connection, "set enable_external_access=false");
        execute(connection, "set lock_configuration=true");
    }

    // each statement is made anew: DuckDB closes one that has failed
    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select table_name from information_schema.tables where table_schema = 'main' order by table_name")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }
}
