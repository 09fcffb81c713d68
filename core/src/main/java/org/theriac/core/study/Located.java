package org.theriac.core.study;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A tree of settings, as a file gives it: every piece knows where it stands. */
public sealed interface Located {
    Place place();

    /** What it is, for messages: "the word 'abc'", "a list". */
    String describe();

    /** A problem with this piece. */
    default LocatedError error(String sentence) {
        return new LocatedError(place(), sentence);
    }

    /** Nothing: {@code null}, or a key without a value. */
    default boolean isNothing() {
        return false;
    }

    /**
     * Keys with values, in the file's order.
     *
     * @param entries with distinct keys
     */
    record Mapping(Place place, List<Entry> entries) implements Located {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        /** The same without a key. */
        public Mapping without(String key) {
            return new Mapping(
                    place,
                    entries.stream().filter(entry -> !entry.key().equals(key)).toList());
        }

        @Override
        public String describe() {
            return "keys with values";
        }
    }

    /**
     * A key with its value.
     *
     * @param keyPlace where the key stands; its path ends with the key
     */
    record Entry(String key, Place keyPlace, Located value) {
        public LocatedError error(String sentence) {
            return new LocatedError(keyPlace, sentence);
        }
    }

    /** A list. */
    record Sequence(Place place, List<Located> items) implements Located {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param text as written, without quotes
     * @param form what it can stand for
     */
    record Scalar(Place place, String text, Form form) implements Located {
        /** What a scalar was written as. */
        public enum Form {
            NOTHING,
            /** Quoted: a text, whatever it looks like. */
            QUOTED,
            /** Not quoted: a word, a number, true or false. */
            PLAIN
        }

        @Override
        public boolean isNothing() {
            return form == Form.NOTHING;
        }

        @Override
        public String describe() {
            if (isNothing()) {
                return "nothing";
            }
            String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
            return form == Form.QUOTED ? "the text \"" + shown + "\"" : "'" + shown + "'";
        }
    }

    /** A tree from JSON. */
    static Located of(JsonNode json, Place place) {
        if (json.isObject()) {
            List<Entry> entries = new ArrayList<>();
            json.properties().forEach(field -> {
                Place at = place.key(field.getKey(), place.line(), place.column());
                entries.add(new Entry(field.getKey(), at, of(field.getValue(), at)));
            });
            return new Mapping(place, entries);
        }
        if (json.isArray()) {
            List<Located> items = new ArrayList<>();
            for (int i = 0; i < json.size(); i++) {
                items.add(of(json.get(i), place.index(i, place.line(), place.column())));
            }
            return new Sequence(place, items);
        }
        Scalar.Form form =
                json.isNull() ? Scalar.Form.NOTHING : json.isTextual() ? Scalar.Form.QUOTED : Scalar.Form.PLAIN;
        return new Scalar(place, json.isNull() ? "" : json.asText(), form);
    }
}
