package org.theriac.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.study.StudyFile;

/** Any {@code --set} is a value of the study, or a sentence that says why not. */
class OverrideFuzzTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Path STUDY = study();

    private static Path study() {
        try {
            Path file = Files.createTempFile("theriac-fuzz-", ".yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                    study: small
                    data: {patients: {table: patients.csv, subject: id}}
                    task: {outcome: {time_to_event: {time: time, event: event}}}
                    methods: [{cox: {}}]
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FuzzTest(maxDuration = "1m")
    void overrides(byte[] bytes) {
        try {
            StudyFile.read(STUDY, List.of(new String(bytes, StandardCharsets.UTF_8)), CATALOGUE);
        } catch (UserError e) {
            // says why not
        }
    }
}
