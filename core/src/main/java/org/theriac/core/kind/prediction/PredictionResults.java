package org.theriac.core.kind.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Estimate;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.evaluation.Scores.Score;
import org.theriac.core.evaluation.SubgroupScoring;
import org.theriac.core.leakage.LeakReport;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.SmallCells;
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

    ObjectNode json(
            List<Notice> notices,
            List<SubgroupScoring.GroupScores> groups,
            ImportanceSection<O, P> importance,
            ComparableDraws<O, P> draws) {
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
        int tested =
                evaluation.parts().stream().mapToInt(part -> part.test().length).sum();
        var methods = json.putArray("methods");
        for (int c = 0; c < evaluation.candidates().size(); c++) {
            ObjectNode method = methods.addObject();
            method.put("name", evaluation.candidates().get(c).name());
            method.put("id", settings.methods().get(c).entry().id());
            ObjectNode values = method.putObject("scores");
            for (int m = 0; m < scores.metrics().size(); m++) {
                write(
                        scores.scores().get(c).get(m),
                        tested,
                        values.putObject(scores.metrics().get(m).id()));
            }
        }
        subgroups(groups, json.putArray("subgroups"));
        importance(importance, json.putObject("importance"));
        draws.describe(json.putObject("comparison"));
        json.set("notices", Notice.json(notices));
        return json;
    }

    /** Groups that are large enough for scores; how many rows each has stands in the report, where small counts are withheld. */
    private void subgroups(List<SubgroupScoring.GroupScores> groups, ArrayNode json) {
        for (SubgroupScoring.GroupScores group : groups) {
            if (!group.scored()) {
                continue;
            }
            ObjectNode entry = json.addObject()
                    .put("column", group.variable().column())
                    .put("group", group.group().label());
            ObjectNode methods = entry.putObject("methods");
            for (int c = 0; c < group.scores().length; c++) {
                ObjectNode values =
                        methods.putObject(evaluation.candidates().get(c).name());
                for (int m = 0; m < group.scores()[c].length; m++) {
                    write(
                            group.scores()[c][m],
                            values.putObject(scores.metrics().get(m).id()));
                }
            }
        }
    }

    private void importance(ImportanceSection<O, P> importance, ObjectNode json) {
        scores.metrics().stream().findFirst().ifPresent(metric -> json.put("metric", metric.id()));
        ObjectNode methods = json.putObject("methods");
        for (int c = 0; c < importance.drops().size(); c++) {
            ObjectNode values = methods.putObject(evaluation.candidates().get(c).name());
            importance.drops().get(c).forEach((column, drop) -> {
                ObjectNode value = values.putObject(column);
                put(value, "worse", drop.mean());
                put(value, "lower", drop.lower());
                put(value, "upper", drop.upper());
            });
        }
    }

    private static void write(Score score, int tested, ObjectNode json) {
        score.inapplicable().ifPresent(why -> json.put("inapplicable", why));
        write(score.value(), json);
        score.pValue().ifPresent(p -> json.put("p", p));
        if (score.inapplicable().isEmpty()
                && !SmallCells.small(score.rows())
                && !SmallCells.small(tested - score.rows())) {
            json.put("rows", score.rows());
        }
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
