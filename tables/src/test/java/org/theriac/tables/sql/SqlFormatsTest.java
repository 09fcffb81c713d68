package org.theriac.tables.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.cohort.TextColumn;
import org.theriac.core.study.PartChoice;
import org.theriac.core.table.LoadedTable;
import org.theriac.core.table.TableFormat;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;
import org.theriac.tables.TablesCatalogue;
import org.theriac.tables.WrittenTables;

class SqlFormatsTest {
    private static final Catalogue CATALOGUE = new TablesCatalogue().catalogue();

    @TempDir
    Path folder;

    private void parquet(String query) throws SQLException {
        WrittenTables.parquet(folder.resolve("t.parquet"), query);
    }

    private LoadedTable load(TableSettings settings) {
        return Tables.load(settings, folder, CATALOGUE);
    }

    private Cohort read(String table) {
        return load(TableSettings.of(table)).cohort();
    }

    private Cohort read(String table, String query) {
        return load(TableSettings.of(table).withFormat(duckdb(query))).cohort();
    }

    private static PartChoice<TableFormat> duckdb(String query) {
        return new PartChoice<>(DuckDbFormat.ENTRY, new DuckDbSettings(Optional.of(query), 256));
    }

    private static PartChoice<TableFormat> sqlite(String query) {
        return new PartChoice<>(SqliteFormat.ENTRY, new SqliteSettings(Optional.of(query)));
    }

    private static PartChoice<TableFormat> jdbc(String query) {
        return new PartChoice<>(
                JdbcFormat.ENTRY, new JdbcSettings(Optional.of(query), Optional.empty(), Optional.empty()));
    }

