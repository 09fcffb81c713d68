package org.theriac.core.preparation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.theriac.core.preparation.Preparation.CategoryStep;
import org.theriac.core.preparation.Preparation.NumberStep;

/** A fitted preprocessing as named steps in JSON, as model folders hold it. */
public final class PreparationJson {
    private PreparationJson() {}

    public static ObjectNode write(Preparation preparation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode numbers = json.putArray("numbers");
        for (NumberStep step : preparation.numbers()) {
            numbers.addObject()
                    .put("column", step.column())
                    .put("heading", step.heading())
                    .put("fill", step.fill())
                    .put("flagged", step.flagged())
                    .put("centre", step.centre())
                    .put("scale", step.scale());
        }
        ArrayNode categories = json.putArray("categories");
        for (CategoryStep step : preparation.categories()) {
            ObjectNode category =
                    categories.addObject().put("column", step.column()).put("heading", step.heading());
            step.levels().forEach(category.putArray("levels")::add);
            category.put("pooled", step.pooled());
        }
        return json;
    }

    public static Preparation read(JsonNode json) {
        List<NumberStep> numbers = new ArrayList<>();
        for (JsonNode step : json.path("numbers")) {
            numbers.add(new NumberStep(
                    step.path("column").asText(),
                    step.path("heading").asText(),
                    step.path("fill").asDouble(),
                    step.path("flagged").asBoolean(),
                    step.path("centre").asDouble(),
                    step.path("scale").asDouble()));
        }
        List<CategoryStep> categories = new ArrayList<>();
        for (JsonNode step : json.path("categories")) {
            List<String> levels = new ArrayList<>();
            step.path("levels").forEach(level -> levels.add(level.asText()));
            categories.add(new CategoryStep(
                    step.path("column").asText(),
                    step.path("heading").asText(),
                    levels,
                    step.path("pooled").asInt()));
        }
        return new Preparation(numbers, categories);
    }
}
