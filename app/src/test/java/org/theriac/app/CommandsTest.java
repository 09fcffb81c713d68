package org.theriac.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

class CommandsTest {
    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    Path folder;

    @Test
    void theProgramAloneGivesAnOverview() {
        Invocation told = Invocation.of();
        assertThat(told.exit()).isZero();
        assertThat(told.out()).contains("theriac run STUDY").contains("theriac --help");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "new",
                "validate",
                "predict",
                "describe",
                "systems",
                "datasets",
                "schema",
                "doctor",
                "clean",
                "completion"
            })
    void everyCommandExplainsItself(String command) {
        Invocation told = Invocation.of(command, "--help");
        assertThat(told.exit()).isZero();
        assertThat(told.out()).contains("Usage: theriac " + command);
    }

    @Test
    void aWrongOptionIsNamedInOneSentence() {
        Invocation told = Invocation.of("run", "--resum", "x.yaml");
        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.err()).startsWith("theriac: Unknown option: '--resum'").contains("See 'theriac run --help'.");
        assertThat(Invocation.of("rnu").err()).contains("rnu").contains("theriac --help");
    }

    @Test
    void defectsOfOursAreOneLineAndAFile() throws IOException {
        Invocation told = Invocation.of(
                Catalogue.EMPTY,
                new StopSignal(),
                "validate",
                Invocation.study(folder, Invocation.STUDY).toString());
        assertThat(told.exit()).isEqualTo(2);
        StopSignal stop = new StopSignal();
        java.io.StringWriter err = new java.io.StringWriter();
        int exit = new Program(
                        org.theriac.app.terminal.Terminal.plain(
                                new java.io.PrintWriter(new java.io.StringWriter()), new java.io.PrintWriter(err)),
                        () -> {
                            throw new IllegalStateException("secret");
                        },
                        stop,
                        () -> {})
                .run("systems");
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("theriac: sorry, this is a defect of Theriac")
                .doesNotContain("secret");
        Path trace = Path.of(err.toString().replaceAll("(?s).*written in (\\S+);.*", "$1"));
        assertThat(Files.readString(trace)).contains("IllegalStateException: secret");
        Files.delete(trace);
    }

    @Test
    void systemsListsMethodsAndKinds() {
        assertThat(Invocation.of("systems").out()).contains("iterated_risk").contains("prediction");
    }

    @Test
    void completionIsAScript() {
        assertThat(Invocation.of("completion").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("validate");
    }

    @Test
    void aDescriptionIsAStudyThatValidates() throws IOException {
        Path study = Invocation.study(folder, Invocation.STUDY);
        Invocation drafted =
                Invocation.of("describe", folder.resolve("patients.csv").toString(), "--subject", "id");
        assertThat(drafted.exit()).isZero();
        assertThat(drafted.out()).contains("# age ").contains("subject: \"id\"");
        Files.writeString(
                study,
                drafted.out().replace("{cox: {}}", "{iterated_risk: {}}").replace("  - {kaplan_meier: {}}\n", ""));
        Invocation validated = Invocation.of("validate", study.toString());
        assertThat(validated.err()).isEmpty();
        assertThat(validated.exit()).isZero();
    }

    @Test
    void theReferenceOfStudyFilesIsUpToDate() throws IOException {
        assertThat(Invocation.of(Catalogue.load(), new StopSignal(), "schema", "--markdown")
                        .out())
                .as("run: ./theriac schema --markdown > docs/study-file.md")
                .isEqualTo(Files.readString(DOCS.resolve("study-file.md")));
    }

    @Test
    void theListOfSystemsIsUpToDate() throws IOException {
        assertThat(Invocation.of(Catalogue.load(), new StopSignal(), "systems", "--markdown")
                        .out())
                .as("run: ./theriac systems --markdown > docs/systems.md")
                .isEqualTo(Files.readString(DOCS.resolve("systems.md")));
    }
}