    private void refused(Runnable reading, String message) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .hasMessageEndingWith(".");
    }

    private void sqlite(String file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void valuesHaveTheTypesThatDelimitedTextWouldGiveThem() throws SQLException {
        parquet("""
                select * from (values
                  (1::tinyint, 2::bigint, 0.1::float, 1.25::decimal(10,2), true, date '2024-03-01', timestamp '2024-03-01 09:30:00', 'a', '7', 1::hugeint),
                  (null, 9007199254740992, null, 2, false, null, null, 'b', '8', 2),
                  (3, null, 0.3, null, null, date '2024-03-01', null, null, '7', 3)) t(i, l, f, d, b, day, moment, w, n, h)""");
        Cohort cohort = read("t.parquet");
        assertThat(cohort.numbers("i").values()).containsExactly(1, Double.NaN, 3);
        assertThat(cohort.numbers("l").values()).containsExactly(2, 9007199254740992.0, Double.NaN);
        assertThat(cohort.numbers("f").values()).containsExactly(.1, Double.NaN, .3);
        assertThat(cohort.numbers("d").values()).containsExactly(1.25, 2, Double.NaN);
        assertThat(cohort.categories("b").levels()).containsExactly("false", "true");
        assertThat(cohort.column("day").get(0)).isEqualTo("2024-03-01");
        assertThat(cohort.column("moment").get(0)).isEqualTo("2024-03-01 09:30:00.0");
        assertThat(cohort.categories("w").levels()).containsExactly("a", "b");
        assertThat(cohort.numbers("n").values()).containsExactly(7, 8, 7);
        assertThat(cohort.numbers("h").values()).containsExactly(1, 2, 3);
    }

    @Test
    void wholeNumbersThatADoubleCannotHoldAreTextAndNoNumbers() throws SQLException {
        parquet(
                "select 9007199254740993::bigint as key, 18446744073709551615::ubigint as big, 1 as x union all select 5, 6::ubigint, 2");
        Cohort cohort = read("t.parquet");
        assertThat(cohort.column("key")).isInstanceOf(TextColumn.class);
        assertThat(cohort.column("key").get(0)).isEqualTo("9007199254740993");
        assertThat(cohort.column("big").get(0)).isEqualTo("18446744073709551615");
        assertThat(cohort.column("key").get(1)).isEqualTo("5");
    }

    @Test
    void aSubjectKeepsItsDigits() throws SQLException {
        parquet("select 9007199254740993::bigint as id, 1 as x union all select 7, 2");
        Cohort cohort = load(TableSettings.of("t.parquet").withSubject("id")).cohort();
        assertThat(cohort.subject(0)).isEqualTo("9007199254740993");
        assertThat(cohort.subject(1)).isEqualTo("7");
    }

    @Test
    void numbersThatTheStudyCallsCategoriesAre() throws SQLException {
        parquet("select unnest([2, 10, 1, 2]) as grade, unnest(['x', null, 'NA', 'y']) as w");
        Cohort cohort = load(TableSettings.of("t.parquet")
                        .withTypes(java.util.Map.of("grade", org.theriac.core.cohort.Definition.Type.CATEGORY)))
                .cohort();
        assertThat(cohort.categories("grade").levels()).containsExactly("1", "2", "10");
        assertThat(cohort.column("w").missingCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\": 1, \"b\": \"x\"}, {\"b\": \"y\", \"a\": null}]",
                "{\"a\": 1, \"b\": \"x\"}\n{\"a\": null, \"b\": \"y\"}\n"
            })
    void jsonIsReadAsAnArrayOrLineByLine(String text) throws IOException {
        Files.writeString(folder.resolve("t.json"), text);
        Cohort cohort = read("t.json");
        assertThat(cohort.numbers("a").values()).containsExactly(1, Double.NaN);
        assertThat(cohort.categories("b").levels()).containsExactly("x", "y");
    }

    @Test
    void nestedValuesInfiniteNumbersAndBytesAreRefused() throws IOException, SQLException {
        Files.writeString(folder.resolve("t.json"), "[{\"id\": 1, \"labs\": [1, 2]}]");
        refused(() -> read("t.json"), "t.json: column 'labs' holds lists or records. Pick their fields by a query");
        parquet("select 'infinity'::double as x");
        refused(() -> read("t.parquet"), "t.parquet, row 1, column 'x': found an infinite number.");
        parquet("select 'abc'::blob as x");
        refused(() -> read("t.parquet"), "t.parquet: column 'x' holds bytes");
        parquet("select 1 as x where false");
        refused(() -> read("t.parquet"), "t.parquet has no rows.");
    }

    @Test
    void aQueryChoosesAndSummarises() throws SQLException {
        parquet("select i % 3 as id, i as x from range(9) t(i)");
        Cohort cohort = read("t.parquet", "select id, max(x) as top from data group by id");
        assertThat(cohort.numbers("id").values()).containsExactly(0, 1, 2);
        assertThat(cohort.numbers("top").values()).containsExactly(6, 7, 8);
    }

    @Test
    void rowsOfAQueryWithoutOrderAreSortedAndOthersKeepTheirs() throws SQLException {
        parquet("select unnest([3, 1, 2]) as x, unnest(['c', 'a', 'b']) as w");
        assertThat(read("t.parquet").numbers("x").values()).containsExactly(3, 1, 2);
        assertThat(read("t.parquet", "select * from data").numbers("x").values())
                .containsExactly(1, 2, 3);
        assertThat(read("t.parquet", "select * from data order by x desc")
                        .numbers("x")
                        .values())
                .containsExactly(3, 2, 1);
        assertThat(read(
                                "t.parquet",
                                "select x, row_number() over (order by x) as n, ' order by ' as w from data -- order by w")
                        .numbers("x")
                        .values())
                .containsExactly(1, 2, 3);
    }

    @Test
    void delimitedTextIsReadByAQueryOnRequest() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id,day\n1,3\n1,5\n2,\n");
        Cohort cohort = read("t.csv", "select id, max(cast(day as int)) as last from data group by id");
        assertThat(cohort.numbers("last").values()).containsExactly(5, Double.NaN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete from data                                 | query: found something else than a SELECT.
            select nothing from data                         | t.parquet: query: Binder Error: Referenced column "nothing" not found
            select * from absent                             | t.parquet: query: Catalog Error: Table with name absent does not exist.
            select from from                                 | t.parquet: query: Parser Error
            select * from read_csv('/etc/hostname')          | only this file can be read, and nothing can be written.
            select * from 'other.parquet'                    | t.parquet: query:
            select cast(w as int) from data                  | t.parquet: query: a value does not allow it (Conversion Error).
            select x, x from data                            | two columns are named 'x'
            select * from data; copy data to '/tmp/out.csv'  | t.parquet: query:
            select * from read_text('https://example.org/a') | t.parquet: query:
            """)
    void aQueryReadsThisFileAndNothingElse(String query, String message) throws SQLException {
        parquet("select 1 as x, 'Smith' as w");
        assertThatThrownBy(() -> read("t.parquet", query))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("Smith");
        assertThat(Path.of("/tmp/out.csv")).doesNotExist();
    }

    @Test
    void damagedFilesGiveOneMessage() throws IOException, SQLException {
        parquet("select i, i * 0.5 as x, 'w' || (i % 3) as w from range(500) t(i)");
        byte[] whole = Files.readAllBytes(folder.resolve("t.parquet"));
        Random random = new Random(1);
        for (int trial = 0; trial < 40; trial++) {
            byte[] bytes = trial % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int flip = 0; flip < 3 && bytes.length > 0 && trial % 2 == 1; flip++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(folder.resolve("t.parquet"), bytes);
            try {
                read("t.parquet");
            } catch (UserError | SurroundingsError e) {
                assertThat(e).hasMessageStartingWith("t.parquet").hasMessageEndingWith(".");
            }
        }
        Files.writeString(folder.resolve("t.parquet"), "a,b\n1,2\n");
        refused(() -> read("t.parquet"), "t.parquet is damaged, was cut off, or is not what its name says");
        Files.writeString(folder.resolve("t.json"), "{\"a\": 1");
        refused(() -> read("t.json"), "t.json is damaged, was cut off, or is not what its name says");
        Files.writeString(folder.resolve("t.sqlite"), "not a database");
        refused(() -> read("t.sqlite"), "t.sqlite is no SQLite database, or it was cut off.");
        Files.writeString(folder.resolve("t.duckdb"), "not a database");
        refused(() -> read("t.duckdb"), "t.duckdb is no DuckDB database, or it was cut off.");
    }

    @Test
    void aDatabaseOfSeveralTablesAsksWhichToRead() throws SQLException {
        sqlite(
                "t.sqlite",
                "create table a (x)",
                "create table b (y)",
                "insert into b values (1), (2.5), ('three'), (null)");
        refused(
                () -> read("t.sqlite"),
                "t.sqlite holds 2 tables: a, b. Say what to read: format: {sqlite: {query: select * from a}}.");
        Cohort cohort = load(TableSettings.of("t.sqlite").withFormat(sqlite("select y from b order by rowid")))
                .cohort();
        assertThat(cohort.column("y").get(0)).isEqualTo("1");
        assertThat(cohort.column("y").get(2)).isEqualTo("three");
        assertThat(cohort.column("y").missing(3)).isTrue();
        refused(() -> load(TableSettings.of("t.sqlite").withFormat(sqlite("select z from b"))), "t.sqlite: query: ");
    }

    @Test
    void nothingIsWrittenToADatabase() throws SQLException, IOException {
        sqlite("t.sqlite", "create table a (x)", "insert into a values (1)");
        byte[] before = Files.readAllBytes(folder.resolve("t.sqlite"));
        assertThat(read("t.sqlite").numbers("x").values()).containsExactly(1);
        assertThatThrownBy(() -> load(TableSettings.of("t.sqlite")
                        .withFormat(sqlite("with w as (select 2) insert into a select * from w"))))
                .isInstanceOf(UserError.class);
        assertThat(Files.readAllBytes(folder.resolve("t.sqlite"))).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void databasesAreReadByTheirAddress() throws SQLException {
        sqlite("t.sqlite", "create table labs (id, crp)", "insert into labs values (2, 5), (1, 1.5)");
        String address = "jdbc:sqlite:" + folder.resolve("t.sqlite");
        LoadedTable table = load(TableSettings.of(address)
                .withFormat(jdbc("select id, crp from labs order by id desc"))
                .withSubject("id"));
        assertThat(table.cohort().numbers("crp").values()).containsExactly(5, 1.5);
        assertThat(table.cohort().subject(0)).isEqualTo("2");
        assertThat(table.sha256()).hasSize(64);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("t.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("create table labs as select 1 as id, 'x' as w");
        }
        assertThat(load(TableSettings.of("jdbc:duckdb:" + folder.resolve("t.duckdb"))
                                .withFormat(jdbc("select * from labs")))
                        .cohort()
                        .column("id"))
                .isInstanceOf(NumberColumn.class);
        refused(() -> read(address), "a database is read by a query; write format: {jdbc: {query: select … from …}}.");
        refused(() -> load(TableSettings.of(address).withFormat(jdbc("select nothing from labs"))), "query: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/db?user=a&password=hunter2",
                "jdbc:sqlserver://host;user=a;PASSWORD=hunter2",
                "jdbc:mysql://anna:hunter2@host/db",
                "jdbc:oracle:thin:scott/hunter2@host:1521:x"
            })
    void anAddressThatHoldsAPasswordIsRefusedAndNotShown(String address) {
        assertThatThrownBy(() -> read(address))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("format: {jdbc: {user_env: DB_USER, password_env: DB_PASSWORD}}")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void userAndPasswordComeFromTheEnvironmentAndAMissingOneIsNamed() {
        JdbcSettings settings =
                new JdbcSettings(Optional.of("select 1"), Optional.empty(), Optional.of("THERIAC_TEST_ABSENT"));
        assertThatThrownBy(() -> new JdbcFormat(settings, name -> Optional.empty()).connect("jdbc:nothing:db"))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "format: jdbc: the environment variable THERIAC_TEST_ABSENT is not set. Set it before the run; its value is"
                                + " not written anywhere.");
        assertThatThrownBy(
                        () -> new JdbcFormat(settings, name -> Optional.of("hunter2")).connect("jdbc:nothing:db?x=1"))
                .isInstanceOf(SurroundingsError.class)
                .hasMessageStartingWith("jdbc:nothing:db: no driver for this address is on the class path.")
                .hasMessageNotContaining("hunter2");
    }
}
