package org.theriac.core.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON Schema (draft 2020-12) of what a {@link Binder} takes, generated from the same records. */
public final class Schema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Binder binder;
    private final RecordWriter writer;

    public Schema(Binder binder) {
        this.binder = binder;
        this.writer = new RecordWriter(binder);
    }

    /**
     * The schema of a record's keys.
     *
     * @param defaults what keys that are not given start from
     */
    public ObjectNode record(Record defaults) {
        return record(defaults.getClass(), defaults);
    }

    private ObjectNode record(Class<?> type, @Nullable Record defaults) {
        ObjectNode schema = JSON.objectNode();
        schema.put("type", "object");
        Meaning meaning = type.getAnnotation(Meaning.class);
        if (meaning != null) {
            schema.put("description", meaning.value());
        }
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        JsonNode written = defaults == null ? JSON.objectNode() : writer.write(defaults);
        Settings.components(type).forEach((key, component) -> {
            boolean needed = component.isAnnotationPresent(Required.class)
                    || defaults == null && !(component.getType() == Optional.class);
            Object fallback = defaults == null ? null : Settings.component(defaults, component);
            properties.set(key, component(component, fallback, needed ? null : written.get(key)));
            if (needed) {
                required.add(key);
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private ObjectNode component(RecordComponent component, @Nullable Object fallback, @Nullable JsonNode written) {
        ObjectNode schema = value(component.getGenericType(), fallback, component.getAnnotation(Range.class));
        Meaning meaning = component.getAnnotation(Meaning.class);
        if (meaning != null) {
            schema.put("description", meaning.value());
        }
        if (written != null && !written.isObject()) {
            schema.set("default", written);
        }
        return schema;
    }

    private ObjectNode value(Type type, @Nullable Object fallback, @Nullable Range range) {
        Class<?> raw = Settings.raw(type);
        Optional<Binding<?>> binding = binder.binding(raw);
        if (binding.isPresent()) {
            return binding.get().schema(this);
        }
        if (raw == Optional.class) {
            Object within = fallback instanceof Optional<?> optional && optional.isPresent() ? optional.get() : null;
            ObjectNode either = JSON.objectNode();
            either.putArray("anyOf")
                    .add(value(Settings.held(type), within, range))
                    .add(JSON.objectNode().put("type", "null"));
            return either;
        }
        if (raw == java.util.List.class) {
            ObjectNode list = JSON.objectNode().put("type", "array");
            list.set("items", value(Settings.held(type), null, range));
            return list;
        }
        if (raw == Map.class) {
            ObjectNode map = JSON.objectNode().put("type", "object");
            map.set("additionalProperties", value(Settings.held(type), null, range));
            return map;
        }
        if (raw == PartChoice.class) {
            ObjectNode members = JSON.objectNode();
            binder.parts(Settings.raw(Settings.held(type)))
                    .forEach((word, part) ->
                            members.set(word, record(part.defaults()).put("description", part.purpose())));
            return choice(members, JSON.objectNode());
        }
        if (raw.isSealed() && !raw.isEnum()) { // an enum whose constants have bodies is sealed too
            return family(raw, fallback);
        }
        if (raw.isAnnotationPresent(AsText.class)) {
            return scalar(String.class, null);
        }
        if (raw.isRecord()) {
            return record(raw, fallback == null ? Settings.defaults(raw).orElse(null) : (Record) fallback);
        }
        return scalar(raw, range);
    }

    private ObjectNode family(Class<?> sealed, @Nullable Object fallback) {
        ObjectNode members = JSON.objectNode();
        Settings.family(sealed)
                .forEach((word, type) -> members.set(
                        word,
                        record(
                                type,
                                type.isInstance(fallback)
                                        ? (Record) fallback
                                        : Settings.defaults(type).orElse(null))));
        return choice(members, JSON.objectNode());
    }

    /**
     * The schema of {@link Choice}: one of several things with its settings, or its word alone.
     *
     * @param settings schema of each thing's settings, by its word
     * @param beside schema of further keys that may stand beside the word
     */
    public ObjectNode choice(ObjectNode settings, ObjectNode beside) {
        ObjectNode single = JSON.objectNode().put("type", "object");
        ObjectNode properties = single.putObject("properties");
        ArrayNode one = single.putArray("oneOf");
        settings.properties().forEach(field -> {
            properties.set(field.getKey(), orNothing(field.getValue()));
            one.addObject().putArray("required").add(field.getKey());
        });
        beside.properties().forEach(field -> properties.set(field.getKey(), field.getValue()));
        single.put("additionalProperties", false);
        ObjectNode choice = JSON.objectNode();
        choice.putArray("anyOf")
                .add(words(settings.properties().stream().map(Map.Entry::getKey).toList()))
                .add(single);
        return choice;
    }

    private static JsonNode orNothing(JsonNode settings) {
        if (settings instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && !object.has("required")) {
            object.putArray("type").add("object").add("null");
        }
        return settings;
    }

    private static ObjectNode words(Collection<String> words) {
        ObjectNode schema = JSON.objectNode();
        ArrayNode list = schema.putArray("enum");
        words.forEach(list::add);
        return schema;
    }

    private static ObjectNode scalar(Class<?> type, @Nullable Range range) {
        if (type.isEnum()) {
            return words(Settings.words(type).keySet());
        }
        ObjectNode schema = JSON.objectNode();
        if (type == String.class) {
            // A column may be named 2, a value may be true: they are read as texts.
            schema.putArray("type").add("string").add("number").add("boolean");
            return schema;
        }
        boolean truth = type == boolean.class || type == Boolean.class;
        boolean real = type == double.class || type == Double.class;
        schema.put("type", truth ? "boolean" : real ? "number" : "integer");
        if (range != null && range.min() > Double.NEGATIVE_INFINITY) {
            schema.set("minimum", number(range.min()));
        }
        if (range != null && range.max() < Double.POSITIVE_INFINITY) {
            schema.set("maximum", number(range.max()));
        }
        return schema;
    }

    private static JsonNode number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? JSON.numberNode((long) number)
                : JSON.numberNode(number);
    }
}
