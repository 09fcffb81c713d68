package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

class KillAndResumeTest {
    @TempDir
    Path folder;

    /** Kills the process without a chance to tidy up, each time when more is done, and lets the last one come to its end. */
    @Test
    void aKilledRunResumesToTheSameBytes() throws IOException, InterruptedException {
        String yaml = Invocation.STUDY.replaceAll("steps: \\d+", "steps: 300, draws: 30000");
        String study = Invocation.study(folder, yaml).toString();
        Path whole = folder.resolve("whole");
        assertThat(Invocation.of("run", study, "--out", whole.toString(), "--quiet", "--workers", "2")
                        .exit())
                .isZero();
        new KilledRuns(folder, KilledRuns.OfTests.class).resumeTo(whole, study, 1, 3, 5);
    }

    /** Paths of penalties, inner folds and half-samples: pieces within pieces, and trainings in the middle of their loops. */
    @Test
    void aKilledSelectionResumesToTheSameBytes() throws IOException, InterruptedException {
        String method =
                "{lassonet: {hidden: [4], dense: {epochs: 200}, path: {multiplier: 1.2}, stability: {halves: 2},"
                        + " choose: {cross_validation: {folds: 2}}}}";
        String yaml = Invocation.STUDY
                .replaceAll("(?m)^ *- \\{iterated_risk.*preset.*\\R", "")
                .replaceAll("\\{iterated_risk: .*", method);
        String study = Invocation.study(folder, yaml).toString();
        Path whole = undisturbed(study);
        new KilledRuns(folder, KilledRuns.Shipped.class).resumeTo(whole, study, 2, 6);
        assertThat(folder.resolve("killed").resolve("report.html"))
                .content()
                .contains("Selected inputs", "half-samples");
    }

    /** A generator and its critic in the middle of their steps, then the encoder that judges them. */
    @Test
    void aKilledGenerationResumesToTheSameBytes() throws IOException, InterruptedException {
        String study = Invocation.study(folder, """
                study: generation
                kind: generation
                data:
                  radiographs: {table: "dataset:pneumoniamnist_balanced"}
                input: images
                method:
                  wgan_gp: {latent: 8, base: 4, critic_steps: 80, batch_size: 16}
                features:
                  task: {label: labels, epochs: 1}
                samples: 50
                protocol:
                  test: {column: part, value: test}
                seed: 1
                """).toString();
        new KilledRuns(folder, KilledRuns.Shipped.class).resumeTo(undisturbed(study), study, 2, 3);
    }

    /** Pictures decoded ahead on another thread while the network learns. */
    @Test
    void aKilledNetworkOnPicturesResumesToTheSameBytes() throws IOException, InterruptedException {
        String study = Invocation.study(folder, """
                study: pictures
                kind: prediction
                data:
                  radiographs: {table: "dataset:pneumoniamnist_balanced"}
                task:
                  outcome:
                    category: {column: labels, positive: pneumonia}
                  inputs:
                    only: [images]
                methods:
                  - {network: {encoder: {image: {layers: {cnn: {channels: [4]}}}}, epochs: 2}}
                protocol:
                  test: {column: part, value: test}
                seed: 1
                """).toString();
        new KilledRuns(folder, KilledRuns.Shipped.class).resumeTo(undisturbed(study), study, 1, 2);
    }

    /** Two forests for prediction, each fold's one piece, killed while others grow; results would tell one tree that differs. */
    @Test
    void aKilledForestResumesToTheSameBytes() throws IOException, InterruptedException {
        String study = Invocation.study(folder, """
                study: forests
                data: {patients: {table: patients.csv, subject: id}}
                task: {outcome: {time_to_event: {time: time, event: event}}}
                methods:
                  - {random_survival_forest: {trees: 60}}
                  - {random_survival_forest: {trees: 100, leaf: 6}, name: Larger leaves}
                protocol: {folds: 2, draws: 0}
                """).toString();
        new KilledRuns(folder, KilledRuns.Shipped.class).resumeTo(undisturbed(study), study, 1, 3);
    }

    /** The same of an estimation study, where importance and curves follow the growth. */
    @Test
    void aKilledForestOfAnEstimationStudyResumesToTheSameBytes() throws IOException, InterruptedException {
        String study = Invocation.study(folder, """
                study: forests
                kind: estimation
                data: {patients: {table: patients.csv, subject: id}}
                outcome: {time_to_event: {time: time, event: event}}
                analyses:
                  - random_survival_forest: {columns: [age, sex], trees: 60}
                  - random_survival_forest: {columns: [age, sex], trees: 200, leaf: 6}
                """).toString();
        new KilledRuns(folder, KilledRuns.Shipped.class).resumeTo(undisturbed(study), study, 1);
    }

    /** Runs the study at a stretch. */
    private Path undisturbed(String study) {
        Path whole = folder.resolve("whole");
        Invocation ran = Invocation.of(
                Catalogue.load(),
                new StopSignal(),
                "run",
                study,
                "--out",
                whole.toString(),
                "--quiet",
                "--workers",
                "2");
        assertThat(ran.exit()).as(ran.err()).isZero();
        return whole;
    }
}
