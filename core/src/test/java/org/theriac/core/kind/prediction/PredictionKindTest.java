package org.theriac.core.kind.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.leakage.LeakSettings;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Findings;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Display;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Run;
import org.theriac.core.run.Store;
import org.theriac.core.run.StoredRun;
import org.theriac.core.task.InputSelection;

final class PredictionKindTest {
    private static final Catalogue CATALOGUE = Catalogue.ofMethods(ColumnRisk.ENTRY)
            .withMetrics(new PairConcordance())
            .withExhibits(new AuxiliaryExhibit());

    /** 120 rows of 60 subjects; x raises the hazard, z does nothing, later is known only afterwards. */
    private static Cohort cohort() {
        SplittableRandom random = new SplittableRandom(7);
        int n = 120;
        double[] x = new double[n];
        double[] z = new double[n];
        double[] later = new double[n];
        double[] time = new double[n];
        double[] event = new double[n];
        List<String> subjects = new ArrayList<>();
        for (int row = 0; row < n; row++) {
            x[row] = random.nextDouble();
            z[row] = random.nextDouble();
            time[row] = -Math.log(random.nextDouble()) * Math.exp(-3 * x[row]);
            event[row] = random.nextDouble() < 0.7 ? 1 : 0;
            later[row] = time[row];
            subjects.add("s" + row / 2);
        }
        time[5] = Double.NaN;
        Definition after = new Definition(
                "later",
                "Later",
                Optional.empty(),
                Optional.empty(),
                Definition.Known.AFTER,
                Definition.Source.MEASURED,
                List.of(),
                Optional.empty());
        return new Cohort(
                List.of(
                        new NumberColumn("x", x),
                        new NumberColumn("z", z),
                        new NumberColumn("later", later),
                        new NumberColumn("time", time),
                        new NumberColumn("event", event)),
                List.of(after),
                subjects);
    }

    private static PredictionSettings settings(Protocol protocol) {
        return new PredictionSettings(
                new PredictionSettings.TaskSettings(
                        new TimeToEvent("time", "event", Optional.empty(), "days"), InputSelection.DEFAULTS),
                List.of(choice("x", "x", 1), choice("x again", "x", 1), choice("z", "z", 1)),
                protocol,
                LeakSettings.DEFAULTS);
    }

    private static MethodChoice choice(String name, String column, double sign) {
        return new MethodChoice(name, ColumnRisk.ENTRY, new ColumnRisk.Settings(column, sign));
    }

    private static Protocol protocol(int draws) {
        Protocol d = Protocol.DEFAULTS;
        return new Protocol(
                d.folds(),
                d.holdout(),
                d.test(),
                d.by(),
                d.stratify(),
                d.validation(),
                d.metrics(),
                draws,
                d.level(),
                d.reference(),
                true);
    }

    private static Findings run(PredictionSettings settings, Run run) {
        return new PredictionKind(CATALOGUE).run(settings, Map.of("patients", cohort()), run);
    }

    private static Run inMemory() {
        return new StoredRun(Execution.inMemory(3));
    }

    @Test
    void columnsKnownAfterwardsAreNotInputsAndTheReasonIsTold() {
        JsonNode results = run(settings(protocol(0)), inMemory()).results();

        assertThat(results.at("/task/inputs")).extracting(JsonNode::asText).containsExactly("x", "z");
        assertThat(results.at("/task/excluded/later").asText()).contains("after");
    }

    @Test
    void rowsWithoutAnOutcomeAreLeftOutAndCounted() {
        JsonNode results = run(settings(protocol(0)), inMemory()).results();

        assertThat(results.at("/cohort/rows_read").asInt()).isEqualTo(120);
        assertThat(results.at("/cohort/rows_used").asInt()).isEqualTo(119);
        assertThat(results.at("/notices"))
                .anyMatch(notice -> notice.path("code").asText().equals("outcome-missing"));
    }

    @Test
    void equalMethodsDifferByExactlyNothingOnEveryDraw() {
        JsonNode difference =
                run(settings(protocol(50)), inMemory()).results().at("/methods/1/scores/pair_c/difference");

        assertThat(difference.path("value").asDouble()).isZero();
        assertThat(difference.path("lower").asDouble()).isZero();
        assertThat(difference.path("upper").asDouble()).isZero();
        assertThat(difference.path("draws").asInt()).isEqualTo(50);
    }

