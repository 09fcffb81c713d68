package org.theriac.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReportWriterTest {
    private final ReportWriter writer = new ReportWriter();

    @Test
    void aReportIsWrittenToAFile() throws Exception {
        Path file = Path.of("target", "sample-report.html");
        writer.write(SampleReport.titled("Survival of seriously ill inpatients"), file);
        assertThat(Files.readString(file))
                .isEqualTo(writer.html(SampleReport.titled("Survival of seriously ill inpatients")));
    }
}
