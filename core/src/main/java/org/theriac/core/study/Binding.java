package org.theriac.core.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How a type stands in study files when its components alone do not tell.
 *
 * @param <T> the type
 */
public interface Binding<T> {
    /** @throws LocatedError if the tree does not hold such a value */
    T bind(Located at, Binder binder);

    /** JSON Schema of what {@link #bind} takes. */
    ObjectNode schema(Schema schema);

    /** The inverse of {@link #bind}, with all settings written out. */
    JsonNode write(T value, RecordWriter writer);

    /** A list of such values; for types whose values in one list depend on each other. */
    default List<T> bindAll(Located.Sequence list, Binder binder) {
        List<T> values = new ArrayList<>();
        Problems problems = new Problems();
        list.items().forEach(item -> problems.attempt(() -> values.add(bind(item, binder))));
        problems.throwIfAny();
        return values;
    }
}
