package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** From a study file with a treatment to advice in the report and in the table of predictions. */
class TreatmentAdviceTest {
    private static final String STUDY = """
            study: advice
            data: {patients: {table: treated.csv, subject: id}}
            task: {outcome: {time_to_event: {time: time, event: event}}}
            methods:
              - {deepsurv: {hidden: [4], epochs: 20, treatment: drug}}
            protocol: {folds: 2, draws: 0}
            """;

    @TempDir
    Path folder;

    private static Invocation theriac(String... arguments) {
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments);
    }

    @Test
    void aStudyWithATreatmentReportsAdviceAndItsModelAdvisesNewPatients() throws IOException {
        String study = Invocation.study(folder, STUDY).toString();
        String patients = Files.readString(folder.resolve("patients.csv"));
        Path treated = folder.resolve("treated.csv");
        Files.writeString(
                treated, patients.replace("sex", "drug").replace(",f,", ",A,").replace(",m,", ",B,"));
        Path out = folder.resolve("run");

        Invocation ran = theriac("run", study, "--out", out.toString(), "--quiet");
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(Files.readString(out.resolve("report.html")))
                .contains(
                        "Treatment recommendation",
                        "everybody: A",
                        "everybody: B",
                        "unless the treatment was randomised");

        Invocation told = theriac(
                "predict", out.resolve("models").resolve("DeepSurv").toString(), treated.toString(), "--times", "10");
        assertThat(told.exit()).as(told.err()).isZero();
        List<String> lines = told.out().lines().toList();
        assertThat(lines)
                .hasSize(81)
                .first()
                .isEqualTo("row,risk,median_days,survival_at_10,risk_if_drug_is_A,risk_if_drug_is_B,advised_drug");
        for (String line : lines.subList(1, 81)) {
            String[] cells = line.split(",", -1);
            double underA = Double.parseDouble(cells[4]);
            double underB = Double.parseDouble(cells[5]);
            assertThat(cells[6]).isEqualTo(underB < underA ? "B" : "A");
            // the risk as it is, is that under the arm which the row received
            assertThat(Double.parseDouble(cells[1])).isIn(underA, underB);
        }
    }
}
