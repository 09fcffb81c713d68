package org.theriac.learning.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.survival.DiscreteTimes;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.method.FittedModel;
import org.theriac.core.method.InputSchema;
import org.theriac.core.method.Model;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.model.ModelFolder;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.run.Display;
import org.theriac.core.run.Execution;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;
import org.theriac.core.run.StopSignal;
import org.theriac.core.run.StoppedException;
import org.theriac.core.run.StoredRun;
import org.theriac.core.study.FolderPath;
import org.theriac.core.study.PartChoice;
import org.theriac.core.task.Task;

class NetworkTest {
    private static final Category SIDE = new Category("side", List.of("low", "high"), Optional.of("high"));
    private static final TimeToEvent DEATH = new TimeToEvent("time", "event", Optional.empty(), "days");

    /** Two inputs; the class is the sign of their product, which no linear model sees; the hazard grows with it. */
    private static Cohort cohort(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] a = new double[n];
        double[] b = new double[n];
        double[] time = new double[n];
        double[] event = new double[n];
        int[] side = new int[n];
        List<String> subjects = new ArrayList<>();
        for (int row = 0; row < n; row++) {
            a[row] = 2 * random.nextDouble() - 1;
            b[row] = 2 * random.nextDouble() - 1;
            side[row] = a[row] * b[row] > 0 ? 1 : 0;
            time[row] = -Math.log(1 - random.nextDouble()) * Math.exp(-4 * a[row] * b[row]);
            event[row] = random.nextDouble() < 0.8 ? 1 : 0;
            subjects.add("s" + row);
        }
        return new Cohort(
                List.of(
                        new NumberColumn("a", a),
                        new NumberColumn("b", b),
                        new NumberColumn("time", time),
                        new NumberColumn("event", event),
                        new CategoryColumn("side", SIDE.classes(), side)),
                List.of(),
                subjects);
    }

    private static NetworkSettings settings(Optional<HeadSettings> head) {
        return settings(head, Optional.empty());
    }

    private static NetworkSettings settings(Optional<HeadSettings> head, Optional<Start> start) {
        NetworkSettings d = NetworkSettings.DEFAULTS;
        return new NetworkSettings(
                d.encoder(), head, start, 60, 64, d.optimiser(), 0.01, d.schedule(), d.weightDecay(), d.clip(), 20);
    }

    @SuppressWarnings("unchecked") // as a study does it: the network takes any outcome
    private static Task<Outcome<Predictions>> task(Outcome<?> outcome) {
        return new Task<>((Outcome<Predictions>) outcome, List.of("a", "b"));
    }

    private static Model<Predictions> fitted(Outcome<?> outcome, long seed) {
        return new Network(settings(Optional.empty()))
                .fit(task(outcome), cohort(600, 1), cohort(200, 2), Run.inMemory(seed));
    }

    @Test
    void theSameEncoderLearnsClassesAndTimesToAnEvent() {
        Cohort test = cohort(400, 3);
        try (Model<Predictions> classes = fitted(SIDE, 4);
                Model<Predictions> times = fitted(DEATH, 4)) {
            ClassProbabilities predicted = (ClassProbabilities) classes.predict(test);
            int[] truth = SIDE.truth(test);
            long right = IntStream.range(0, test.rows())
                    .filter(row -> (predicted.probability()[row][1] > 0.5 ? 1 : 0) == truth[row])
                    .count();
            assertThat(right / 400.0).isGreaterThan(0.9);

            SurvivalCurves curves = (SurvivalCurves) times.predict(test);
            TimeToEvent.Observed observed = DEATH.truth(test);
            double[] risk =
                    IntStream.range(0, test.rows()).mapToDouble(curves::risk).toArray();
            assertThat(HarrellConcordance.of(SurvivalTimes.of(observed.time(), observed.event()), risk)
                            .estimate())
                    .isGreaterThan(0.7);
        }
    }

    /** Keeps a model that was trained on classes, for studies that start from it. */
    private static Start trainedOnClasses(Path folder, boolean freeze) {
        try (Model<Predictions> classes = fitted(SIDE, 4)) {
            Cohort rows = cohort(600, 1);
            FittedModel kept = new FittedModel(
                    "classes",
                    Network.ENTRY,
                    settings(Optional.empty()),
                    task(SIDE),
                    InputSchema.of(rows, List.of("a", "b")),
                    SeenSubjects.of(rows),
                    classes);
            ModelFolder.write(kept, JsonNodeFactory.instance.objectNode(), folder.resolve("classes"));
        }
        return new Start(new FolderPath("classes", folder.resolve("classes")), freeze);
    }

    private static SortedMap<String, double[]> encoder(Model<Predictions> model) {
        SortedMap<String, double[]> weights = new TreeMap<>();
        model.state().arrays().forEach((name, array) -> {
            if (name.startsWith("encoder.")) {
                weights.put(name, array.doubles());
            }
        });
        return weights;
    }

    @Test
    void anEncoderThatLearnedClassesServesTimesToAnEvent(@TempDir Path folder) {
        Start frozen = trainedOnClasses(folder, true);
        Network onTop = new Network(settings(Optional.empty(), Optional.of(frozen)));
        Network further = new Network(settings(Optional.empty(), Optional.of(new Start(frozen.from(), false))));
        assertThat(onTop.startsFrom().orElseThrow().holds("s599")).isTrue();
        assertThat(onTop.startsFrom().orElseThrow().holds("s600")).isFalse();
        try (Model<Predictions> before = fitted(SIDE, 4);
                Model<Predictions> head = onTop.fit(task(DEATH), cohort(60, 11), cohort(60, 12), Run.inMemory(5));
                Model<Predictions> whole = further.fit(task(DEATH), cohort(60, 11), cohort(60, 12), Run.inMemory(5));
                Model<Predictions> restored = onTop.restore(task(DEATH), head.state())) {
            assertThat(encoder(head)).usingRecursiveComparison().isEqualTo(encoder(before));
            assertThat(encoder(whole)).usingRecursiveComparison().isNotEqualTo(encoder(before));
            assertThat(concordance(head)).isGreaterThan(0.7).isEqualTo(concordance(restored));
            assertThat(concordance(whole)).isGreaterThan(0.7);
        }
    }

    private static double concordance(Model<Predictions> model) {
        Cohort test = cohort(400, 3);
        SurvivalCurves curves = (SurvivalCurves) model.predict(test);
        TimeToEvent.Observed observed = DEATH.truth(test);
        double[] risk =
                IntStream.range(0, test.rows()).mapToDouble(curves::risk).toArray();
        return HarrellConcordance.of(SurvivalTimes.of(observed.time(), observed.event()), risk)
                .estimate();
    }

    @Test
    void whatAnEncoderCannotStartFromIsRefused(@TempDir Path folder) {
        Start start = trainedOnClasses(folder, false);
        NetworkSettings d = settings(Optional.empty(), Optional.of(start));
        MlpDesign wide = new MlpDesign(
                List.of(64),
                MlpDesign.DEFAULTS.activation(),
                0,
                false,
                MlpDesign.DEFAULTS.categories(),
                MlpDesign.DEFAULTS.preparation());
        Network other = new Network(new NetworkSettings(
                new PartChoice<>(MlpDesign.ENTRY, wide),
                d.head(),
                d.start(),
                d.epochs(),
                d.batchSize(),
                d.optimiser(),
                d.learningRate(),
                d.schedule(),
                d.weightDecay(),
                d.clip(),
                d.patience()));
        assertThatThrownBy(() -> other.fit(task(DEATH), cohort(60, 1), cohort(60, 2), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("layers of other sizes");
        Task<Outcome<Predictions>> fewer = new Task<>(task(DEATH).outcome(), List.of("a"));
        assertThatThrownBy(() -> new Network(d).fit(fewer, cohort(60, 1), cohort(60, 2), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("whose encoder reads b, which the inputs of this study lack: a.");
    }

    /** Cause a grows with the product of the inputs, cause b falls with it. */
    private static Cohort competing(int n, long seed) {
        Cohort cohort = cohort(n, seed);
        SplittableRandom random = new SplittableRandom(seed + 1000);
        double[] cause = new double[n];
        double[] time = new double[n];
        for (int row = 0; row < n; row++) {
            double product =
                    cohort.numbers("a").value(row) * cohort.numbers("b").value(row);
            double first = -Math.log(1 - random.nextDouble()) * Math.exp(-4 * product);
            double second = -Math.log(1 - random.nextDouble()) * Math.exp(4 * product);
            double end = -2 * Math.log(1 - random.nextDouble());
            time[row] = Math.min(end, Math.min(first, second));
            cause[row] = time[row] == end ? 0 : time[row] == first ? 1 : 2;
        }
        return cohort.with(List.of(new NumberColumn("time", time), new NumberColumn("event", cause)));
    }

    @Test
    void theSameEncoderLearnsDiscreteHazardsOfOneEventAndOfTwoCauses() {
        CompetingRisks causes = new CompetingRisks(
                        "time", "event", "0", new TreeMap<>(Map.of("1", "a", "2", "b")), "days", Optional.empty())
                .settled(competing(600, 1));
        Network network = new Network(settings(Optional.of(HeadSettings.LogisticHazard.DEFAULTS)));
        Cohort test = competing(400, 3);
        try (Model<Predictions> model =
                        network.fit(task(causes), competing(600, 1), competing(200, 2), Run.inMemory(4));
                Model<Predictions> restored = network.restore(task(causes), model.state());
                Model<Predictions> single = network.fit(task(DEATH), cohort(600, 1), cohort(200, 2), Run.inMemory(4))) {
            CumulativeIncidences predicted = (CumulativeIncidences) model.predict(test);
            assertThat(((CumulativeIncidences) restored.predict(test)).incidence())
                    .isDeepEqualTo(predicted.incidence());
            CompetingRisks.Observed observed = causes.truth(test);
            for (int cause = 1; cause <= 2; cause++) {
                int index = cause - 1;
                double[] marker = IntStream.range(0, test.rows())
                        .mapToDouble(row -> predicted.incidenceAt(index, row, 1))
                        .toArray();
                assertThat(HarrellConcordance.of(SurvivalTimes.of(observed.causeSpecific(cause)), marker)
                                .estimate())
                        .isGreaterThan(0.7);
            }
            SurvivalCurves curves = (SurvivalCurves) single.predict(cohort(400, 3));
            double[] risk = IntStream.range(0, 400).mapToDouble(curves::risk).toArray();
            assertThat(HarrellConcordance.of(SurvivalTimes.of(DEATH.truth(cohort(400, 3))), risk)
                            .estimate())
                    .isGreaterThan(0.7);
        }
    }

    @Test
    void cutsAreFittedToTrainingRowsAndKept() {
        Network network = new Network(settings(Optional.of(HeadSettings.LogisticHazard.DEFAULTS)));
        try (Model<Predictions> model = network.fit(task(DEATH), cohort(100, 1), cohort(50, 2), Run.inMemory(4))) {
            assertThat(model.state().array("cuts").doubles())
                    .isEqualTo(DiscreteTimes.quantiles(SurvivalTimes.of(DEATH.truth(cohort(100, 1))), 10)
                            .cuts());
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsAndARestoredModelTheSamePredictions() {
        Cohort test = cohort(50, 3);
        try (Model<Predictions> one = fitted(SIDE, 5);
                Model<Predictions> again = fitted(SIDE, 5);
                Model<Predictions> restored =
                        new Network(settings(Optional.empty())).restore(task(SIDE), one.state())) {
            double[][] expected = ((ClassProbabilities) one.predict(test)).probability();
            assertThat(((ClassProbabilities) again.predict(test)).probability()).isDeepEqualTo(expected);
            assertThat(((ClassProbabilities) restored.predict(test)).probability())
                    .isDeepEqualTo(expected);
            assertThat(restored.inputs()).containsExactly("a", "b");
        }
    }

    @Test
    void aHeadOfAnotherOutcomeIsRefusedInOneSentence() {
        Network network = new Network(settings(Optional.of(HeadSettings.Cox.DEFAULTS)));
        assertThatThrownBy(() -> network.fit(task(SIDE), cohort(60, 1), cohort(30, 2), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("the head 'cox' does not fit the outcome side")
                .hasMessageContaining("it takes the head 'softmax'");
    }

    @Test
    void rowsOfOneClassAreRefused() {
        Cohort all = cohort(200, 1);
        int[] low =
                IntStream.range(0, 200).filter(row -> SIDE.truth(all)[row] == 0).toArray();
        assertThatThrownBy(() -> new Network(settings(Optional.empty()))
                        .fit(task(SIDE), all.take(low), all.none(), Run.inMemory(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("all of them are of one class");
    }

    /** A display that asks for a stop when so many epochs are done. */
    private static Display stoppingAfter(long epochs, StopSignal stop) {
        return (where, what, total) -> new Progress() {
            @Override
            public void at(long done, String detail) {
                if (done == epochs) {
                    stop.request();
                }
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void aNetworkThatWasStoppedGoesOnToTheSameBits() {
        Network network = new Network(settings(Optional.empty()));
        Cohort train = cohort(300, 1);
        Cohort validation = cohort(100, 2);
        Cohort test = cohort(50, 3);
        Execution memory = Execution.inMemory(7);
        for (long epochs : new long[] {2, 9}) {
            StopSignal stop = new StopSignal();
            Execution stopped =
                    new Execution(7, memory.stores(), stoppingAfter(epochs, stop), stop, 1, memory.checkpointEvery());
            assertThatThrownBy(() -> network.fit(task(SIDE), train, validation, new StoredRun(stopped)))
                    .isInstanceOf(StoppedException.class);
        }
        Execution again =
                new Execution(7, memory.stores(), Display.SILENT, new StopSignal(), 1, memory.checkpointEvery());
        try (Model<Predictions> resumed = network.fit(task(SIDE), train, validation, new StoredRun(again));
                Model<Predictions> unbroken = network.fit(task(SIDE), train, validation, Run.inMemory(7))) {
            assertThat(((ClassProbabilities) resumed.predict(test)).probability())
                    .isDeepEqualTo(((ClassProbabilities) unbroken.predict(test)).probability());
        }
    }
}
