package org.theriac.core.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes records as trees with all settings, so that a {@link Binder} reads the same records back. */
public final class RecordWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private final Binder binder;

    /** @param binder with the bindings of the types that stand in their own way */
    public RecordWriter(Binder binder) {
        this.binder = binder;
    }

    /** Keys in the order of the record's components. */
    public ObjectNode write(Record value) {
        ObjectNode node = JSON.objectNode();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            JsonNode written = value(Settings.component(value, component), component.getGenericType());
            node.set(Words.snakeCase(component.getName()), written);
        }
        return node;
    }

    private JsonNode value(Object value, Type declared) {
        Optional<Binding<?>> binding = binder.binding(value.getClass());
        if (binding.isPresent()) {
            return bound(binding.get(), value);
        }
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? value(optional.get(), Settings.held(declared)) : JSON.nullNode();
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(item -> array.add(value(item, Settings.held(declared))));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode node = JSON.objectNode();
            map.forEach((key, held) -> node.set(String.valueOf(key), value(held, Settings.held(declared))));
            return node;
        }
        if (value instanceof PartChoice<?> part) {
            return JSON.objectNode().set(part.entry().id(), write(part.settings()));
        }
        if (value instanceof Record text && value.getClass().isAnnotationPresent(AsText.class)) {
            return scalar(Settings.component(text, value.getClass().getRecordComponents()[0]));
        }
        if (value instanceof Record record) {
            String word = Words.snakeCase(record.getClass().getSimpleName());
            return Settings.raw(declared).isSealed() ? JSON.objectNode().set(word, write(record)) : write(record);
        }
        return scalar(value);
    }

    private static JsonNode scalar(Object value) {
        if (value instanceof Enum<?> constant) {
            return JSON.textNode(Words.snakeCase(constant.name()));
        }
        if (value instanceof Integer number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Double number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof String text) {
            return JSON.textNode(text);
        }
        throw new IllegalStateException("settings cannot hold a " + value.getClass());
    }

    @SuppressWarnings("unchecked") // a binding is registered under the class of its values
    private JsonNode bound(Binding<?> binding, Object value) {
        return ((Binding<Object>) binding).write(value, this);
    }
}
