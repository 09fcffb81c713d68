package org.theriac.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.method.FittedModel;
import org.theriac.core.method.InputSchema;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.method.Safetensors;
import org.theriac.core.method.SeenSubjects;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.preparation.PreparationJson;
import org.theriac.core.study.Binder;
import org.theriac.core.study.Located;
import org.theriac.core.study.Place;
import org.theriac.core.study.RecordWriter;
import org.theriac.core.task.Task;

/**
 * A model on disk: {@code model.json} (format number, method, all settings, task, input schema, fitted preparation), {@code weights.safetensors},
 * {@code probe.json} (made-up rows and their predictions, checked at each load), {@code subjects.json} (keyed digests of those it was learned from;
 * may be taken out) and {@code provenance.json}. Nothing is named by a Java class, and no patient's row is inside.
 */
public final class ModelFolder {
    /** Raised when the meaning of the files changes; older formats stay readable by a function from JSON to JSON. */
    public static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String MODEL = "model.json";
    private static final String SUBJECTS = "subjects.json";
    private static final long LARGEST_JSON = 64L << 20;
    private static final long LARGEST_WEIGHTS = 2L << 30;

    private ModelFolder() {}

    /**
     * Writes a folder, whole or not at all.
     *
     * @param folder must not exist
     * @param provenance where the model comes from
     */
    public static void write(FittedModel fitted, ObjectNode provenance, Path folder) {
        ModelState state = fitted.model().state();
        ObjectNode model = JSON.createObjectNode();
        model.put("format", FORMAT);
        model.put("name", fitted.name());
        model.put("method", fitted.entry().id());
        model.set("settings", new RecordWriter(Binder.standard()).write(fitted.settings()));
        model.set("task", ModelJson.task(fitted.task()));
        model.set("inputs", ModelJson.schema(fitted.schema()));
        model.set("preparation", PreparationJson.write(state.preparation()));
        model.set("facts", state.facts());
        Path unfinished = folder.resolveSibling("." + folder.getFileName() + ".unfinished");
        try {
            Files.createDirectories(unfinished);
            Files.write(unfinished.resolve(MODEL), JSON.writeValueAsBytes(model));
            Files.write(unfinished.resolve("weights.safetensors"), Safetensors.write(state.arrays()));
            Files.write(
                    unfinished.resolve("probe.json"),
                    JSON.writeValueAsBytes(Probe.write(fitted.schema(), fitted.model())));
            if (fitted.seen().isKnown()) {
                Files.write(
                        unfinished.resolve(SUBJECTS),
                        JSON.writeValueAsBytes(fitted.seen().json()));
            }
            Files.write(unfinished.resolve("provenance.json"), JSON.writeValueAsBytes(provenance));
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SurroundingsError("the model could not be written to " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /**
     * Reads a folder and checks that the model still predicts what it predicted when it was written.
     *
     * @throws UserError if the folder is not a model's, damaged, of a newer format, or of a method that this program does not have
     */
    public static LoadedModel read(Path folder, Catalogue catalogue) {
        JsonNode json = modelJson(folder);
        String id = json.path("method").asText();
        MethodEntry<?, ?, ?> entry = catalogue
                .method(id)
                .orElseThrow(() -> new UserError(folder.resolve(MODEL) + ": method '" + id
                        + "' is not part of this program; 'theriac systems' lists what is."));
        return checked(whole(folder, () -> restore(entry, json, folder, catalogue)), folder);
    }

    /**
     * Reads what a folder holds, for a method that takes over a part of it. Nothing is predicted and no probe checked.
     *
     * @throws UserError if the folder is not a model's, damaged, or of a newer format
     */
    public static StoredModel stored(Path folder) {
        JsonNode json = modelJson(folder);
        return whole(
                folder,
                () -> new StoredModel(
                        json.path("method").asText(), json.path("settings"), state(json, folder), seen(folder)));
    }

    /**
     * Whom a folder's model was learned from; {@link SeenSubjects#UNKNOWN} if it does not say.
     *
     * @throws UserError if the folder is not a model's, damaged, or of a newer format
     */
    public static SeenSubjects seenBy(Path folder) {
        modelJson(folder);
        return whole(folder, () -> seen(folder));
    }

    private static JsonNode modelJson(Path folder) {
        Path file = folder.resolve(MODEL);
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    folder
                            + " is not a model folder: it has no model.json. 'theriac run' writes model folders under models/.");
        }
        JsonNode json = json(file);
        int format = json.path("format").asInt(0);
        if (format != FORMAT) {
            throw new UserError(file + ": format " + format + "; this version of Theriac reads format " + FORMAT
                    + ". Use the version that wrote the model.");
        }
        return json;
    }

    private static <T> T whole(Path folder, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new UserError(
                    folder.resolve(MODEL) + " is damaged: " + e.getMessage()
                            + ". Copy the folder again from where it was made.",
                    e);
        }
    }