    @Test
    void aUsefulColumnBeatsAUselessOneBeyondResampling() {
        JsonNode methods = run(settings(protocol(200)), inMemory()).results().path("methods");

        assertThat(methods.at("/0/scores/pair_c/lower").asDouble()).isGreaterThan(0.6);
        assertThat(methods.at("/2/scores/pair_c/difference/upper").asDouble()).isNegative();
    }

    @Test
    void theValueIsTheMeanOfTheFolds() {
        JsonNode score = run(settings(protocol(0)), inMemory()).results().at("/methods/0/scores/pair_c");
        double sum = 0;
        for (JsonNode fold : score.path("folds")) {
            sum += fold.asDouble();
        }

        assertThat(score.path("folds")).hasSize(5);
        assertThat(score.path("value").asDouble()).isEqualTo(sum / 5, org.assertj.core.data.Offset.offset(1e-15));
    }

    @Test
    void oneWorkerAndThreeGiveTheSameBytes() {
        assertThat(run(settings(protocol(40)), inMemory()).results().toString())
                .isEqualTo(run(settings(protocol(40)), threeWorkers(Execution.inMemory(3)))
                        .results()
                        .toString());
    }

    private static Run threeWorkers(Execution kept) {
        return new StoredRun(new Execution(3, kept.stores(), Display.SILENT, kept.stop(), 3, Duration.ZERO));
    }

    @Test
    void aRunThatFailedHalfWayGoesOnToTheSameBytes() {
        Findings undisturbed = run(settings(protocol(20)), inMemory());
        Execution kept = Execution.inMemory(3);
        AtomicInteger writes = new AtomicInteger();
        Run failing = new StoredRun(new Execution(
                3,
                path -> new FailingStore(kept.stores().apply(path), writes, 7),
                Display.SILENT,
                kept.stop(),
                1,
                Duration.ZERO));

        assertThatThrownBy(() -> run(settings(protocol(20)), failing)).hasMessage("disk full");
        Findings resumed = run(settings(protocol(20)), threeWorkers(kept));
        assertThat(resumed.results().toString()).isEqualTo(undisturbed.results().toString());
        // among them what the models said beside their predictions, which results.json does not hold
        assertThat(resumed.sections()).isEqualTo(undisturbed.sections());
        assertThat(auxiliary(resumed)).hasSize(3 * 119);
    }

    @Test
    void exhibitsHearWhatTheModelThatHadNotSeenARowSaidOfItBesideItsPrediction() {
        for (Row row : auxiliary(run(settings(protocol(0)), inMemory()))) {
            double risk = Double.parseDouble(row.cells().get(0));
            assertThat(row.cells()).element(1).isEqualTo(Double.toString(2 * risk));
            assertThat(row.cells()).element(2).isEqualTo(risk > 0 ? "upper" : "lower");
        }
    }

    private static List<Row> auxiliary(Findings findings) {
        return findings.sections().stream()
                .filter(section -> section.id().equals("auxiliary"))
                .map(section -> ((Table) section.blocks().get(0)).rows())
                .findFirst()
                .orElseThrow();
    }

    private record FailingStore(Store store, AtomicInteger writes, int most) implements Store {
        @Override
        public Optional<byte[]> read(String name) {
            return store.read(name);
        }

        @Override
        public void write(String name, byte[] content) {
            if (writes.incrementAndGet() > most) {
                throw new IllegalStateException("disk full");
            }
            store.write(name, content);
        }

        @Override
        public void delete(String name) {
            store.delete(name);
        }
    }

    @Test
    void anUnknownReferenceNamesTheMethodsThatThereAre() {
        Protocol d = protocol(0);
        Protocol wrong = new Protocol(
                d.folds(),
                d.holdout(),
                d.test(),
                d.by(),
                true,
                d.validation(),
                d.metrics(),
                0,
                d.level(),
                Optional.of("cox"),
                true);

        assertThatThrownBy(() -> run(settings(wrong), inMemory()))
                .isInstanceOf(UserError.class)
                .hasMessage("protocol.reference names 'cox'; the study's methods are: x, x again, z.");
    }

    @Test
    void rowsMarkedAsTestMayNotShareSubjectsWithTheOthers() {
        Protocol d = protocol(0);
        Protocol marked = new Protocol(
                d.folds(),
                Optional.empty(),
                Optional.of(new Protocol.GivenTest("event", "1.0", Optional.empty())),
                d.by(),
                false,
                d.validation(),
                d.metrics(),
                0,
                d.level(),
                d.reference(),
                true);

        assertThatThrownBy(() -> run(settings(marked), inMemory()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("stand among both the training and the test rows");
    }
}
