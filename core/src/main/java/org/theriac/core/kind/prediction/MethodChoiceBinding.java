package org.theriac.core.kind.prediction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.study.Binder;
import org.theriac.core.study.Binding;
import org.theriac.core.study.Choice;
import org.theriac.core.study.Located;
import org.theriac.core.study.Problems;
import org.theriac.core.study.RecordWriter;
import org.theriac.core.study.Schema;
import org.theriac.core.study.Words;

/**
 * Methods in study files: {@code {cox: {ties: breslow}, name: "Cox, Breslow"}}. Among the settings, {@code preset: paper} chooses the named settings
 * that the others start from.
 */
public final class MethodChoiceBinding implements Binding<MethodChoice> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NAME = "name";
    private static final String PRESET = "preset";

    private final Map<String, MethodEntry<?, ?, ?>> methods = new LinkedHashMap<>();

    public MethodChoiceBinding(List<MethodEntry<?, ?, ?>> methods) {
        methods.forEach(method -> this.methods.put(method.id(), method));
    }

    @Override
    public MethodChoice bind(Located at, Binder binder) {
        Located method = at instanceof Located.Mapping mapping ? mapping.without(NAME) : at;
        Choice choice = Choice.of(method, "method", methods.keySet());
        MethodEntry<?, ?, ?> entry = Objects.requireNonNull(methods.get(choice.word()));
        Record settings = settings(choice.settings(), entry, binder);
        return new MethodChoice(givenName(at, entry.title()), entry, settings);
    }

    private static Record settings(Located at, MethodEntry<?, ?, ?> entry, Binder binder) {
        Located.Mapping given = binder.mapping(at);
        Record base =
                given.entry(PRESET).map(preset -> preset(preset.value(), entry)).orElse(entry.defaults());
        Set<String> others = entry.presets().isEmpty() ? Set.of() : Set.of(PRESET);
        return binder.record(entry.presets().isEmpty() ? given : given.without(PRESET), base, others);
    }

    private static Record preset(Located at, MethodEntry<?, ?, ?> entry) {
        Map<String, Record> presets = new TreeMap<>(entry.presets());
        if (presets.isEmpty()) {
            throw at.error("the method '" + entry.id() + "' has no presets; leave the key out.");
        }
        if (at instanceof Located.Scalar scalar && presets.containsKey(scalar.text())) {
            return Objects.requireNonNull(presets.get(scalar.text()));
        }
        String found = at instanceof Located.Scalar scalar ? scalar.text() : "";
        throw at.error("found " + at.describe() + ": " + Words.unknown(PRESET, found, presets.keySet()));
    }

    private static String givenName(Located at, String title) {
        if (!(at instanceof Located.Mapping mapping)) {
            return title;
        }
        return mapping.entry(NAME)
                .map(entry -> {
                    if (entry.value() instanceof Located.Scalar scalar
                            && !scalar.text().isBlank()) {
                        return scalar.text().strip();
                    }
                    throw entry.value()
                            .error("found " + entry.value().describe() + "; allowed: a name for the report.");
                })
                .orElse(title);
    }

    /** Names that the study gives must differ; a title that is taken gets a number. */
    @Override
    public List<MethodChoice> bindAll(Located.Sequence list, Binder binder) {
        List<MethodChoice> choices = new ArrayList<>();
        List<Located> places = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Problems problems = new Problems();
        for (Located item : list.items()) {
            problems.attempt(() -> {
                MethodChoice choice = bind(item, binder);
                choices.add(choice);
                places.add(item);
                if (isNamed(item) && !taken.add(choice.name())) {
                    throw item.error("a second method is named '" + choice.name() + "'; give each its own name.");
                }
            });
        }
        if (list.items().isEmpty()) {
            problems.add(list.error("names no method. Allowed: " + String.join(", ", methods.keySet()) + "."));
        }
        problems.throwIfAny();
        List<MethodChoice> named = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            MethodChoice choice = choices.get(i);
            named.add(isNamed(places.get(i)) ? choice : withFreeName(choice, taken));
        }
        return List.copyOf(named);
    }

    private static boolean isNamed(Located item) {
        return item instanceof Located.Mapping mapping && mapping.entry(NAME).isPresent();
    }

    private static MethodChoice withFreeName(MethodChoice choice, Set<String> taken) {
        String name = choice.name();
        for (int number = 2; !taken.add(name); number++) {
            name = choice.name() + " (" + number + ")";
        }
        return new MethodChoice(name, choice.entry(), choice.settings());
    }

    @Override
    public ObjectNode schema(Schema schema) {
        ObjectNode settings = JSON.objectNode();
        methods.forEach((id, entry) -> {
            ObjectNode one = schema.record(entry.defaults());
            one.put("description", entry.purpose());
            if (!entry.presets().isEmpty()) {
                ObjectNode preset = ((ObjectNode) one.get("properties")).putObject(PRESET);
                preset.put("description", "Named settings that the others start from.");
                new TreeMap<>(entry.presets()).keySet().forEach(preset.withArray("enum")::add);
            }
            settings.set(id, one);
        });
        ObjectNode beside = JSON.objectNode();
        beside.putObject(NAME)
                .put("type", "string")
                .put("description", "Its name in the report; the method's title unless given.");
        return schema.choice(settings, beside);
    }

    @Override
    public JsonNode write(MethodChoice value, RecordWriter writer) {
        ObjectNode item = JSON.objectNode();
        item.set(value.entry().id(), writer.write(value.settings()));
        return item.put(NAME, value.name());
    }
}
