package org.theriac.core.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The words of Vega-Lite that the charts share. */
final class VegaLite {
    private static final int DIGITS = 4;

    private VegaLite() {}

    /** An object from names and values in turn; numbers that are not finite become null. */
    static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], node(namesAndValues[i + 1]));
        }
        return object;
    }

    static ArrayNode array(Object... elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Object element : elements) {
            array.add(node(element));
        }
        return array;
    }

    static ArrayNode array(List<?> elements) {
        return array(elements.toArray());
    }

    private static JsonNode node(Object value) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (value instanceof JsonNode json) {
            return json;
        } else if (value instanceof String text) {
            return factory.textNode(text);
        } else if (value instanceof Integer number) {
            return factory.numberNode(number);
        } else if (value instanceof Boolean truth) {
            return factory.booleanNode(truth);
        } else if (value instanceof Double number) {
            return number(number);
        }
        throw new IllegalArgumentException("no JSON for a " + value.getClass());
    }

    private static JsonNode number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return JsonNodeFactory.instance.nullNode();
        }
        double rounded = rounded(value);
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                ? JsonNodeFactory.instance.numberNode((long) rounded)
                : JsonNodeFactory.instance.numberNode(rounded);
    }

    /** Four significant digits; whole numbers stay whole. */
    static double rounded(double value) {
        if (value == Math.rint(value)) {
            return value;
        }
        return new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
    }

    /** A chart of layers over one set of data. */
    static ObjectNode chart(Object height, ArrayNode values, ObjectNode... layers) {
        return object(
                "$schema",
                "https://vega.github.io/schema/vega-lite/v6.json",
                "width",
                "container",
                "height",
                height,
                "data",
                object("values", values),
                "layer",
                array((Object[]) layers));
    }

    static ObjectNode layer(ObjectNode mark, Object... channels) {
        return object("mark", mark, "encoding", object(channels));
    }

    static ObjectNode mark(String type, String style, Object... properties) {
        ObjectNode mark = object("type", type, "style", style);
        mark.setAll(object(properties));
        return mark;
    }

    static ObjectNode quantity(String field, Object... properties) {
        ObjectNode channel = object("field", field, "type", "quantitative");
        channel.setAll(object(properties));
        return channel;
    }

    static ObjectNode category(String field, Object... properties) {
        ObjectNode channel = object("field", field, "type", "nominal");
        channel.setAll(object(properties));
        return channel;
    }

    static ObjectNode field(String name) {
        return object("field", name);
    }

    /** A place in pixels or by an expression of Vega. */
    static ObjectNode at(Object value) {
        return object("value", value);
    }

    static ObjectNode datum(double value) {
        return object("datum", value);
    }

    /** Colour by name, in a fixed order, so that a name has one colour in every chart of a report; no legend for a single name. */
    static ObjectNode colour(String field, List<String> names) {
        ObjectNode channel = category(field, "scale", object("domain", array(names)), "sort", array(names));
        if (names.size() > 1) {
            channel.set("legend", object("orient", "top").putNull("title"));
        } else {
            channel.putNull("legend");
        }
        return channel;
    }

    static ObjectNode tooltip(String field, String title, Object... properties) {
        ObjectNode channel = object("field", field, "title", title);
        channel.setAll(object(properties));
        return channel;
    }

    static ObjectNode withLeastWidth(ObjectNode chart, int pixels) {
        chart.set("usermeta", object("least_width", pixels));
        return chart;
    }
}
