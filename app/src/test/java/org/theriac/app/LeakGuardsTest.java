package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** The guards on tables whose leaks are known: they name those, and nothing else. */
class LeakGuardsTest {
    private static final Pattern GIVEN_AWAY = Pattern.compile("column '([^']+)' gives the outcome away");

    @TempDir
    Path folder;

    private Invocation validate(String table, String outcome, String... more) throws IOException {
        if (!table.startsWith("dataset:")) {
            try (InputStream in = LeakGuardsTest.class.getResourceAsStream("/leaks/" + table)) {
                Files.copy(
                        java.util.Objects.requireNonNull(in),
                        folder.resolve(table),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path study = Files.writeString(folder.resolve("s.yaml"), """
                study: leaks
                data: {patients: {table: "%s"}}
                task:
                  outcome: {%s}
                  inputs: {known: [before, at, after]}
                methods: [{%s: {}}]
                """.formatted(
                        table, outcome, outcome.startsWith("category") ? "prevalence" : "kaplan_meier"));
        List<String> arguments = new ArrayList<>(List.of("validate", study.toString()));
        for (String override : more) {
            arguments.addAll(List.of("--set", override));
        }
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments.toArray(String[]::new));
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }

    private static List<String> givenAway(Invocation told) {
        List<String> columns = new ArrayList<>();
        Matcher matcher = GIVEN_AWAY.matcher(told.err());
        while (matcher.find()) {
            columns.add(matcher.group(1));
        }
        return columns;
    }

    /** Each line: a table, its outcome, what else the study says, and the columns that give the outcome away. Identifiers are not inputs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            dataset:support2       | time_to_event: {time: d.time, event: death}      | [sno]             | hospdead sfdm2
            dataset:support2       | 'category: {column: death}'                      | [sno, d.time]     | hospdead sfdm2
            flchain.csv.gz         | time_to_event: {time: futime, event: death}      | [rownames]        | chapter
            whas.csv.gz            | time_to_event: {time: time, event: event}        | [part]            | x0
            mgus2.csv.gz           | time_to_event: {time: futime, event: death}      | [rownames, id]    | ptime
            dataset:metabric       | time_to_event: {time: time, event: event}        | [part]            | -
            dataset:support        | time_to_event: {time: time, event: event}        | [part]            | -
            dataset:gbsg           | time_to_event: {time: rfstime, event: status}    | [rownames, pid]   | -
            dataset:gbsg_rotterdam | time_to_event: {time: time, event: event}        | [part]            | -
            dataset:veteran        | time_to_event: {time: time, event: status}       | [rownames]        | -
            dataset:lung           | 'time_to_event: {time: time, event: status, event_is: "2"}' | [rownames] | -
            nwtco.csv.gz           | time_to_event: {time: edrel, event: rel}         | [rownames, seqno] | -
            dataset:pbc            | 'time_to_event: {time: time, event: status, event_is: "2"}' | [rownames] | -
            dataset:colon          | time_to_event: {time: time, event: status}       | [rownames]        | -
            """)
    void inputsThatGiveTheOutcomeAwayAreNamedAndNoOthers(String table, String outcome, String except, String named)
            throws IOException {
        Invocation told = validate(table, outcome, "task.inputs.except=" + except, "leaks.copies=not looked at here");
        assertThat(givenAway(told)).isEqualTo(named == null ? List.of() : List.of(named.split(" ")));
    }

    @Test
    void whatIsKnownLaterStopsAStudyThatAsksForItAndTheMessageHoldsTheLineToWrite() throws IOException {
        Invocation told = validate("dataset:support2", "time_to_event: {time: d.time, event: death}");
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err())
                .contains(
                        "column 'slos' (Length of stay from study entry to discharge) is known only after the moment of prediction")
                .contains(
                        "column 'hospdead' gives the outcome away: all 2,360 rows with the value 1 have the event, as 68.1 % of all do.")
                .contains(
                        "to exclude:  task: {inputs: {except: [hospdead, sfdm2, slos, charges, totcst, totmcst, avtisst, dnr, dnrday]}}\n")
                .contains("to keep:     leaks: {keep: {hospdead: \"why\", sfdm2: \"why\", slos: \"why\",");
        Invocation excluded = validate(
                "dataset:support2",
                "time_to_event: {time: d.time, event: death}",
                "task.inputs.except=[hospdead, sfdm2, slos, charges, totcst, totmcst, avtisst, dnr, dnrday]");
        assertThat(excluded.err()).isEmpty();
        assertThat(excluded.exit()).isZero();
        assertThat(excluded.out())
                .contains(
                        "note: Inputs that are another model's output or a person's judgement: sps, aps, surv2m, surv6m, prg2m, prg6m. What"
                                + " is learned leans on them. (6)");
    }

    @Test
    void theDictionaryOfSupport2KeepsOutWhatIsKnownLater() throws IOException {
        Path out = folder.resolve("out");
        Path study = Files.writeString(folder.resolve("s.yaml"), """
                study: support2
                data: {patients: {table: "dataset:support2"}}
                task: {outcome: {time_to_event: {time: d.time, event: death}}}
                methods: [{kaplan_meier: {}}]
                protocol: {folds: 2, draws: 0, metrics: [harrell_c], refit: false}
                """);
        Invocation told =
                Invocation.of(Catalogue.load(), new StopSignal(), "run", study.toString(), "--out", out.toString());
        assertThat(told.exit()).as(told.err()).isZero();
        JsonNode results =
                new ObjectMapper().readTree(out.resolve("results.json").toFile());
        List<String> later = new ArrayList<>();
        results.at("/task/excluded").properties().forEach(field -> {
            if (field.getValue().asText().startsWith("known after")) {
                later.add(field.getKey());
            }
        });
        assertThat(later)
                .containsExactlyInAnyOrder(
                        "slos", "charges", "totcst", "totmcst", "avtisst", "dnr", "dnrday", "hospdead", "sfdm2");
        assertThat(results.at("/leaks"))
                .filteredOn(check -> check.path("guard").asText().equals("predicted_input"))
                .flatExtracting(check -> elements(check.at("/findings/0/columns")))
                .extracting(JsonNode::asText)
                .containsExactly("sps", "aps", "surv2m", "surv6m", "prg2m", "prg6m");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("Leak guards")
                .contains("Is an input itself a prediction?");
    }

    @Test
    void copiesInTheDivisionOfWhasStopTheStudy() throws IOException {
        Invocation told = validate(
                "whas.csv.gz",
                "time_to_event: {time: time, event: event}",
                "protocol.test={column: part, value: test}",
                "leaks.keep={x0: as published}");
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err())
                .startsWith(
                        "theriac: 229 of 328 test rows (test) hold the same inputs and the same outcome as a training row;"
                                + " chance would make it 0.003. First: whas.csv.gz, line 1")
                .contains("to keep:     leaks: {copies: \"why\"}");
        Invocation kept = validate(
                "whas.csv.gz",
                "time_to_event: {time: time, event: event}",
                "protocol.test={column: part, value: test}",
                "leaks.keep={x0: as published}",
                "leaks.copies=to compare with published figures");
        assertThat(kept.exit()).as(kept.err()).isZero();
        assertThat(kept.out()).contains("The study keeps what a leak guard would have stopped, and says why. (2)");
    }

    @Test
    void patientsOfRotterdamAndGermanyThatAreAlikeInTheirInputsAreCounted() throws IOException {
        Invocation told = validate(
                "dataset:gbsg_rotterdam",
                "time_to_event: {time: time, event: event}",
                "protocol.test={column: part, value: test}");
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out())
                .contains("Test rows hold the same inputs as a training row, whatever their outcome. (6)");
    }

    @Test
    void personsOfACoarseTableThatAreAlikeByChanceAreNoCopies() throws IOException {
        Invocation told = validate("dataset:rossi", "time_to_event: {time: week, event: arrest}");
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out()).contains("no more than is let pass or than chance explains in so coarse a table.");
    }

    @Test
    void whatIsKeptStandsInTheReportWithItsReason() throws IOException {
        Path out = folder.resolve("out");
        Files.copy(
                java.util.Objects.requireNonNull(LeakGuardsTest.class.getResourceAsStream("/leaks/mgus2.csv.gz")),
                folder.resolve("mgus2.csv.gz"));
        Path study = Files.writeString(folder.resolve("s.yaml"), """
                study: mgus2
                data: {patients: {table: mgus2.csv.gz, subject: id}}
                task:
                  outcome: {time_to_event: {time: futime, event: death, unit: months}}
                  inputs: {except: [rownames]}
                methods: [{kaplan_meier: {}}]
                protocol: {folds: 2, draws: 0, metrics: [harrell_c], refit: false}
                leaks: {keep: {ptime: "to show what a leak does", age: for the test}}
                """);
        Invocation told =
                Invocation.of(Catalogue.load(), new StopSignal(), "run", study.toString(), "--out", out.toString());
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("Kept by the study")
                .contains("to show what a leak does")
                .contains("No guard names age: the lines of leaks: keep may go.");
        JsonNode leaks = new ObjectMapper()
                .readTree(out.resolve("results.json").toFile())
                .at("/leaks");
        assertThat(leaks)
                .flatExtracting(check -> elements(check.path("findings")))
                .filteredOn(finding -> finding.path("verdict").asText().equals("kept"))
                .extracting(finding -> finding.path("reason").asText())
                .containsExactly("to show what a leak does");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            leaks={keep: {ptime: ""}}           | leaks: keep gives no reason for column 'ptime'; write why its value is known when the prediction is made.
            leaks={copies: "  "}                | leaks: copies gives no reason; write why equal rows are different patients.
            leaks={keep: {ptme: x}}             | leaks.keep names column 'ptme', which the table does not have (did you mean 'ptime'?); its columns are: rownames, id, age, sex, dxyr, hgb, creat, mspike, ptime, pstat, futime, death.
            leaks={keeps: {ptime: x}}           | leaks.keeps: unknown key; did you mean 'keep'? Allowed: keep, copies.
            """)
    void exceptionsNeedAColumnAndAReason(String override, String message) throws IOException {
        Invocation told = validate("mgus2.csv.gz", "time_to_event: {time: futime, event: death}", override);
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err()).contains(message);
    }

    private Invocation study(String command, String name, String start) throws IOException {
        Path study = Files.writeString(folder.resolve(name + ".yaml"), """
                study: %s
                data: {patients: {table: "dataset:pbc", subject: id}}
                task:
                  outcome: {time_to_event: {time: time, event: status, event_is: 2}}
                  inputs: {only: [age, bili]}
                methods: [{network: {epochs: 1, patience: 0%s}, name: Net}]
                protocol: {holdout: 0.3, draws: 10}
                """.formatted(name, start));
        String[] arguments = command.equals("run")
                ? new String[] {
                    "run", study.toString(), "--out", folder.resolve(name).toString()
                }
                : new String[] {command, study.toString()};
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    @Test
    void aModelIsNotTestedOnThoseItHasLearnedFrom() throws IOException {
        assertThat(study("run", "first", "").exit()).isZero();
        Invocation second = study("validate", "second", ", start: {from: first/models/Net}");
        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.err())
                .contains(
                        "Method 'Net' starts from a model that has learned from 125 of the 125 test subjects (test).");
        Invocation absent = study("validate", "second", ", start: {from: elsewhere}");
        assertThat(absent.exit()).isEqualTo(2);
        assertThat(absent.err()).contains("elsewhere is not a model folder: it has no model.json.");

        Invocation predicted = Invocation.of(
                Catalogue.load(),
                new StopSignal(),
                "predict",
                folder.resolve("first/models/Net").toString(),
                "dataset:pbc",
                "--subject",
                "id");
        assertThat(predicted.err())
                .contains("note: 418 of the 418 rows belong to subjects that the model has learned from");
    }
}
