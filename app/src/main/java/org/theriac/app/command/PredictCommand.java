package org.theriac.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.AuxiliaryOutputs;
import org.theriac.core.model.LoadedModel;
import org.theriac.core.model.ModelFolder;
import org.theriac.core.table.LoadedTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts the rows of a table. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Predicts the rows of a table with a model from a run, as comma-separated values.",
        footer = {
            "",
            "For a time to event: a risk (the higher, the earlier), the median time, and survival at some times.",
            "For a category: the most likely class, and the probability of each class.",
            "",
            "A model that has more to say of each row adds columns. One that compares treatments adds the risk under",
            "each arm, risk_if_COLUMN_is_ARM, and the arm of least risk, advised_COLUMN. Advice learned from treatments",
            "that were not randomised may only reflect who was given them.",
            "",
            "Examples:",
            "  theriac predict runs/support2/models/Cox new-patients.csv",
            "  theriac predict runs/joined/models/Cox new-patients.yaml    several tables, under the key data as in a study",
            "  theriac predict runs/support2/models/Cox new-patients.csv --times 30,180,365 --out predicted.csv"
        })
public final class PredictCommand implements Callable<Integer> {
    private static final int CHUNK = 10_000;

    private final Terminal terminal;
    private final Supplier<Catalogue> catalogue;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model folder, such as runs/support2/models/Cox.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "TABLE",
            description =
                    "A table with the model's inputs, dataset:NAME, or a study file with the tables to read and join.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String table;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; standard output unless given.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--subject",
            paramLabel = "COLUMN",
            description = "The column that names the subject; printed beside each row.")
    private Optional<String> subject = Optional.empty();

    @Option(names = "--times", split = ",", paramLabel = "T", description = "Times at which to print survival.")
    private List<Double> times = List.of();

    public PredictCommand(Terminal terminal, Supplier<Catalogue> catalogue) {
        this.terminal = terminal;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() {
        Catalogue all = catalogue.get();
        TableArgument argument = new TableArgument(table, subject);
        try (LoadedModel loaded = ModelFolder.read(model, all)) {
            LoadedTable rows = argument.loadFor(loaded.schema(), all);
            rows.notices().stream()
                    .filter(notice -> !notice.code().equals("no-subject"))
                    .forEach(notice -> terminal.say("note: " + notice.sentence() + " (" + notice.count() + ")"));
            warnOfTrainingRows(
                    loaded.seen().rowsAmong(rows.cohort()), rows.cohort().rows());
            String csv = csv(loaded, rows.cohort(), argument.subject(all));
            out.ifPresentOrElse(file -> write(file, csv), () -> terminal.out().print(csv));
        }
        return 0;
    }

    /** Chunk by chunk, since a curve for each row takes far more memory than its line. */
    private String csv(LoadedModel loaded, Cohort rows, Optional<String> named) {
        StringBuilder csv = new StringBuilder();
        for (int from = 0; from < Math.max(1, rows.rows()); from += CHUNK) {
            Cohort chunk = rows.rows() <= CHUNK
                    ? rows
                    : rows.take(IntStream.range(from, Math.min(rows.rows(), from + CHUNK))
                            .toArray());
            PredictionTable.append(
                    csv,
                    from,
                    loaded.model().predict(chunk),
                    AuxiliaryOutputs.of(loaded.model(), chunk),
                    chunk,
                    named,
                    times,
                    loaded.task().outcome());
        }
        return csv.toString();
    }

    private void warnOfTrainingRows(long learned, int rows) {
        if (learned > 0) {
            terminal.say("note: " + learned + " of the " + rows
                    + " rows belong to subjects that the model has learned from: how well it predicts them says nothing about new"
                    + " patients.");
        }
    }

    private static void write(Path file, String csv) {
        try {
            Files.writeString(file, csv, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
