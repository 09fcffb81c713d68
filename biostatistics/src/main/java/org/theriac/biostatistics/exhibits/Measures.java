package org.theriac.biostatistics.exhibits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.evaluation.Scores.Score;
import org.theriac.core.evaluation.Scoring;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;

/** Metrics of every method without intervals, for tables and verdicts of exhibits; a study that names them gets their intervals as well. */
public final class Measures<O extends Outcome<P>, P extends Predictions> {
    private final Evaluation<O, P> evaluation;
    private final Scores<O, P> scores;

    /** @param metrics each stands for all that it is {@linkplain Metric#each of} */
    public Measures(Evaluation<O, P> evaluation, List<Metric<O, P>> metrics, Run run) {
        this.evaluation = evaluation;
        List<Metric<O, P>> each = metrics.stream()
                .flatMap(metric -> metric.each(evaluation.task().outcome()).stream())
                .toList();
        this.scores = new Scoring(0, 0.95).score(evaluation, each, run);
    }

    private int position(String id) {
        return IntStream.range(0, scores.metrics().size())
                .filter(m -> scores.metrics().get(m).id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no metric " + id));
    }

    /** The score of a method under a metric. */
    public Score of(int candidate, String id) {
        return scores.scores().get(candidate).get(position(id));
    }

    /** The value of a method under a metric; NaN where it has none. */
    public double value(int candidate, String id) {
        return of(candidate, id).value().value();
    }

    /** The p value of a method under a metric that is a test. */
    public Optional<Double> p(int candidate, String id) {
        return of(candidate, id).pValue();
    }

    /**
     * Metrics beneath each other, methods beside each other, each metric's convention beneath; none where none applies. A metric that applies to no method is
     * left out, its reason told beneath.
     *
     * @param ids of the metrics that are shown, in their order
     */
    public Optional<Table> table(String caption, List<String> ids) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("Measure")));
        evaluation.candidates().forEach(candidate -> columns.add(Column.number(candidate.name())));
        List<Row> rows = new ArrayList<>();
        Map<String, List<String>> conventions = new LinkedHashMap<>();
        Set<String> notes = new LinkedHashSet<>();
        for (String id : ids) {
            int m = position(id);
            Metric<O, P> metric = scores.metrics().get(m);
            List<String> cells = new ArrayList<>(List.of(metric.title()));
            if (scores.scores().stream()
                    .allMatch(ofMethod -> ofMethod.get(m).inapplicable().isPresent())) {
                scores.scores().get(0).get(m).inapplicable().ifPresent(notes::add);
                continue;
            }
            Set<String> missing = new LinkedHashSet<>();
            for (List<Score> ofMethod : scores.scores()) {
                Score score = ofMethod.get(m);
                cells.add(Numbers.measure(score.value().value())
                        + score.pValue().map(p -> "; " + Numbers.pValue(p)).orElse(""));
                score.inapplicable().ifPresent(missing::add);
            }
            rows.add(Row.of(cells));
            conventions
                    .computeIfAbsent(
                            "(" + metric.direction().words() + "): " + metric.convention(), key -> new ArrayList<>())
                    .add(metric.title());
            missing.forEach(why -> notes.add(metric.title() + ": " + why));
        }
        List<String> beneath = new ArrayList<>();
        conventions.forEach((convention, titles) -> beneath.add(
                (titles.size() == 1 ? titles.get(0) : titles.get(0) + " to " + titles.get(titles.size() - 1)) + " "
                        + convention));
        beneath.addAll(notes);
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Table(caption, columns, rows, beneath));
    }
}
