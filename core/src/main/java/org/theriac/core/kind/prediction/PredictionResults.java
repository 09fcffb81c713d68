package org.theriac.core.kind.prediction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Estimate;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.evaluation.Scores.Score;
import org.theriac.core.leakage.LeakReport;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.run.Notice;
import org.theriac.core.task.InputSelection;

/** The numbers of a study for programs: what {@code results.json} holds. */
final class PredictionResults<O extends Outcome<P>, P extends Predictions> {
    private final PredictionSettings settings;
    private final Cohort read;
    private final InputSelection.Chosen chosen;
    private final LeakReport leaks;
    private final Evaluation<O, P> evaluation;
    private final Scores<O, P> scores;

    PredictionResults(
            PredictionSettings settings,
            Cohort read,
            InputSelection.Chosen chosen,
            LeakReport leaks,
            Evaluation<O, P> evaluation,
            Scores<O, P> scores) {
        this.settings = settings;
        this.read = read;
        this.chosen = chosen;
        this.leaks = leaks;
        this.evaluation = evaluation;
        this.scores = scores;
    }

    ObjectNode json(List<Notice> notices) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Cohort cohort = evaluation.cohort();
        ObjectNode about = json.putObject("cohort");
        about.put("rows_read", read.rows())
                .put("rows_used", cohort.rows())
                .put("subjects", cohort.rowsBySubject().size());
        evaluation.task().outcome().summary(cohort).forEach(about::put);
        ObjectNode task = json.putObject("task");
        task.put("outcome", evaluation.task().outcome().describe());
        chosen.inputs().forEach(task.putArray("inputs")::add);
        ObjectNode excluded = task.putObject("excluded");
        chosen.exclusions().forEach(exclusion -> excluded.put(exclusion.column(), exclusion.reason()));
        json.set("leaks", leaks.json());
        ObjectNode conventions = json.putObject("metrics");
        scores.metrics().forEach(metric -> conventions.put(metric.id(), metric.convention()));
        json.put(
                "reference", evaluation.candidates().get(evaluation.reference()).name());
        var methods = json.putArray("methods");
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            ObjectNode method = methods.addObject();
            method.put("name", evaluation.candidates().get(c).name());
            method.put("id", settings.methods().get(c).entry().id());
            ObjectNode values = method.putObject("scores");
            for (int m = 0; m < scores.metrics().size(); m++) {
                write(
                        scores.scores().get(c).get(m),
                        values.putObject(scores.metrics().get(m).id()));
            }
        }
        json.set("notices", Notice.json(notices));
        return json;
    }

    private static void write(Score score, ObjectNode json) {
        score.inapplicable().ifPresent(why -> json.put("inapplicable", why));
        write(score.value(), json);
        score.pValue().ifPresent(p -> json.put("p", p));
        score.folds().forEach(json.putArray("folds")::add);
        score.difference().ifPresent(difference -> write(difference, json.putObject("difference")));
    }

    /** JSON has no NaN: what could not be computed is null. */
    private static void write(Estimate estimate, ObjectNode json) {
        put(json, "value", estimate.value());
        put(json, "lower", estimate.lower());
        put(json, "upper", estimate.upper());
        json.put("draws", estimate.draws());
    }

    private static void put(ObjectNode json, String key, double value) {
        if (Double.isNaN(value)) {
            json.putNull(key);
        } else {
            json.put(key, value);
        }
    }
}
