package org.theriac.biostatistics.estimation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Numbers of results.json: in full precision; what is not a number is null. */
public final class ResultNumbers {
    private ResultNumbers() {}

    /** An object of names and numbers in turn. */
    public static ObjectNode object(Object... namesAndNumbers) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            Object value = namesAndNumbers[i + 1];
            object.set(
                    (String) namesAndNumbers[i],
                    value instanceof Double number
                            ? number(number)
                            : value instanceof Integer count
                                    ? JsonNodeFactory.instance.numberNode(count)
                                    : value instanceof JsonNode node
                                            ? node
                                            : JsonNodeFactory.instance.textNode(String.valueOf(value)));
        }
        return object;
    }

    /** A list. */
    public static ArrayNode array(double... values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (double value : values) {
            array.add(number(value));
        }
        return array;
    }

    /** A number, or null. */
    public static JsonNode number(double value) {
        return Double.isFinite(value)
                ? JsonNodeFactory.instance.numberNode(value)
                : JsonNodeFactory.instance.nullNode();
    }
}
