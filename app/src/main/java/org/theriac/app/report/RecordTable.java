package org.theriac.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Prints a JSON object as rows of names and values, what is nested beneath its name. */
final class RecordTable {
    private final Html html;

    RecordTable(Html html) {
        this.html = html;
    }

    void write(ObjectNode object, String label) {
        html.open("div", "class", "scroll", "role", "region", "aria-label", label, "tabindex", "0");
        html.open("table", "class", "record", "aria-label", label).open("tbody");
        object.properties().forEach(field -> entry(words(field.getKey()), field.getValue(), 0));
        html.close("tbody").close("table").close("div").line();
    }

    private void entry(String name, JsonNode value, int depth) {
        if (value.isObject() && !value.isEmpty()) {
            group(name, depth);
            value.properties().forEach(field -> entry(words(field.getKey()), field.getValue(), depth + 1));
        } else if (value.isArray() && holdsObjects(value)) {
            group(name, depth);
            int number = 0;
            for (JsonNode element : value) {
                entry(Integer.toString(++number), element, depth + 1);
            }
        } else {
            html.open("tr")
                    .element("th", name, "scope", "row", "style", "--depth:" + depth)
                    .open("td");
            scalar(value);
            html.close("td").close("tr").line();
        }
    }

    private void group(String name, int depth) {
        html.open("tr", "class", "group")
                .element("th", name, "scope", "rowgroup", "colspan", "2", "style", "--depth:" + depth)
                .close("tr")
                .line();
    }

    private void scalar(JsonNode value) {
        if (value.isArray()) {
            List<String> words = new ArrayList<>();
            value.forEach(element -> words.add(element.isValueNode() ? element.asText() : element.toString()));
            html.text(String.join(", ", words));
        } else if (value.isTextual() && value.asText().contains("\n")) {
            html.element("pre", value.asText());
        } else {
            html.text(value.isNull() || value.isObject() ? "–" : value.asText());
        }
    }

    private static boolean holdsObjects(JsonNode array) {
        for (JsonNode element : array) {
            if (element.isObject()) {
                return true;
            }
        }
        return false;
    }

    private static String words(String key) {
        return key.replace('_', ' ');
    }
}
