package org.theriac.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.run.StopSignal;

/** A small study and its table, and what can be wrong with them; made in a folder and put through the real command line. */
final class HostileInput {
    static final String TABLE = "patients.csv";

    private static final String STUDY = """
            study: hostile
            data: {patients: {table: patients.csv, subject: id}}
            task: {outcome: {time_to_event: {time: time, event: event}}}
            methods: [{kaplan_meier: {}}, {cox: {}}]
            protocol: {folds: 2, draws: 0, refit: false}
            """;

    private final Path folder;
    private final List<String> overrides = new ArrayList<>();
    private String command = "validate";
    private String study = STUDY;

    HostileInput(Path folder) {
        this.folder = folder;
        text(patients());
    }

    /** 60 made-up patients. */
    private static String patients() {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("id,age,sex,time,event\n");
        for (int id = 1; id <= 60; id++) {
            csv.append("P%02d,%d,%s,%d,%d\n"
                    .formatted(
                            id,
                            30 + random.nextInt(50),
                            random.nextBoolean() ? "f" : "m",
                            1 + random.nextInt(100),
                            random.nextInt(2)));
        }
        return csv.toString();
    }

    HostileInput bytes(byte[] content) {
        return file(TABLE, content);
    }

    HostileInput file(String name, byte[] content) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HostileInput text(String content) {
        return bytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private String table() {
        return patients();
    }

    HostileInput encoded(Charset charset, int... mark) {
        byte[] text =
                table().replace(",f,", ",weiblich ♀,".substring(0, 10) + ",").getBytes(charset);
        byte[] bytes = new byte[mark.length + text.length];
        for (int i = 0; i < mark.length; i++) {
            bytes[i] = (byte) mark[i];
        }
        System.arraycopy(text, 0, bytes, mark.length, text.length);
        return bytes(bytes);
    }

    /** The table with something in its text replaced. */
    HostileInput replacing(String regex, String by) {
        return text(table().replaceAll(regex, by));
    }

    /** The table with the cells of each row changed; row 0 is the first patient. */
    HostileInput rows(UnaryOperator<String[]> change) {
        List<String> lines = new ArrayList<>(table().lines().toList());
        for (int row = 1; row < lines.size(); row++) {
            lines.set(row, String.join(",", change.apply(lines.get(row).split(",", -1))));
        }
        return text(String.join("\n", lines) + "\n");
    }

    /** The table with one cell of every row set. */
    HostileInput column(int column, String value) {
        return rows(cells -> {
            cells[column] = value;
            return cells;
        });
    }

    /** The table with one cell set. */
    HostileInput cell(int row, int column, String value) {
        int[] at = {0};
        return rows(cells -> {
            if (at[0]++ == row) {
                cells[column] = value;
            }
            return cells;
        });
    }

    /** The table with columns added: a header, and cells made from the row's own. */
    HostileInput with(String header, java.util.function.Function<String[], String> cells) {
        List<String> lines = new ArrayList<>(table().lines().toList());
        lines.set(0, lines.get(0) + "," + header);
        for (int row = 1; row < lines.size(); row++) {
            lines.set(row, lines.get(row) + "," + cells.apply(lines.get(row).split(",", -1)));
        }
        return text(String.join("\n", lines) + "\n");
    }

    HostileInput gzipped(UnaryOperator<byte[]> damage) {
        return bytes(damage.apply(gzip(table().repeat(1).getBytes(StandardCharsets.UTF_8))));
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
            gz.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    HostileInput study(String yaml) {
        study = yaml;
        return this;
    }

    HostileInput study(String replaced, String by) {
        study = study.replace(replaced, by);
        return this;
    }

    HostileInput set(String... assignments) {
        overrides.addAll(Arrays.asList(assignments));
        return this;
    }

    HostileInput run() {
        command = "run";
        return this;
    }

    Invocation told() {
        Path file = folder.resolve("s.yaml");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, study);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of(command, file.toString()));
        overrides.forEach(override -> arguments.addAll(List.of("--set", override)));
        if (command.equals("run")) {
            arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        }
        return Invocation.of(Catalogue.load(), new StopSignal(), arguments.toArray(String[]::new));
    }
}
