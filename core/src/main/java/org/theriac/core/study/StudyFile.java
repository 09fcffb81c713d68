package org.theriac.core.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.kind.prediction.MethodChoice;
import org.theriac.core.kind.prediction.MethodChoiceBinding;
import org.theriac.core.table.TableSettings;

/** Reads a study file: an envelope ({@code study, kind, data, seed, report}) and the settings of its kind beside it. */
public final class StudyFile {
    /** The kind of a study that names none. */
    static final String DEFAULT_KIND = "prediction";

    private static final String TABLES = "The tables, by names of your choice.";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private final Catalogue catalogue;
    private final Binder binder;

    private StudyFile(Catalogue catalogue, Path base) {
        this.catalogue = catalogue;
        this.binder = binder(catalogue, base);
    }

    /** The keys that every study has. */
    @Meaning("A study: data, and a question put to it.")
    record Envelope(
            @Required
            @Meaning("A word that names the study and the folder of its results: letters, digits, '.', '_', '-'.")
            String study,

            @Meaning("The kind of study.") String kind,

            @Meaning(TABLES + " Required, unless the kind does without data.")
            Map<String, TableSettings> data,

            @Meaning("Seed of all random numbers: the same seed gives the same results.")
            long seed,

            @Meaning("How the report is written.") ReportSettings report) {
        static final Envelope DEFAULTS = new Envelope("", DEFAULT_KIND, Map.of(), 1, ReportSettings.DEFAULTS);
    }

    /** The binder for study files: it knows how methods are chosen. */
    public static Binder binder(Catalogue catalogue) {
        return binder(catalogue, Path.of(""));
    }

    private static Binder binder(Catalogue catalogue, Path base) {
        return Binder.standard(base)
                .withParts(catalogue.parts())
                .with(MethodChoice.class, new MethodChoiceBinding(catalogue.methods()));
    }

    /**
     * Reads a study.
     *
     * @param overrides values that replace the file's, as {@code path=value}
     * @throws UserError if the file does not hold a study: one line for each problem, with file, line and field
     */
    public static Study read(Path file, List<String> overrides, Catalogue catalogue) {
        Located tree = LocatedYaml.read(file, file.toString());
        if (tree.isNothing()) {
            throw new UserError(file + " is empty; 'theriac describe TABLE' drafts a study for a table.");
        }
        for (String override : overrides) {
            tree = SettingsPath.parse(override).putInto(tree);
        }
        return new StudyFile(catalogue, file.resolveSibling("")).study(tree);
    }

    /** Only the tables. */
    record Data(@Required @Meaning(TABLES) Map<String, TableSettings> data) {
        static final Data DEFAULTS = new Data(Map.of());
    }

    /**
     * Reads what a study file, or a file with the key {@code data} alone, says of its tables; whatever else stands in it is not looked at.
     *
     * @throws UserError if that does not fit: one line for each problem, with file, line and field
     */
    public static Map<String, TableSettings> data(Path file, Catalogue catalogue) {
        Located tree = LocatedYaml.read(file, file.toString());
        Binder binder = binder(catalogue);
        try {
            return binder.record(only(binder.mapping(tree), Set.of("data")), Data.DEFAULTS, Set.of())
                    .data();
        } catch (LocatedError e) {
            throw e.toUserError();
        }
    }

    /** The study that a tree holds. */
    public static Study of(Located tree, Catalogue catalogue) {
        return new StudyFile(catalogue, Path.of("")).study(tree);
    }

    /** The study with all settings written out; {@link #of} reads the same study back. */
    public static ObjectNode write(Study study, Catalogue catalogue) {
        RecordWriter writer = new RecordWriter(binder(catalogue));
        ObjectNode whole =
                writer.write(new Envelope(study.name(), study.kind().id(), study.data(), study.seed(), study.report()));
        if (study.data().isEmpty()) {
            whole.remove("data");
        }
        whole.setAll(writer.write(study.settings()));
        return whole;
    }

    private Study study(Located tree) {
        try {
            Located.Mapping root = binder.mapping(tree);
            KindEntry<?> kind = kind(root);
            Set<String> kindKeys = Settings.components(kind.settings()).keySet();
            List<Envelope> envelope = new ArrayList<>();
            List<Record> settings = new ArrayList<>();
            Problems problems = new Problems();
            problems.attempt(() -> envelope.add(binder.record(root, Envelope.DEFAULTS, kindKeys)));
            problems.attempt(() -> settings.add(binder.record(only(root, kindKeys), kind.defaults(), Set.of())));
            problems.attempt(() -> checkName(root));
            problems.attempt(() -> checkData(root, kind));
            problems.throwIfAny();
            Envelope read = envelope.get(0);
            return new Study(read.study(), kind, read.data(), read.seed(), read.report(), settings.get(0));
        } catch (LocatedError e) {
            throw e.toUserError();
        }
    }

    private KindEntry<?> kind(Located.Mapping root) {
        Map<String, KindEntry<?>> kinds = new LinkedHashMap<>();
        catalogue.kinds().forEach(kind -> kinds.put(kind.id(), kind));
        String word = root.entry("kind")
                .map(Located.Entry::value)
                .map(StudyFile::text)
                .orElse(DEFAULT_KIND);
        KindEntry<?> kind = kinds.get(word);
        if (kind == null) {
            Located at = root.entry("kind").map(Located.Entry::value).orElse(root);
            throw at.error("found '" + word + "': " + Words.unknown("kind of study", word, kinds.keySet()));
        }
        return kind;
    }

    private static String text(Located value) {
        if (value instanceof Located.Scalar scalar && !value.isNothing()) {
            return scalar.text();
        }
        throw value.error("found " + value.describe() + "; allowed: the word of a kind of study.");
    }

    private static Located.Mapping only(Located.Mapping root, Set<String> keys) {
        return new Located.Mapping(
                root.place(),
                root.entries().stream()
                        .filter(entry -> keys.contains(entry.key()))
                        .toList());
    }

    private static void checkName(Located.Mapping root) {
        root.entry("study").ifPresent(entry -> {
            if (entry.value() instanceof Located.Scalar scalar
                    && !scalar.isNothing()
                    && !NAME.matcher(scalar.text()).matches()) {
                throw scalar.error(
                        "found " + scalar.describe()
                                + "; allowed: up to 80 letters (a-z), digits, '.', '_' and '-', beginning with a letter or a digit.");
            }
        });
    }

    private static void checkData(Located.Mapping root, KindEntry<?> kind) {
        if (kind.needsData() && root.entry("data").isEmpty()) {
            throw root.error("the key 'data' is missing: " + TABLES);
        }
        root.entry("data").ifPresent(entry -> {
            if (entry.value() instanceof Located.Mapping mapping
                            && mapping.entries().isEmpty()
                    || entry.value().isNothing()) {
                throw entry.error("names no table; write data: {patients: {table: …}}.");
            }
        });
    }
}
