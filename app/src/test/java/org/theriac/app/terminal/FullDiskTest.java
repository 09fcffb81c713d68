package org.theriac.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.app.Program;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** A disk without room, as Linux's device for it: told in one sentence, exit code 3. */
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");
    private static final String TABLE =
            "id,age,time,event\na,50,1,1\nb,60,2,0\nc,70,3,1\nd,55,4,1\ne,65,5,0\nf,45,6,1\n";
    private static final String STUDY = """
            study: small
            data: {patients: {table: patients.csv, subject: id}}
            task: {outcome: {time_to_event: {time: time, event: event}}}
            methods: [{kaplan_meier: {}}]
            protocol: {folds: 2, draws: 0, metrics: [harrell_c]}
            """;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private String study = "";

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.exists(FULL), "this system has no full device");
        Files.writeString(folder.resolve("patients.csv"), TABLE);
        study = Files.writeString(folder.resolve("s.yaml"), STUDY).toString();
    }

    private int run(OutputStream out, String... arguments) {
        Terminal terminal = Terminal.plain(
                new PrintWriter(new StandardOutput(out), true, StandardCharsets.UTF_8), new PrintWriter(err));
        return new Program(terminal, Catalogue::load, new StopSignal(), () -> {}).run(arguments);
    }

    @Test
    void resultsThatCannotBePrintedAreAFailure() throws IOException {
        try (OutputStream full = new FileOutputStream(FULL.toFile())) {
            assertThat(run(full, "validate", study)).isEqualTo(3);
        }
        assertThat(err.toString())
                .startsWith("theriac: reading or writing failed: standard output: No space left on device.")
                .contains("Check the disk")
                .doesNotContain("Exception");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void aReaderThatWentAwayIsNone() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(run(gone, "validate", study)).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aRunThatFindsNoRoomForItsResultsTellsHowToGoOn() throws IOException {
        Path out = folder.resolve("out");
        Files.createDirectories(out.resolve("work"));
        Files.createSymbolicLink(out.resolve(".results.json.part"), FULL);
        assertThat(run(OutputStream.nullOutputStream(), "run", study, "--out", out.toString(), "--resume"))
                .as(err.toString())
                .isEqualTo(3);
        assertThat(err.toString())
                .contains("results.json cannot be written: ")
                .contains("Check that the disk is not full; --resume goes on from here.");
        Files.delete(out.resolve(".results.json.part"));
        assertThat(run(OutputStream.nullOutputStream(), "run", study, "--out", out.toString(), "--resume"))
                .as(err.toString())
                .isZero();
        assertThat(out.resolve("results.json")).isNotEmptyFile();
    }

    @Test
    void predictionsThatCannotBeWrittenAreAFailure() {
        Path out = folder.resolve("out");
        assertThat(run(OutputStream.nullOutputStream(), "run", study, "--out", out.toString()))
                .isZero();
        String model = out.resolve("models/Kaplan-Meier").toString();
        String table = folder.resolve("patients.csv").toString();
        err.getBuffer().setLength(0);
        assertThat(run(OutputStream.nullOutputStream(), "predict", model, table, "--out", FULL.toString()))
                .isEqualTo(3);
        assertThat(err.toString()).contains("No space left on device");
    }

    @Test
    void aFolderThatCannotBeMadeIsToldSo() {
        String inFile = folder.resolve("patients.csv/out").toString();
        assertThat(run(OutputStream.nullOutputStream(), "run", study, "--out", inFile))
                .isEqualTo(3);
        assertThat(err.toString()).contains("patients.csv/out").doesNotContain("Exception");
        assertThat(run(OutputStream.nullOutputStream(), "run", study, "--out", FULL.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--out /dev/full is a file; name a folder.");
    }
}