    private static LoadedModel restore(MethodEntry<?, ?, ?> entry, JsonNode json, Path folder, Catalogue catalogue) {
        String where = folder.resolve(MODEL).toString();
        Record settings = settings(entry, json, where, catalogue);
        Task<? extends Outcome<?>> task = ModelJson.task(json.path("task"), where);
        InputSchema schema = ModelJson.schema(json.path("inputs"), catalogue);
        return new LoadedModel(
                json.path("name").asText(),
                entry,
                task,
                schema,
                seen(folder),
                model(entry, settings, task, state(json, folder)));
    }

    private static ModelState state(JsonNode json, Path folder) {
        Path weights = folder.resolve("weights.safetensors");
        SortedMap<String, NumericArray> arrays = Safetensors.read(bytes(weights, LARGEST_WEIGHTS), weights.toString());
        return new ModelState(
                PreparationJson.read(json.path("preparation")),
                json.path("facts").deepCopy(),
                arrays);
    }

    private static SeenSubjects seen(Path folder) {
        Path file = folder.resolve(SUBJECTS);
        return Files.exists(file) ? SeenSubjects.of(json(file)) : SeenSubjects.UNKNOWN;
    }

    private static <S extends Record> Record settings(
            MethodEntry<S, ?, ?> entry, JsonNode json, String where, Catalogue catalogue) {
        Binder binder = Binder.standard().withParts(catalogue.parts());
        return binder.bind(Located.of(json.path("settings"), Place.of(where)), entry.defaults());
    }

    /** The settings were bound to the entry's class and the task's outcome is the entry's: what remains is to tell the compiler. */
    @SuppressWarnings("unchecked")
    private static <O extends Outcome<P>, P extends Predictions> Model<P> model(
            MethodEntry<?, O, P> entry, Record settings, Task<?> task, ModelState state) {
        Method<O, P> method = ((MethodEntry<Record, O, P>) entry).create().apply(settings);
        return method.restore((Task<O>) task, state);
    }

    private static LoadedModel checked(LoadedModel loaded, Path folder) {
        if (!Probe.holds(loaded.schema(), loaded.model(), json(folder.resolve("probe.json")))) {
            loaded.close();
            throw new UserError(
                    folder
                            + ": the model does not give the predictions that its probe.json expects; its files are damaged or"
                            + " were made by an incompatible version. Copy the folder again, or use the version in its provenance.json.");
        }
        return loaded;
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(bytes(file, LARGEST_JSON));
        } catch (JsonProcessingException e) {
            throw new UserError(
                    file + " is not JSON (line " + e.getLocation().getLineNr()
                            + "). Copy the folder again from where it was made.",
                    e);
        } catch (IOException e) {
            throw new SurroundingsError(file + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    private static byte[] bytes(Path file, long most) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new UserError(
                        file + " is missing: the model folder is not whole. Copy it again from where it was made.");
            }
            if (Files.size(file) > most) {
                throw new UserError(file + " is larger than " + (most >> 20) + " MiB, which no model is.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SurroundingsError(file + " could not be read: " + e.getMessage() + ".", e);
        }
    }
}
