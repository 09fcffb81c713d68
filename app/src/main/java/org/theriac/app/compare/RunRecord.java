package org.theriac.app.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.theriac.core.SurroundingsError;
import org.theriac.core.UserError;
import org.theriac.core.run.WorkFolder;

/**
 * What a complete run wrote.
 *
 * @param folder as the user named it
 * @param results of results.json
 * @param provenance of provenance.json
 * @param bootstrap of bootstrap.json; missing where the run kept none
 */
public record RunRecord(Path folder, JsonNode results, JsonNode provenance, JsonNode bootstrap) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws UserError if the folder holds no complete run of a prediction */
    public static RunRecord read(Path folder) {
        requireComplete(folder);
        RunRecord record = new RunRecord(
                folder,
                json(folder.resolve("results.json")),
                json(folder.resolve("provenance.json")),
                Files.exists(folder.resolve("bootstrap.json"))
                        ? json(folder.resolve("bootstrap.json"))
                        : MissingNode.getInstance());
        if (!record.results.path("methods").isArray()
                || !record.results.at("/methods/0/scores").isObject()) {
            throw new UserError(folder + " is a run of the kind '"
                    + record.provenance.at("/study/kind").asText("unknown")
                    + "'; runs can be compared that judge methods by metrics, which those of the kind"
                    + " 'prediction' do.");
        }
        return record;
    }

    private static void requireComplete(Path folder) {
        if (!Files.exists(folder)) {
            throw new UserError(
                    "there is no folder " + folder + ". Name one that 'theriac run' has written to its end.");
        }
        if (!Files.isDirectory(folder)) {
            throw new UserError(folder + " is a file, not the folder of a run.");
        }
        boolean results = Files.exists(folder.resolve("results.json"));
        if (!results && WorkFolder.isOne(folder.resolve("work"))) {
            throw new UserError(folder + " holds an unfinished run; finish it with 'theriac run STUDY --out " + folder
                    + " --resume' and compare then.");
        }
        if (!results || !Files.exists(folder.resolve("provenance.json"))) {
            throw new UserError(folder + " holds no complete run: there is no "
                    + (results ? "provenance.json" : "results.json")
                    + " in it. Name a folder that 'theriac run' has written to its end.");
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new UserError(
                    file + " is not the JSON that a run writes (line "
                            + e.getLocation().getLineNr() + "); it was changed or cut off. Run the study again.",
                    e);
        } catch (IOException e) {
            throw new SurroundingsError(file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** The study's name. */
    public String study() {
        return provenance.at("/study/study").asText();
    }

    /** The outcome in words. */
    public String outcome() {
        return results.at("/task/outcome").asText();
    }

    /** Names of the methods, in the order of the study. */
    public List<String> methods() {
        List<String> names = new ArrayList<>();
        results.path("methods").forEach(method -> names.add(method.path("name").asText()));
        return names;
    }

    /** Ids of the metrics, in the order of the report. */
    public List<String> metrics() {
        List<String> ids = new ArrayList<>();
        results.path("metrics").fieldNames().forEachRemaining(ids::add);
        return ids;
    }

    /** What a metric is called in tables. */
    public String title(String metric) {
        return results.at("/comparison/titles").path(metric).asText(metric);
    }

    /** Which way is better; empty for runs that do not say. */
    public String direction(String metric) {
        return results.at("/comparison/directions").path(metric).asText("");
    }

    /** A metric of a method: {@code value}, {@code lower}, {@code upper}; missing where there is none. */
    public JsonNode score(String method, String metric) {
        for (JsonNode one : results.path("methods")) {
            if (one.path("name").asText().equals(method)) {
                return one.path("scores").path(metric);
            }
        }
        return MissingNode.getInstance();
    }

    /** Digest of the test rows with their outcomes; empty for runs that did not keep one. */
    public Optional<String> testRows() {
        return Optional.of(results.at("/comparison/test_rows").asText("")).filter(digest -> !digest.isEmpty());
    }

    public long seed() {
        return provenance.path("seed").asLong();
    }

    /** The level of the intervals. */
    public double level() {
        return results.at("/comparison/level").asDouble(0.95);
    }

    /** The bootstrap's values of a metric of a method; empty where the run kept none. */
    public double[] drawn(String method, String metric) {
        JsonNode values = bootstrap.path("methods").path(method).path(metric);
        double[] drawn = new double[values.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = values.get(i).isNumber() ? values.get(i).asDouble() : Double.NaN;
        }
        return drawn;
    }

    /** SHA-256 of each table, by its name in the study. */
    public Map<String, String> data() {
        Map<String, String> digests = new TreeMap<>();
        provenance
                .path("data")
                .forEach(table -> digests.put(
                        table.path("name").asText(), table.path("sha256").asText()));
        return digests;
    }

    /** Every setting by its path, such as {@code methods[0].cox.ties}; what only heads or shows the report is left out. */
    public Map<String, String> settings() {
        Map<String, String> flat = new LinkedHashMap<>();
        provenance.path("study").properties().forEach(field -> {
            if (!field.getKey().equals("report")) {
                flatten(field.getKey(), field.getValue(), flat);
            }
        });
        return flat;
    }

    private static void flatten(String path, JsonNode value, Map<String, String> flat) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> flatten(path + "." + field.getKey(), field.getValue(), flat));
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isContainerNode()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(path + "[" + i + "]", value.get(i), flat);
            }
        } else {
            flat.put(path, value.isTextual() ? value.asText() : value.toString());
        }
    }
}
