package org.theriac.core.kind.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;

/**
 * What lets two runs be compared without any patient's row: a digest of the test rows, and the bootstrap's values. Runs of one seed on the same test
 * rows draw the same subjects, so the differences of their values, draw by draw, are paired.
 */
final class ComparableDraws<O extends Outcome<P>, P extends Predictions> {
    private static final String FILE = "bootstrap.json";
    private final Evaluation<O, P> evaluation;
    private final Scores<O, P> scores;
    private final Protocol protocol;

    ComparableDraws(Evaluation<O, P> evaluation, Scores<O, P> scores, Protocol protocol) {
        this.evaluation = evaluation;
        this.scores = scores;
        this.protocol = protocol;
    }

    /** Written into results.json. */
    void describe(ObjectNode json) {
        json.put("test_rows", testRows());
        json.put("draws", protocol.draws());
        json.put("level", protocol.level());
        ObjectNode directions = json.putObject("directions");
        ObjectNode titles = json.putObject("titles");
        for (Metric<O, P> metric : scores.metrics()) {
            directions.put(metric.id(), metric.direction().words());
            titles.put(metric.id(), metric.title());
        }
    }

    /** The bootstrap's values by method and metric, rounded far below their own spread; none without draws. */
    Map<String, byte[]> files() {
        if (protocol.draws() == 0) {
            return Map.of();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("test_rows", testRows());
        ObjectNode methods = json.putObject("methods");
        List<Metric<O, P>> metrics = scores.metrics();
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            ObjectNode own = methods.putObject(evaluation.candidates().get(c).name());
            for (int m = 0; m < metrics.size(); m++) {
                ArrayNode values = own.putArray(metrics.get(m).id());
                for (double value : scores.drawn()[c][m]) {
                    if (Double.isNaN(value)) {
                        values.addNull();
                    } else {
                        values.add(Double.parseDouble(String.format(Locale.ROOT, "%.7g", value)));
                    }
                }
            }
        }
        return Map.of(FILE, (json + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** One digest of who is tested where, with which outcome: of all rows together, so that nobody's key can be tried against it. */
    private String testRows() {
        Cohort cohort = evaluation.cohort();
        MessageDigest digest = sha256();
        for (Part part : evaluation.parts()) {
            digest.update(bytes(part.name()));
            for (int row : part.test()) {
                digest.update(bytes(cohort.subject(row)));
                for (String name : evaluation.task().outcome().columns()) {
                    Column<?> column = cohort.column(name);
                    digest.update(bytes(
                            column.missing(row)
                                    ? ""
                                    : column instanceof FileColumn<?> files
                                            ? files.fileName(row)
                                            : String.valueOf(column.get(row))));
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(String text) {
        return (text + "\u0000").getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
