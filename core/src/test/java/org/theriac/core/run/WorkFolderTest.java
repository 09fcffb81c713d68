package org.theriac.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;

class WorkFolderTest {
    private static final Map<String, String> MADE_FROM = Map.of("study", "a", "data", "b");

    @TempDir
    Path folder;

    private Run run(WorkFolder work, StopSignal stop) {
        return new StoredRun(new Execution(1, work::store, Display.SILENT, stop, 1, Duration.ZERO));
    }

    @Test
    void aStoppedIterationGoesOnToTheSameResultWithTheSameNotices() {
        StopSignal stop = new StopSignal();
        try (WorkFolder work = WorkFolder.open(folder, MADE_FROM)) {
            Run run = run(work, stop);
            assertThatThrownBy(() -> count(run, 5, stop)).isInstanceOf(StoppedException.class);
        }
        try (WorkFolder work = WorkFolder.open(folder, MADE_FROM)) {
            Run resumed = run(work, new StopSignal());
            List<Long> steps = new ArrayList<>();
            assertThat(resumed.child("a")
                            .iterate(
                                    "sum",
                                    InMemoryRunTest.LONGS,
                                    () -> 0L,
                                    sum -> {
                                        steps.add(sum);
                                        return step(resumed, sum);
                                    },
                                    sum -> sum >= 10))
                    .isEqualTo(10);
            assertThat(steps).containsExactly(5L, 6L, 7L, 8L, 9L);
            assertThat(resumed.notices()).containsExactly(new Notice("a/inner", "odd", "An odd number.", 5));
        }
        try (WorkFolder work = WorkFolder.open(folder, MADE_FROM)) {
            Run again = run(work, new StopSignal());
            assertThat(again.child("a").iterate("sum", InMemoryRunTest.LONGS, () -> -1L, sum -> sum, sum -> true))
                    .isEqualTo(10);
            assertThat(again.notices()).containsExactly(new Notice("a/inner", "odd", "An odd number.", 5));
        }
    }

    private static long count(Run run, long stopAt, StopSignal stop) {
        return run.child("a")
                .iterate(
                        "sum",
                        InMemoryRunTest.LONGS,
                        () -> 0L,
                        sum -> {
                            if (sum + 1 == stopAt) {
                                stop.request();
                            }
                            return step(run, sum);
                        },
                        sum -> sum >= 10);
    }

    private static long step(Run run, long sum) {
        if (sum % 2 == 1) {
            run.child("a").child("inner").notice("odd", "An odd number.", 1);
        }
        return sum + 1;
    }

    @Test
    void workDoneOnceIsNotDoneAgain() {
        try (WorkFolder work = WorkFolder.open(folder, MADE_FROM)) {
            assertThat(run(work, new StopSignal()).once("fit", InMemoryRunTest.LONGS, () -> 3L))
                    .isEqualTo(3);
        }
        try (WorkFolder work = WorkFolder.open(folder, MADE_FROM)) {
            assertThat(run(work, new StopSignal()).once("fit", InMemoryRunTest.LONGS, () -> {
                        throw new AssertionError("done twice");
                    }))
                    .isEqualTo(3);
        }
    }

    @Test
    void aSecondRunInTheFolderIsRefused() {
        try (WorkFolder first = WorkFolder.open(folder, MADE_FROM)) {
            assertThatThrownBy(() -> WorkFolder.open(folder, MADE_FROM))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("another run is at work in");
            assertThat(first.store(List.of()).read("x")).isEmpty();
        }
    }

    @Test
    void aRunMadeFromSomethingElseIsNotResumed() {
        WorkFolder.open(folder.resolve("work"), MADE_FROM).close();
        assertThatThrownBy(() -> WorkFolder.open(folder.resolve("work"), Map.of("study", "other", "data", "b")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "the unfinished run in " + folder
                                + " cannot be resumed: its study has changed since. Undo the change, choose another folder with --out, or delete that one.");
        WorkFolder.open(folder.resolve("work"), MADE_FROM).close();
    }

    @Test
    void namesOfPiecesMayHoldAnything() {
        try (WorkFolder work = WorkFolder.open(folder, MADE_FROM)) {
            List<String> names =
                    List.of("Cox", "cox", "../../etc/passwd", "a/b", "ü", "x".repeat(5000), "", "con", ".");
            for (String name : names) {
                work.store(List.of(name)).write(name, name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            for (String name : names) {
                assertThat(work.store(List.of(name)).read(name))
                        .hasValue(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aDamagedPieceIsNotUsed() throws IOException {
        try (WorkFolder work = WorkFolder.open(folder, MADE_FROM)) {
            Store store = work.store(List.of("a"));
            store.write("x", new byte[] {1, 2, 3});
            try (Stream<Path> files = Files.walk(folder)) {
                Path piece = files.filter(file -> file.getFileName().toString().startsWith("x-"))
                        .findFirst()
                        .orElseThrow();
                byte[] bytes = Files.readAllBytes(piece);
                bytes[5] ^= 1;
                Files.write(piece, bytes);
            }
            assertThatThrownBy(() -> store.read("x"))
                    .isInstanceOf(SurroundingsError.class)
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void theFolderIsRemovedWhole() {
        WorkFolder work = WorkFolder.open(folder.resolve("work"), MADE_FROM);
        work.store(List.of("a", "b")).write("x", new byte[1]);
        work.delete();
        assertThat(folder.resolve("work")).doesNotExist();
    }
}
