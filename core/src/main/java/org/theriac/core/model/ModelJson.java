package org.theriac.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.FileType;
import org.theriac.core.method.InputSchema;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.study.Binder;
import org.theriac.core.study.Located;
import org.theriac.core.study.Place;
import org.theriac.core.study.RecordWriter;
import org.theriac.core.task.Task;

/** The parts of {@code model.json} that are records: task and input schema. */
final class ModelJson {
    private ModelJson() {}

    /** A task as a record that the binder knows. */
    record KeptTask(Outcome<?> outcome, List<String> inputs) {
        static final KeptTask DEFAULTS = new KeptTask(org.theriac.core.outcome.TimeToEvent.DEFAULTS, List.of());
    }

    static ObjectNode task(Task<?> task) {
        return new RecordWriter(Binder.standard()).write(new KeptTask(task.outcome(), task.inputs()));
    }

    static Task<? extends Outcome<?>> task(JsonNode json, String where) {
        KeptTask kept = Binder.standard().bind(Located.of(json, Place.of(where)), KeptTask.DEFAULTS);
        return new Task<>(kept.outcome(), kept.inputs());
    }

    static ArrayNode schema(InputSchema schema) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (InputSchema.Input input : schema.columns()) {
            ObjectNode column = json.addObject().put("name", input.name()).put("label", input.label());
            input.unit().ifPresent(unit -> column.put("unit", unit));
            column.put("type", input.type().name().toLowerCase(Locale.ROOT));
            if (input.type() == Definition.Type.CATEGORY) {
                input.levels().forEach(column.putArray("levels")::add);
            } else if (input.files().isPresent()) {
                column.put("files", input.files().get().id());
            } else {
                column.put("minimum", input.minimum()).put("maximum", input.maximum());
            }
        }
        return json;
    }

    static InputSchema schema(JsonNode json, Catalogue catalogue) {
        List<InputSchema.Input> columns = new ArrayList<>();
        for (JsonNode column : json) {
            List<String> levels = new ArrayList<>();
            column.path("levels").forEach(level -> levels.add(level.asText()));
            columns.add(new InputSchema.Input(
                    column.path("name").asText(),
                    column.path("label").asText(),
                    Optional.ofNullable(column.get("unit")).map(JsonNode::asText),
                    Definition.Type.valueOf(column.path("type").asText().toUpperCase(Locale.ROOT)),
                    levels,
                    column.path("minimum").asDouble(Double.NaN),
                    column.path("maximum").asDouble(Double.NaN),
                    Optional.ofNullable(column.get("files")).map(id -> fileType(id.asText(), catalogue))));
        }
        return new InputSchema(columns);
    }

    private static FileType<?> fileType(String id, Catalogue catalogue) {
        return catalogue
                .file(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it reads files of the kind '" + id + "', which is not part of this program"));
    }
}
