package org.theriac.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** Puts the words of a Vega-Lite specification into the language of the report: titles, written texts, names in the data and in the scales' domains. */
final class ChartWords {
    /** Keys whose text a reader sees; a {@code value} that is no phrase, such as "width", is in no book. */
    private static final Set<String> SEEN = Set.of("title", "text", "value");
    /** Values that Vega reads. */
    private static final Set<String> VEGA = Set.of("width", "height");
    /** Keys of lists of names that must agree with the data. */
    private static final Set<String> NAMES = Set.of("domain", "sort");

    private final Phrasebook book;

    ChartWords(Phrasebook book) {
        this.book = book;
    }

    ObjectNode said(ObjectNode specification) {
        ObjectNode copy = specification.deepCopy();
        object(copy);
        return copy;
    }

    private void object(ObjectNode node) {
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isTextual() && SEEN.contains(field.getKey()) && !VEGA.contains(value.asText())) {
                field.setValue(TextNode.valueOf(book.say(value.asText())));
            } else if (value instanceof ArrayNode names && NAMES.contains(field.getKey())) {
                names(names);
            } else if (value instanceof ObjectNode data && field.getKey().equals("data")) {
                values(data);
            } else if (value instanceof ObjectNode nested) {
                object(nested);
            } else if (value instanceof ArrayNode elements) {
                elements.forEach(element -> {
                    if (element instanceof ObjectNode nested) {
                        object(nested);
                    }
                });
            }
        });
    }

    private void names(ArrayNode names) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isTextual()) {
                names.set(i, TextNode.valueOf(book.say(names.get(i).asText())));
            }
        }
    }

    private void values(ObjectNode data) {
        for (JsonNode row : data.path("values")) {
            if (row instanceof ObjectNode fields) {
                fields.properties().forEach(field -> {
                    if (field.getValue().isTextual()) {
                        field.setValue(
                                TextNode.valueOf(book.say(field.getValue().asText())));
                    }
                });
            }
        }
    }
}
