package org.theriac.tables.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.StoredFile;
import org.theriac.core.study.PartEntry;
import org.theriac.core.table.TableFormat;

/**
 * Databases by their JDBC address, with a query. The connection only reads. User and password come from environment variables; an address that holds a
 * password is refused, because study files and provenance are passed on.
 */
public final class JdbcFormat implements TableFormat {
    public static final PartEntry<JdbcSettings, TableFormat> ENTRY = new PartEntry<>(
            TableFormat.class,
            "jdbc",
            "A query to a database, named by its JDBC address.",
            JdbcSettings.DEFAULTS,
            settings -> new JdbcFormat(settings, name -> Optional.ofNullable(System.getenv(name))));

    private static final String SCHEME = "jdbc:";
    /** {@code password=…} among the parameters, {@code //user:password@host}, and Oracle's {@code user/password@}. */
    private static final Pattern SECRET =
            Pattern.compile("(?is).*([?;&:](password|pwd|pass|secret|token)=|//[^/@]*:[^/@]*@|:oracle:[^@]*/[^@]+@).*");
    /** Classes of SQL states whose messages speak of the query, not of values: syntax and access rights. */
    private static final String OF_THE_QUERY = "42";

    private final JdbcSettings settings;
    private final Function<String, Optional<String>> environment;

    JdbcFormat(JdbcSettings settings, Function<String, Optional<String>> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public String id() {
        return "jdbc";
    }

    @Override
    public String purpose() {
        return "Databases by their JDBC address (table: jdbc:…), by an SQL query; the driver's jar stands on the class path.";
    }

    @Override
    public List<String> endings() {
        return List.of();
    }

    @Override
    public boolean connects(String table) {
        return table.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    @Override
    public String shown(String address) {
        refuseSecrets(address);
        return address.split("[?;]", 2)[0];
    }

    private static void refuseSecrets(String address) {
        if (SECRET.matcher(address).matches()) {
            throw new UserError(
                    "table: the JDBC address seems to hold a password (not shown). Leave it out and write format: {jdbc: {user_env:"
                            + " DB_USER, password_env: DB_PASSWORD}}, the names of environment variables that hold both.");
        }
    }

    @Override
    public List<Column<?>> read(StoredFile file) {
        throw new UserError(file.name()
                + " is a file; format: jdbc reads table: jdbc:…, the address of a database. Leave format: out.");
    }

    @Override
    public List<Column<?>> connect(String address) {
        String origin = shown(address);
        Query query = Query.of(settings.query()
                .orElseThrow(() -> new UserError(
                        origin + ": a database is read by a query; write format: {jdbc: {query: select … from …}}.")));
        try (Connection connection = open(address, origin)) {
            try {
                return query.run(connection, origin);
            } catch (SQLException e) {
                throw new UserError(origin + ": query: " + said(e) + ".", e);
            }
        } catch (SQLException e) {
            throw new SurroundingsError(origin + ": the connection failed: " + said(e) + ".", e);
        }
    }

    private Connection open(String address, String origin) throws SQLException {
        Properties properties = properties(address);
        settings.userEnv().ifPresent(name -> properties.setProperty("user", variable(name)));
        settings.passwordEnv().ifPresent(name -> properties.setProperty("password", variable(name)));
        Connection connection;
        try {
            connection = DriverManager.getConnection(address, properties);
        } catch (SQLException e) {
            if ("08001".equals(e.getSQLState())
                    && String.valueOf(e.getMessage()).startsWith("No suitable driver")) {
                throw new SurroundingsError(
                        origin
                                + ": no driver for this address is on the class path. Set THERIAC_CLASS_PATH to the driver's jar.",
                        e);
            }
            throw new SurroundingsError(
                    origin + ": the connection failed (SQL state " + e.getSQLState()
                            + "). Check the address, the user and password in the environment, and that the database is up.",
                    e);
        }
        try {
            if (!connection.isReadOnly()) {
                connection.setReadOnly(true);
            }
        } catch (SQLException e) {
            connection.close();
            throw new SurroundingsError(origin + " cannot be opened for reading only.", e);
        }
        return connection;
    }

    /** Properties under which the engines that come with this module only read. */
    private static Properties properties(String address) {
        if (address.startsWith("jdbc:sqlite:")) {
            return SqliteFormat.readOnly();
        }
        Properties properties = new Properties();
        if (address.startsWith("jdbc:duckdb:")) {
            properties.setProperty(DuckDBDriver.DUCKDB_READONLY_PROPERTY, "true");
            properties.setProperty("autoinstall_known_extensions", "false");
            properties.setProperty("autoload_known_extensions", "false");
            properties.setProperty("temp_directory", "");
            properties.setProperty("threads", "1");
        }
        return properties;
    }

    private String variable(String name) {
        return environment
                .apply(name)
                .orElseThrow(() -> new UserError("format: jdbc: the environment variable " + name
                        + " is not set. Set it before the run; its value is not written anywhere."));
    }

    /** What may be passed on of a driver's message: other messages may quote values. */
    private static String said(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        boolean query = state.startsWith(OF_THE_QUERY)
                || failure instanceof org.sqlite.SQLiteException sqlite
                        && sqlite.getResultCode() == org.sqlite.SQLiteErrorCode.SQLITE_ERROR
                || List.of("Parser Error", "Binder Error", "Catalog Error").stream()
                        .anyMatch(String.valueOf(failure.getMessage())::startsWith);
        return query
                ? String.valueOf(failure.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip()
                : "the database refused it (SQL state " + state + ", code " + failure.getErrorCode() + ")";
    }
}
