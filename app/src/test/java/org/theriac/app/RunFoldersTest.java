package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.run.WorkFolder;

/** Folders of runs that are at work, that were interrupted, and that are complete. */
class RunFoldersTest {
    private static final Map<String, String> MADE_FROM = Map.of("study", "1");

    @TempDir
    Path folder;

    private Path interrupted(String name) {
        Path run = folder.resolve(name);
        WorkFolder.open(run.resolve("work"), MADE_FROM).close();
        return run;
    }

    @Test
    void cleaningRemovesWhatInterruptedRunsLeftAndNothingElse() throws IOException {
        Path left = interrupted("left");
        Path complete = interrupted("complete");
        Files.writeString(complete.resolve("results.json"), "{}");
        Path foreign = Files.createDirectories(folder.resolve("foreign").resolve("work"));
        Files.writeString(foreign.resolve("thesis.txt"), "mine");
        Path busy = folder.resolve("busy");
        try (WorkFolder atWork = WorkFolder.open(busy.resolve("work"), MADE_FROM)) {
            Invocation listed = Invocation.of("clean", folder.toString(), "--dry-run");
            assertThat(listed.out())
                    .contains(left + "  0.0 kB, last written just now", complete + "  ")
                    .contains("complete: only its checkpoints")
                    .doesNotContain("foreign", "busy");
            assertThat(left.resolve("work")).exists();
            assertThat(Invocation.of("clean", folder.toString()).err()).contains("say --yes to remove them");
            assertThat(Invocation.typing("n\n", "clean", folder.toString()).out())
                    .contains("nothing was removed");
            assertThat(Invocation.of("clean", folder.toString(), "--older-than", "1", "--yes")
                            .out())
                    .contains("nothing to remove");
            assertThat(Invocation.of("clean", folder.toString(), "--yes").out()).contains("removed: ");
            assertThat(atWork.store(java.util.List.of())).isNotNull();
        }
        assertThat(left).doesNotExist();
        assertThat(complete.resolve("work")).doesNotExist();
        assertThat(complete.resolve("results.json")).exists();
        assertThat(foreign.resolve("thesis.txt")).exists();
        assertThat(busy.resolve("work")).exists();
    }

    @Test
    void aFolderThatIsNoneIsNamed() {
        Invocation told = Invocation.of("clean", folder.resolve("nowhere").toString());
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err()).contains("nowhere is not a folder");
    }

    @Test
    void aRunInAFolderWhereAnotherIsAtWorkIsRefusedAndDisturbsNothing() {
        String study = Invocation.study(folder, Invocation.STUDY).toString();
        Path out = folder.resolve("run");
        try (WorkFolder atWork = WorkFolder.open(out.resolve("work"), MADE_FROM)) {
            Invocation second = Invocation.of("run", study, "--out", out.toString(), "--resume");
            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.err()).contains("another run is at work in");
            Invocation third = Invocation.of("run", study, "--out", out.toString());
            assertThat(third.exit()).isEqualTo(2);
            assertThat(third.err()).contains("another run is at work in");
            assertThat(WorkFolder.isBusy(out.resolve("work"))).isTrue();
            assertThat(atWork.store(java.util.List.of())).isNotNull();
        }
    }
}
