package org.theriac.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** What a command printed, and its exit code. */
record Invocation(int exit, String out, String err) {
    static Invocation of(String... arguments) {
        return of(IteratedRisk.CATALOGUE, new StopSignal(), arguments);
    }

    static Invocation of(Catalogue catalogue, StopSignal stop, String... arguments) {
        return of(catalogue, stop, Optional.empty(), arguments);
    }

    /** With a person at the keyboard who types these lines. */
    static Invocation typing(String lines, String... arguments) {
        return of(Catalogue.load(), new StopSignal(), Optional.of(lines), arguments);
    }

    private static Invocation of(Catalogue catalogue, StopSignal stop, Optional<String> typed, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                false,
                120,
                typed.map(lines -> new BufferedReader(new StringReader(lines))));
        int exit = new Program(terminal, () -> catalogue, stop, () -> {}).run(arguments);
        return new Invocation(
                exit, out.toString().replace("\r\n", "\n"), err.toString().replace("\r\n", "\n"));
    }

    static final String STUDY = """
            study: small
            data: {patients: {table: patients.csv, subject: id}}
            task: {outcome: {time_to_event: {time: time, event: event}}}
            methods:
              - {iterated_risk: {steps: 20}}
              - {iterated_risk: {preset: long, steps: 30}, name: Long}
            protocol: {folds: 2, draws: 0}
            """;

    /** A table of 80 made-up patients beside a study of them. */
    static Path study(Path folder, String yaml) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder csv = new StringBuilder("id,age,sex,time,event\n");
        for (int id = 1; id <= 80; id++) {
            int age = 30 + random.nextInt(50);
            csv.append("P%03d,%d,%s,%d,%d\n"
                    .formatted(id, age, random.nextBoolean() ? "f" : "m", 1 + random.nextInt(100), random.nextInt(2)));
        }
        try {
            Files.writeString(folder.resolve("patients.csv"), csv);
            return Files.writeString(folder.resolve("s.yaml"), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
