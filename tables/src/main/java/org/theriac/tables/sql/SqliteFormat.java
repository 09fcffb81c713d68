package org.theriac.tables.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.study.PartEntry;
import org.theriac.core.table.TableFormat;
import org.theriac.tables.LocalFile;

/** SQLite databases, opened for reading only. */
public final class SqliteFormat implements TableFormat {
    public static final PartEntry<SqliteSettings, TableFormat> ENTRY = new PartEntry<>(
            TableFormat.class, "sqlite", "SQLite databases, with SQL.", SqliteSettings.DEFAULTS, SqliteFormat::new);

    private static final String MAGIC = "SQLite format 3\0";

    private final SqliteSettings settings;

    SqliteFormat(SqliteSettings settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return "sqlite";
    }

    @Override
    public String purpose() {
        return "SQLite databases (.sqlite, .sqlite3, .db), the only table or an SQL query.";
    }

    @Override
    public List<String> endings() {
        return List.of(".sqlite", ".sqlite3", ".db", ".db3");
    }

    @Override
    public List<Column<?>> read(StoredFile file) throws IOException {
        requireMagic(file);
        try (LocalFile local = LocalFile.of(file, ".sqlite");
                Connection connection = new org.sqlite.JDBC().connect("jdbc:sqlite:" + local.path(), readOnly())) {
            List<String> tables = tables(connection);
            return Query.of(settings.query(), tables, file.name(), "sqlite").run(connection, file.name());
        } catch (SQLException e) {
            throw fault(e, file.name());
        }
    }

    /** Properties under which nothing is written and functions of the file's own schema are not trusted. */
    static Properties readOnly() {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.enableLoadExtension(false);
        Properties properties = config.toProperties();
        properties.setProperty("trusted_schema", "false");
        return properties;
    }

    private static void requireMagic(StoredFile file) throws IOException {
        try (InputStream in = file.open()) {
            String start = new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
            if (!start.equals(MAGIC)) {
                throw new UserError(file.name() + " is no SQLite database, or it was cut off."
                        + (start.length() > 12 && start.startsWith("DUCK", 8)
                                ? " It is one of DuckDB: write format: duckdb."
                                : ""));
            }
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    /** What SQLite says of an error in the query is about the query; what it says of the file may quote it. */
    private static UserError fault(SQLException failure, String origin) {
        boolean query = failure instanceof SQLiteException sqlite
                && sqlite.getResultCode() == org.sqlite.SQLiteErrorCode.SQLITE_ERROR;
        return query
                ? new UserError(origin + ": query: " + String.valueOf(failure.getMessage()) + ".", failure)
                : new UserError(
                        origin + " is damaged or was cut off (SQLite error " + failure.getErrorCode()
                                + "). Copy or download it again.",
                        failure);
    }
}
