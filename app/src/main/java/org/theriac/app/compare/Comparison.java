package org.theriac.app.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theriac.core.UserError;
import org.theriac.core.evaluation.Estimate;

/**
 * Two runs side by side.
 *
 * @param first the run that is taken as given
 * @param second the run that is set against it
 * @param settings that differ
 * @param data for each table's name, whether its digests are equal
 * @param rows whether both were judged on the same rows
 * @param scores every metric that both have, of every method that either has
 */
public record Comparison(
        RunRecord first, RunRecord second, List<Setting> settings, List<Table> data, Rows rows, List<Score> scores) {
    private static final String NONE = "–";

    /** A setting that differs; a dash where a run does not have it. */
    public record Setting(String path, String first, String second) {}

    /** A table of the studies. */
    public record Table(String name, boolean equal) {}

    /** Whether both runs were judged on the same rows, and whether their draws are paired. */
    public enum Rows {
        PAIRED("Both runs were judged on the same test rows with the same draws: differences are paired, row by row."),
        SAME_ROWS(
                "Both runs were judged on the same test rows, but their bootstrap draws differ (another seed, other numbers of draws, or none"
                        + " kept): differences have no interval. Run both with one seed and as many draws."),
        OTHER_ROWS(
                "The runs were judged on different test rows: a difference may be one of rows, not of methods, and has no interval."),
        UNKNOWN("A run does not say on which rows it was judged: differences have no interval. Run its study again.");

        private final String sentence;

        Rows(String sentence) {
            this.sentence = sentence;
        }

        /** For readers. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * A metric of a method in both runs.
     *
     * @param first NaN where the first run has none
     * @param second NaN where the second run has none
     * @param difference second less first; NaN where either is missing, without limits where draws are not paired
     */
    public record Score(String method, String metric, Estimate first, Estimate second, Estimate difference) {}

    /** @throws UserError if the runs predict different things or share no metric */
    public static Comparison of(RunRecord first, RunRecord second) {
        if (!first.outcome().equals(second.outcome())) {
            throw new UserError("the runs predict different things and cannot be compared: " + first.folder() + " "
                    + first.outcome() + "; " + second.folder() + " " + second.outcome() + ".");
        }
        List<String> metrics =
                first.metrics().stream().filter(second.metrics()::contains).toList();
        if (metrics.isEmpty()) {
            throw new UserError("the runs share no metric and cannot be compared: " + first.folder() + " has "
                    + String.join(", ", first.metrics()) + "; " + second.folder() + " has "
                    + String.join(", ", second.metrics()) + ".");
        }
        Rows rows = rows(first, second);
        List<Score> scores = new ArrayList<>();
        for (String[] pair : pairs(first, second)) {
            for (String metric : metrics) {
                scores.add(score(first, second, pair, metric, rows));
            }
        }
        return new Comparison(first, second, settings(first, second), data(first, second), rows, scores);
    }

    private static Rows rows(RunRecord first, RunRecord second) {
        Optional<String> own = first.testRows();
        Optional<String> other = second.testRows();
        if (own.isEmpty() || other.isEmpty()) {
            return Rows.UNKNOWN;
        }
        if (!own.equals(other)) {
            return Rows.OTHER_ROWS;
        }
        boolean drawn = first.seed() == second.seed()
                && !first.bootstrap().isMissingNode()
                && !second.bootstrap().isMissingNode()
                && first.results().at("/comparison/draws").asInt()
                        == second.results().at("/comparison/draws").asInt();
        return drawn ? Rows.PAIRED : Rows.SAME_ROWS;
    }

    /** Methods of one name belong together; so do the only method of each run. */
    private static List<String[]> pairs(RunRecord first, RunRecord second) {
        List<String[]> pairs = new ArrayList<>();
        if (first.methods().size() == 1 && second.methods().size() == 1) {
            pairs.add(new String[] {first.methods().get(0), second.methods().get(0)});
            return pairs;
        }
        Set<String> names = new LinkedHashSet<>(first.methods());
        names.addAll(second.methods());
        names.forEach(name -> pairs.add(new String[] {name, name}));
        return pairs;
    }

    private static Score score(RunRecord first, RunRecord second, String[] pair, String metric, Rows rows) {
        Estimate own = estimate(first.score(pair[0], metric));
        Estimate other = estimate(second.score(pair[1], metric));
        double[] drawn = new double[0];
        if (rows == Rows.PAIRED) {
            double[] a = first.drawn(pair[0], metric);
            double[] b = second.drawn(pair[1], metric);
            drawn = new double[Math.min(a.length, b.length)];
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = b[i] - a[i];
            }
        }
        String name = pair[0].equals(pair[1]) ? pair[0] : pair[0] + " / " + pair[1];
        return new Score(name, metric, own, other, Estimate.of(other.value() - own.value(), drawn, first.level()));
    }

    private static Estimate estimate(JsonNode score) {
        return new Estimate(
                score.path("value").asDouble(Double.NaN),
                score.path("lower").asDouble(Double.NaN),
                score.path("upper").asDouble(Double.NaN),
                score.path("draws").asInt());
    }

    private static List<Setting> settings(RunRecord first, RunRecord second) {
        Map<String, String> own = first.settings();
        Map<String, String> other = second.settings();
        Set<String> paths = new LinkedHashSet<>(own.keySet());
        paths.addAll(other.keySet());
        return paths.stream()
                .map(path -> new Setting(path, own.getOrDefault(path, NONE), other.getOrDefault(path, NONE)))
                .filter(setting -> !setting.first().equals(setting.second()))
                .toList();
    }

    private static List<Table> data(RunRecord first, RunRecord second) {
        Map<String, String> own = first.data();
        Map<String, String> other = second.data();
        Set<String> names = new LinkedHashSet<>(own.keySet());
        names.addAll(other.keySet());
        return names.stream()
                .map(name -> new Table(name, own.getOrDefault(name, "").equals(other.get(name))))
                .toList();
    }

    /** For programs. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("first", first.folder().toString());
        json.put("second", second.folder().toString());
        json.put("outcome", first.outcome());
        ArrayNode differing = json.putArray("settings");
        settings.forEach(setting -> differing
                .addObject()
                .put("path", setting.path())
                .put("first", setting.first())
                .put("second", setting.second()));
        ObjectNode tables = json.putObject("data");
        data.forEach(table -> tables.put(table.name(), table.equal() ? "equal" : "different"));
        json.put("test_rows", rows.name().toLowerCase(java.util.Locale.ROOT));
        ArrayNode values = json.putArray("scores");
        for (Score score : scores) {
            ObjectNode entry = values.addObject().put("method", score.method()).put("metric", score.metric());
            put(entry, "first", score.first());
            put(entry, "second", score.second());
            put(entry, "difference", score.difference());
        }
        return json;
    }

    private static void put(ObjectNode json, String name, Estimate estimate) {
        ObjectNode own = json.putObject(name);
        put(own, "value", estimate.value());
        put(own, "lower", estimate.lower());
        put(own, "upper", estimate.upper());
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }
}
