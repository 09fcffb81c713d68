package org.theriac.core.study;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.kind.KindEntry;

/** The JSON Schema of study files: the envelope and one branch for each kind. */
public final class StudySchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StudySchema() {}

    /** Draft 2020-12, for editors that check YAML while one types. */
    public static ObjectNode of(Catalogue catalogue) {
        Schema schema = new Schema(StudyFile.binder(catalogue));
        ObjectNode whole = JSON.objectNode();
        whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        whole.put("title", "Theriac study");
        ObjectNode envelope = schema.record(StudyFile.Envelope.DEFAULTS);
        envelope.remove("additionalProperties");
        ArrayNode kinds = ((ObjectNode) envelope.get("properties").get("kind")).remove("type") == null
                ? JSON.arrayNode()
                : ((ObjectNode) envelope.get("properties").get("kind")).putArray("enum");
        ((ObjectNode) envelope.get("properties").get("data")).put("minProperties", 1);
        whole.setAll(envelope);
        ArrayNode branches = whole.putArray("allOf");
        for (KindEntry<?> kind : catalogue.kinds()) {
            kinds.add(kind.id());
            branches.add(branch(kind, schema));
        }
        whole.put("unevaluatedProperties", false);
        return whole;
    }

    private static ObjectNode branch(KindEntry<?> kind, Schema schema) {
        ObjectNode branch = JSON.objectNode();
        ObjectNode condition = branch.putObject("if");
        condition.putObject("properties").putObject("kind").put("const", kind.id());
        if (!kind.id().equals(StudyFile.DEFAULT_KIND)) {
            condition.putArray("required").add("kind");
        }
        ObjectNode settings = schema.record(kind.defaults());
        settings.remove("additionalProperties");
        settings.put("description", kind.purpose());
        if (kind.needsData()) {
            settings.withArray("required").add("data");
        }
        branch.set("then", settings);
        return branch;
    }
}
