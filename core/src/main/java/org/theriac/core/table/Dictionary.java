package org.theriac.core.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Definition;

/**
 * Reads data dictionaries: a YAML file with one entry for each column.
 *
 * <pre>{@code
 * meanbp: {label: Mean arterial blood pressure, unit: mmHg, known: at, source: measured}
 * stage: {type: category, levels: [I, II, III], note: As judged by the surgeon.}
 * }</pre>
 */
public final class Dictionary {
    private static final List<String> KEYS = List.of("label", "unit", "type", "known", "source", "levels", "note");
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final String origin;

    private Dictionary(String origin) {
        this.origin = origin;
    }

    /**
     * @param origin how messages name the file
     * @throws UserError if the file is not a dictionary; the message names the entry and what is allowed
     */
    public static List<Definition> read(String origin, InputStream in) throws IOException {
        return new Dictionary(origin).definitions(in);
    }

    private List<Definition> definitions(InputStream in) throws IOException {
        JsonNode root;
        try {
            root = YAML.readTree(in);
        } catch (JsonProcessingException e) {
            String line = Optional.ofNullable(e.getLocation())
                    .map(place -> ", line " + place.getLineNr())
                    .orElse("");
            throw new UserError(
                    origin + line + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse("not YAML") + ".",
                    e);
        }
        if (!root.isObject()) {
            throw new UserError(
                    origin
                            + " is not a data dictionary. Write one line for each column, such as age: {label: Age, unit: years}.");
        }
        List<Definition> definitions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            definitions.add(definition(entry.getKey(), entry.getValue()));
        }
        return definitions;
    }

    private Definition definition(String column, JsonNode entry) {
        if (!entry.isObject()) {
            throw new UserError(origin + ", column '" + column + "': found " + entry + "; expected a map with some of: "
                    + String.join(", ", KEYS) + ".");
        }
        entry.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new UserError(origin + ", column '" + column + "': there is no key '" + key + "'"
                        + NearestName.among(key, KEYS) + "; allowed are: " + String.join(", ", KEYS) + ".");
            }
        });
        return new Definition(
                column,
                word(entry, "label").orElse(column),
                word(entry, "unit"),
                word(entry, "type").map(word -> choice(Definition.Type.class, column, "type", word)),
                word(entry, "known")
                        .map(word -> choice(Definition.Known.class, column, "known", word))
                        .orElse(Definition.Known.AT),
                word(entry, "source")
                        .map(word -> choice(Definition.Source.class, column, "source", word))
                        .orElse(Definition.Source.MEASURED),
                levels(column, entry),
                word(entry, "note"));
    }

    private static Optional<String> word(JsonNode entry, String key) {
        return entry.hasNonNull(key) ? Optional.of(entry.get(key).asText().strip()) : Optional.empty();
    }

    private List<String> levels(String column, JsonNode entry) {
        List<String> levels = new ArrayList<>();
        entry.path("levels").forEach(level -> levels.add(level.asText()));
        if (levels.stream().distinct().count() != levels.size()) {
            throw new UserError(origin + ", column '" + column + "': a level is named twice.");
        }
        return levels;
    }

    private <E extends Enum<E>> E choice(Class<E> choices, String column, String key, String word) {
        List<String> words = Arrays.stream(choices.getEnumConstants())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .toList();
        int found = words.indexOf(word);
        if (found < 0) {
            throw new UserError(origin + ", column '" + column + "', " + key + ": found '" + word + "'; allowed are: "
                    + String.join(", ", words) + ".");
        }
        return choices.getEnumConstants()[found];
    }
}
