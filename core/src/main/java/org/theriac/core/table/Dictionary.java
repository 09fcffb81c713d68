package org.theriac.core.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.cohort.Definition;
import org.theriac.core.study.Binder;
import org.theriac.core.study.Located;
import org.theriac.core.study.LocatedYaml;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Place;

/**
 * A data dictionary: a YAML file with one entry for each column.
 *
 * <pre>{@code
 * meanbp: {label: Mean arterial blood pressure, unit: mmHg, known: at, source: measured}
 * stage: {type: category, levels: [I, II, III], note: As judged by the surgeon.}
 * }</pre>
 */
public final class Dictionary {
    private Dictionary() {}

    /** What the file says of one column; the column's name is the key that it stands under. */
    record Entry(
            @Meaning("A name for readers; the column's name unless given.")
            Optional<String> label,

            @Meaning("Unit of a number.") Optional<String> unit,

            @Meaning("How to read the column, where its values mislead.")
            Optional<Definition.Type> type,

            @Meaning("When the value is known, relative to the moment of prediction.")
            Definition.Known known,

            @Meaning("Where the value comes from: measured, judged by a person, or another model's output.")
            Definition.Source source,

            @Meaning("Levels of a category in their natural order.")
            List<String> levels,

            @Meaning("What a user should know of the column.")
            Optional<String> note) {
        static final Entry DEFAULTS = new Entry(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Definition.Known.AT,
                Definition.Source.MEASURED,
                List.of(),
                Optional.empty());

        Entry {
            levels = List.copyOf(levels);
            if (levels.stream().distinct().count() != levels.size()) {
                throw new IllegalArgumentException("a level is named twice: " + String.join(", ", levels) + ".");
            }
            if (!levels.isEmpty() && type.isPresent() && type.get() != Definition.Type.CATEGORY) {
                throw new IllegalArgumentException("only a category has levels.");
            }
        }

        Definition definition(String column) {
            return new Definition(column, label.orElse(column), unit, type, known, source, levels, note);
        }
    }

    /** All entries, by column. */
    record Entries(@Meaning("One entry for each column.") Map<String, Entry> columns) {}

    /**
     * Reads a dictionary.
     *
     * @param name how messages name the file
     * @throws org.theriac.core.UserError if the file is not a dictionary; the message names every line that is wrong and what is allowed there
     */
    public static List<Definition> read(Path file, String name) {
        return definitions(LocatedYaml.read(file, name));
    }

    /** As {@link #read(Path, String)}, from a stream of UTF-8. */
    public static List<Definition> read(InputStream in, String name) throws IOException {
        return definitions(LocatedYaml.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), Place.of(name)));
    }

    private static List<Definition> definitions(Located file) {
        Located.Mapping columns =
                new Located.Mapping(file.place(), List.of(new Located.Entry("columns", file.place(), file)));
        return Binder.standard().bind(columns, new Entries(Map.of())).columns().entrySet().stream()
                .map(entry -> entry.getValue().definition(entry.getKey()))
                .toList();
    }
}
