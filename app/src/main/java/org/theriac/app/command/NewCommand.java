package org.theriac.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.theriac.app.terminal.Questions;
import org.theriac.app.terminal.Terminal;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.study.Words;
import org.theriac.core.table.Description;
import org.theriac.core.table.Description.ColumnSummary;
import org.theriac.core.table.Draft;
import org.theriac.core.table.LoadedTable;
import org.theriac.core.table.TableSettings;
import org.theriac.core.table.Tables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a study file for a table. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description =
                "Writes a study file for a table: asks two or three questions, or takes the answers from options.",
        footer = {
            "",
            "Without --class, or --time and --event, it asks; in a script, or with --yes, it guesses from names and values.",
            "",
            "Examples:",
            "  theriac new patients.csv",
            "  theriac new patients.csv --subject id --time months --event status --event-is dead",
            "  theriac new patients.csv --kind estimation",
            "  theriac new scans.csv --class diagnosis --out studies/scans.yaml"
        })
public final class NewCommand implements Callable<Integer> {
    private static final String DATASET = "dataset:";
    private static final String PREDICTION = "prediction";
    private final Terminal terminal;
    private final Supplier<Catalogue> catalogue;

    @Parameters(paramLabel = "TABLE", description = "A table's file, or dataset:NAME.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String table;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = PREDICTION,
            description = "prediction (unless given): methods are judged on rows that they have not seen;"
                    + " estimation: curves, tests and models of one table, as a paper reports them.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String kind;

    @Option(
            names = "--subject",
            paramLabel = "COLUMN",
            description = "The column that names the subject (the patient); '-' if every row is another one.")
    private Optional<String> subject = Optional.empty();

    @Option(names = "--time", paramLabel = "COLUMN", description = "The column of the time to the event.")
    private Optional<String> time = Optional.empty();

    @Option(names = "--event", paramLabel = "COLUMN", description = "The column that tells whether the event was seen.")
    private Optional<String> event = Optional.empty();

    @Option(names = "--event-is", paramLabel = "VALUE", description = "The value of it that means 'seen'.")
    private Optional<String> eventIs = Optional.empty();

    @Option(
            names = "--class",
            paramLabel = "COLUMN",
            description = "The column of the class, instead of time and event.")
    private Optional<String> category = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The study file to write; TABLE's name and .yaml unless given.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--force", description = "Replaces the study file if it exists.")
    private boolean force;

    @Option(
            names = {"-y", "--yes"},
            description = "Asks nothing: what no option says is guessed.")
    private boolean yes;

    public NewCommand(Terminal terminal, Supplier<Catalogue> catalogue) {
        this.terminal = terminal;
        this.catalogue = catalogue;
    }

    @Override
    public Integer call() {
        if (time.isPresent() != event.isPresent()) {
            throw new UserError("--time and --event go together; give both, or --class COLUMN.");
        }
        if (time.isPresent() && category.isPresent()) {
            throw new UserError("--class and --time ask for two outcomes; give one of them.");
        }
        Catalogue all = catalogue.get();
        KindEntry<?> drafting = drafting(all);
        String name = studyName();
        Path file = out.orElseGet(() -> Path.of(name + ".yaml"));
        if (Files.exists(file) && !force) {
            throw new UserError(file + " exists; choose another with --out, or replace it with --force.");
        }
        LoadedTable loaded = Tables.load(TableSettings.of(table), Path.of(""), all);
        Description description = Description.of(loaded);
        terminal.say(description.origin() + ": " + description.rows() + " rows, "
                + description.columns().size() + " columns");
        Draft draft = answered(Draft.of(description));
        write(file, drafting.studyFile(name, reference(file), draft).orElseThrow());
        loaded.notices().forEach(notice -> terminal.say("note: " + notice.sentence()));
        terminal.out().println(file + " is written. Look it through, then:");
        terminal.out().println("  theriac validate " + file);
        terminal.out().println("  theriac run " + file);
        return 0;
    }

    private KindEntry<?> drafting(Catalogue all) {
        List<String> drafted = all.kinds().stream()
                .filter(one -> one.draft().isPresent())
                .map(KindEntry::id)
                .sorted()
                .toList();
        if (all.kind(kind).isPresent() && !drafted.contains(kind)) {
            throw new UserError("--kind " + kind
                    + ": such a study is not drafted from a table; 'theriac schema' lists its keys. Drafted are: "
                    + String.join(", ", drafted) + ".");
        }
        return all.kind(kind)
                .orElseThrow(() -> new UserError("--kind " + kind + ": " + Words.unknown("kind", kind, drafted)));
    }

    /** The draft with the options' answers; where they leave the outcome open, a person's, or else the guess. */
    private Draft answered(Draft guessed) {
        Draft draft = subject.isEmpty()
                ? guessed
                : guessed.withSubject(subject.filter(column -> !column.equals("-"))
                        .map(column -> column(guessed, "--subject", column)));
        if (category.isPresent()) {
            return draft.forCategory(column(draft, "--class", category.get()));
        }
        if (time.isPresent() && event.isPresent()) {
            Draft named =
                    draft.forTimeToEvent(column(draft, "--time", time.get()), column(draft, "--event", event.get()));
            return eventIs.map(named::withEventIs).orElse(named);
        }
        if (!yes && terminal.keyboard().isPresent()) {
            Interview interview =
                    new Interview(new Questions(terminal, terminal.keyboard().get()), draft);
            return kind.equals(PREDICTION) ? interview.ask(draft) : interview.askForTimes(draft);
        }
        if (!draft.complete()) {
            throw new UserError(table
                    + ": no column looks like an outcome; name it with --time COLUMN --event COLUMN, or with --class COLUMN."
                    + " 'theriac describe' lists the columns.");
        }
        return eventIs.map(draft::withEventIs).orElse(draft);
    }

    private static String column(Draft draft, String option, String column) {
        List<String> names =
                draft.description().columns().stream().map(ColumnSummary::name).toList();
        if (!names.contains(column)) {
            throw new UserError(option + " " + column + ": the table has no such column" + Words.meant(column, names)
                    + ". It has: " + String.join(", ", names) + ".");
        }
        return column;
    }

    /** The table's name, as far as it can name a study. */
    private String studyName() {
        String last = table.startsWith(DATASET)
                ? table.substring(DATASET.length())
                : Path.of(table).toAbsolutePath().getFileName().toString().replaceFirst("(?<=.)\\..*", "");
        String name = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "_");
        return name.isEmpty() ? "study" : name;
    }

    /** The table, as a study file in this place has to name it. */
    private String reference(Path file) {
        if (table.startsWith(DATASET)) {
            return table;
        }
        Path absolute = Path.of(table).toAbsolutePath().normalize();
        Path sibling = file.toAbsolutePath().normalize().resolveSibling("");
        boolean sameRoot = Objects.equals(sibling.getRoot(), absolute.getRoot());
        return (sameRoot ? sibling.relativize(absolute) : absolute).toString().replace('\\', '/');
    }

    private void write(Path file, String text) {
        Path absolute = file.toAbsolutePath();
        Path part = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Files.createDirectories(absolute.getParent());
            Files.writeString(part, text);
            Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SurroundingsError(
                    file + " cannot be written: " + e.getMessage() + ". Choose another place with --out.", e);
        }
    }
}
