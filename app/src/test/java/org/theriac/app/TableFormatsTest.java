package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** Describing, running and predicting from other formats than delimited text, and from several tables. */
class TableFormatsTest {
    private static final String STUDY = """
            study: formats
            data:
              %s
            task: {outcome: {time_to_event: {time: time, event: event}}, inputs: {only: [age, grade, crp_last]}}
            methods: [{cox: {}, name: Cox}]
            protocol: {folds: 2, draws: 20}
            """;

    private static final String JOINED = """
            labs: {table: labs.ndjson, subject: id, join: {time: day, summary: {crp: [last]}}}
              patients: {table: patients.parquet, subject: id, index_time: entered}
              genes: {table: genes.sqlite, subject: id, join: {}}""";

    @TempDir
    Path folder;

    private static Invocation theriac(String... arguments) {
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    /** 120 made-up patients: outcomes as Parquet, one row each in SQLite, three measurements each in JSON, and all of it as one CSV. */
    @BeforeEach
    void write() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table patients as select i as id, 10 + i % 5 as entered,"
                    + " 1 + (i * 7919) % 90 as time, i % 3 > 0 as event from range(1, 121) t(i)");
            statement.execute("create table genes as select i as id, 40 + (i * 31) % 37 as age,"
                    + " case when i % 4 = 0 then 'high' else 'low' end as grade from range(1, 121) t(i)");
            statement.execute(
                    "create table labs as select i as id, 6 + 4 * k as day, (i * 13 + k * 7) % 50 / 10.0 as crp"
                            + " from range(1, 121) t(i), range(3) u(k)");
            statement.execute("copy patients to '" + folder.resolve("patients.parquet") + "' (format parquet)");
            statement.execute("copy labs to '" + folder.resolve("labs.ndjson") + "' (format json)");
            statement.execute("""
                    copy (select p.*, age, grade,
                      (select last(crp order by day) from labs l where l.id = p.id and day <= entered) as crp_last
                      from patients p join genes g on g.id = p.id order by p.id) to '%s' (header)""".formatted(folder.resolve("all.csv")));
            try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("genes.sqlite"));
                    Statement insert = sqlite.createStatement()) {
                insert.execute("create table genes (id integer, age integer, grade text)");
                insert.execute("begin");
                try (var rows = statement.executeQuery("select * from genes order by id desc")) {
                    while (rows.next()) {
                        insert.execute("insert into genes values (%d, %d, '%s')"
                                .formatted(rows.getInt(1), rows.getInt(2), rows.getString(3)));
                    }
                }
                insert.execute("commit");
            }
        }
    }

    private Path run(String name, String data) throws IOException {
        Path study = Files.writeString(folder.resolve(name + ".yaml"), STUDY.formatted(data));
        Path out = folder.resolve(name);
        Invocation ran = theriac("run", study.toString(), "--out", out.toString(), "--quiet");
        assertThat(ran.exit()).as(ran.err()).isZero();
        return out;
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void joinedTablesGiveWhatOneTableGives() throws IOException {
        Path joined = run("joined", JOINED);
        Path single = run("single", "patients: {table: all.csv, subject: id}");
        JsonNode results = json(joined.resolve("results.json"));
        assertThat(results.at("/methods"))
                .isEqualTo(json(single.resolve("results.json")).at("/methods"));
        assertThat(results.at("/methods/0/scores").isEmpty()).isFalse();
        assertThat(Files.readString(joined.resolve("report.html")))
                .contains("Where the inputs come from", "labs: last of what was known by entered");
        JsonNode provenance = json(joined.resolve("provenance.json"));
        assertThat(provenance.at("/data"))
                .extracting(part -> part.at("/name").asText())
                .containsExactly("patients", "genes", "labs");
        assertThat(provenance.at("/data/2/rows").asInt()).isEqualTo(360);

        String model = joined.resolve("models").resolve("Cox").toString();
        Invocation again =
                theriac("predict", model, folder.resolve("joined.yaml").toString());
        assertThat(again.exit()).as(again.err()).isZero();
        Invocation table = theriac("predict", model, folder.resolve("all.csv").toString(), "--subject", "id");
        assertThat(again.out()).isEqualTo(table.out()).startsWith("row,id,risk,");
        assertThat(again.out().lines()).hasSize(121);

        Invocation lacking =
                theriac("predict", model, folder.resolve("patients.parquet").toString());
        assertThat(lacking.exit()).isEqualTo(2);
        assertThat(lacking.err()).contains("patients.parquet has no column 'age' (an input of the model)");
    }

    @Test
    void describeTellsWhereColumnsComeFrom() throws IOException {
        Path study = Files.writeString(folder.resolve("d.yaml"), "data:\n  " + JOINED + "\n");
        Invocation told = theriac("describe", study.toString());
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("120 rows, 120 subjects, 7 columns", "[genes]", "[labs: last of what was known by entered]");
        assertThat(told.err()).contains("rows of labs lie after an index time");
        for (String file : new String[] {"patients.parquet", "genes.sqlite", "labs.ndjson"}) {
            Invocation single = theriac("describe", folder.resolve(file).toString());
            assertThat(single.exit()).as(single.err()).isZero();
            assertThat(single.out()).contains(file);
        }
    }

    @Test
    void aDamagedFileIsTheUsersAndShowsNoTrace() throws IOException {
        Files.write(
                folder.resolve("patients.parquet"),
                java.util.Arrays.copyOf(Files.readAllBytes(folder.resolve("patients.parquet")), 300));
        Invocation told = theriac("describe", folder.resolve("patients.parquet").toString());
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err())
                .contains("is damaged, was cut off, or is not what its name says")
                .doesNotContain("\tat ");
        Invocation secret = theriac("describe", "jdbc:postgresql://h/db?password=hunter2");
        assertThat(secret.exit()).isEqualTo(2);
        assertThat(secret.err()).doesNotContain("hunter2");
    }
}
