package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.explanation.Explained;
import org.theriac.core.explanation.Importance;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.GroupedIntervals;

/** How much each input matters to each method: permutation importance on rows that the models had not seen. */
final class ImportanceSection<O extends Outcome<P>, P extends Predictions> {
    private static final int MOST_PLOTTED = 15;
    /** Two-sided 95 %. */
    private static final double Z = 1.959963984540054;

    private final Evaluation<O, P> evaluation;
    private final Asked<O, P> asked;
    /** By candidate: the input's drop, averaged over the parts. */
    private final List<Map<String, Drop>> drops = new ArrayList<>();

    /** A mean drop with the standard error of it. */
    record Drop(double mean, double error) {
        double lower() {
            return mean - Z * error;
        }

        double upper() {
            return mean + Z * error;
        }
    }

    ImportanceSection(Evaluation<O, P> evaluation, Asked<O, P> asked) {
        this.evaluation = evaluation;
        this.asked = asked;
        asked.explained().forEach(parts -> drops.add(combined(parts)));
    }

    private static Map<String, Drop> combined(List<Explained> parts) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Explained part : parts) {
            Importance importance = part.importance();
            for (int c = 0; c < importance.columns().size(); c++) {
                double[] sum = sums.computeIfAbsent(importance.columns().get(c), name -> new double[3]);
                sum[0] += importance.mean(c);
                sum[1] += importance.variance()[c];
                sum[2]++;
            }
        }
        Map<String, Drop> drops = new LinkedHashMap<>();
        sums.forEach((name, sum) -> drops.put(name, new Drop(sum[0] / sum[2], Math.sqrt(sum[1]) / sum[2])));
        return drops;
    }

    /** By candidate, every input's drop. */
    List<Map<String, Drop>> drops() {
        return drops;
    }

    /** Inputs from the one that matters most to any method to the one that matters least; those without importance are not among them. */
    List<String> ranked() {
        return drops.stream()
                .flatMap(own -> own.keySet().stream())
                .distinct()
                .sorted(Comparator.comparingDouble(this::largest).reversed())
                .toList();
    }

    private double largest(String input) {
        return drops.stream()
                .filter(own -> own.containsKey(input))
                .mapToDouble(own -> own.get(input).mean())
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    Optional<Section> section() {
        List<String> ranked = ranked();
        if (ranked.isEmpty()) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text("How much worse " + metric()
                + " becomes on test rows when the values of one column are dealt to other rows, all else unchanged. All that was made of"
                + " the column moves with it."));
        blocks.add(figure(ranked.subList(0, Math.min(MOST_PLOTTED, ranked.size()))));
        blocks.add(table(ranked));
        blocks.add(Paragraph.note(
                "Columns that say the same share their importance: each looks dispensable while the other is there. Importance tells"
                        + " what a model uses, not what makes patients ill."));
        return Optional.of(new Section("importance", "What the predictions lean on", blocks));
    }

    private String metric() {
        return asked.questions().metric().map(Metric::title).orElse("");
    }

    private String title() {
        return "Worsening of " + metric();
    }

    private Figure figure(List<String> ranked) {
        List<String> names = new ArrayList<>();
        List<GroupedIntervals.Row> rows = new ArrayList<>();
        for (int c = 0; c < drops.size(); c++) {
            if (!drops.get(c).isEmpty()) {
                names.add(evaluation.candidates().get(c).name());
            }
        }
        for (String input : ranked) {
            for (int c = 0; c < drops.size(); c++) {
                Drop drop = drops.get(c).get(input);
                if (drop != null) {
                    rows.add(new GroupedIntervals.Row(
                            label(input),
                            evaluation.candidates().get(c).name(),
                            drop.mean(),
                            drop.lower(),
                            drop.upper()));
                }
            }
        }
        return new GroupedIntervals(title(), Optional.of(0.0), names, rows)
                .figure(
                        "importance",
                        "Permutation importance",
                        "The " + Numbers.count(ranked.size()) + " columns that matter most. Mean of "
                                + Numbers.count(asked.questions().importance().repeats())
                                + " permutations in each test set, of at most "
                                + Numbers.count(asked.questions().importance().rows())
                                + " rows; 95 % intervals from resampled subjects, each with another permutation, models held fixed.",
                        "Permutation importance. Columns from the most to the least important: "
                                + String.join(
                                        ", ", ranked.stream().map(this::label).toList()) + ".");
    }

    private String label(String input) {
        return evaluation.cohort().definition(input).label();
    }

    private Table table(List<String> ranked) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("Column")));
        List<Integer> shown = new ArrayList<>();
        for (int c = 0; c < drops.size(); c++) {
            if (!drops.get(c).isEmpty()) {
                columns.add(Column.number(evaluation.candidates().get(c).name()));
                shown.add(c);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (String input : ranked) {
            List<String> cells = new ArrayList<>(List.of(label(input)));
            for (int c : shown) {
                Drop drop = drops.get(c).get(input);
                cells.add(drop == null ? "–" : Numbers.interval(drop.mean(), drop.lower(), drop.upper()));
            }
            rows.add(Row.of(cells));
        }
        return new Table(
                title() + " (95 % interval)", columns, rows, List.of("A dash: the method does not read the column."));
    }
}
