package org.theriac.app.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.classification.RankedScores;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.leakage.TellingNames;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.table.Draft;
import org.theriac.core.task.Task;

/**
 * Columns of a table that no dictionary describes, by how well each alone ranks the drafted outcome: Harrell's concordance, or for classes the largest
 * area under a ROC curve of one class against the others. Rows without a value are left out; levels are ranked by their share of events. What ranks best
 * is either the best predictor or known only later; only a person can tell which.
 */
final class ColumnRanking {
    private static final int MOST = 12;

    private final Cohort cohort;
    private final Draft draft;
    private final List<Metric<?, ?>> metrics;

    /** @param metrics in the order in which reports print them */
    ColumnRanking(Cohort cohort, Draft draft, List<Metric<?, ?>> metrics) {
        this.cohort = cohort;
        this.draft = draft;
        this.metrics = metrics;
    }

    /** A column with its own concordance, 0.5 to 1. */
    private record Ranked(String column, double concordance) {}

    /** How well a score of some rows, higher meaning an earlier event or a likelier class, ranks the outcome. */
    private interface Ranking {
        double of(int[] rows, double[] score);
    }

    /** Lines for a reader; none where a dictionary describes the columns, or no outcome was found. */
    List<String> lines() {
        boolean described = cohort.names().stream()
                .anyMatch(name -> !cohort.definition(name).equals(Definition.unsaid(name)));
        if (described) {
            return List.of();
        }
        try {
            return draft.category().isPresent()
                    ? lines(classes(new Category(draft.category().get(), List.of(), Optional.empty())))
                    : draft.time().isPresent() && draft.event().isPresent()
                            ? lines(times(new TimeToEvent(
                                    draft.time().get(), draft.event().get(), draft.eventIs(), "days")))
                            : List.of();
        } catch (UserError e) {
            // the draft is a guess; where it does not fit the table, 'validate' will say why
            return List.of();
        }
    }

    private List<String> lines(List<Ranked> ranked) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(
                "No data dictionary says when these columns are known. How well each alone ranks the drafted outcome, 0.5 (not at all) to 1:");
        int widest =
                ranked.stream().mapToInt(one -> one.column().length()).max().orElse(1);
        ranked.stream()
                .sorted(Comparator.comparingDouble(Ranked::concordance).reversed())
                .limit(MOST)
                .forEach(one -> lines.add(line(one, widest)));
        List<String> telling = ranked.stream()
                .sorted(Comparator.comparingDouble(Ranked::concordance).reversed())
                .skip(MOST)
                .filter(one -> TellingNames.later(one.column()))
                .map(one -> line(one, widest))
                .toList();
        lines.addAll(telling);
        lines.add(
                "Ask of those at the top, and of those with such names, whether they were known when the prediction is made.");
        return lines;
    }

    private static String line(Ranked one, int widest) {
        return String.format(
                        Locale.ROOT,
                        "  %-" + widest + "s  %.3f  %s",
                        one.column(),
                        one.concordance(),
                        TellingNames.later(one.column()) ? "its name may mean that it is known only later" : "")
                .stripTrailing();
    }

    private List<Ranked> times(TimeToEvent outcome) {
        Cohort rows = observed(outcome.observed(cohort));
        TimeToEvent.Observed truth = outcome.truth(rows);
        Optional<Metric<TimeToEvent, SurvivalCurves>> metric = concordance();
        if (metric.isEmpty()) {
            return List.of();
        }
        return ranked(rows, outcome.columns(), truth.event(), truth.time(), (chosen, score) -> {
            Cohort valued = rows.take(chosen);
            SurvivalCurves scored = new ProportionalHazards(new double[] {0}, new double[] {0}, score);
            double[] ones = new double[score.length];
            Arrays.fill(ones, 1);
            return metric.get()
                    .combine(List.of(metric.get()
                            .prepare(new Judged<>(new Task<>(outcome, List.of()), valued, valued, scored))
                            .parts(ones)));
        });
    }

    /** The first metric of a time to event for which higher is better: a concordance. */
    @SuppressWarnings("unchecked") // the outcome fixes the predictions
    private Optional<Metric<TimeToEvent, SurvivalCurves>> concordance() {
        return metrics.stream()
                .filter(metric -> metric.outcome().equals(TimeToEvent.class)
                        && metric.direction() == Metric.Direction.HIGHER_IS_BETTER)
                .map(metric -> (Metric<TimeToEvent, SurvivalCurves>) metric)
                .findFirst();
    }

    private List<Ranked> classes(Category guessed) {
        Cohort rows = observed(guessed.observed(cohort));
        Category outcome = guessed.settled(rows);
        int[] truth = outcome.truth(rows);
        double[] ones = new double[truth.length];
        Arrays.fill(ones, 1);
        List<Ranked> best = new ArrayList<>();
        for (int k = outcome.classes().size() - 1; k >= (outcome.binary() ? 1 : 0); k--) {
            boolean[] positive = new boolean[truth.length];
            for (int row = 0; row < truth.length; row++) {
                positive[row] = truth[row] == k;
            }
            best.addAll(ranked(rows, outcome.columns(), positive, ones, (chosen, score) -> {
                boolean[] own = new boolean[chosen.length];
                for (int i = 0; i < own.length; i++) {
                    own[i] = positive[chosen[i]];
                }
                return RankedScores.of(score).auc(own, Arrays.copyOf(ones, own.length));
            }));
        }
        Map<String, Double> largest = new LinkedHashMap<>();
        best.forEach(one -> largest.merge(one.column(), one.concordance(), Math::max));
        return largest.entrySet().stream()
                .map(entry -> new Ranked(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Cohort observed(boolean[] observed) {
        return cohort.take(
                IntStream.range(0, observed.length).filter(row -> observed[row]).toArray());
    }

    private List<Ranked> ranked(Cohort rows, List<String> outcome, boolean[] event, double[] atRisk, Ranking ranking) {
        List<Ranked> ranked = new ArrayList<>();
        for (String name : rows.names()) {
            Column<?> column = rows.column(name);
            boolean looked = column instanceof NumberColumn || column instanceof CategoryColumn;
            if (!looked
                    || outcome.contains(name)
                    || draft.subject().filter(name::equals).isPresent()) {
                continue;
            }
            int[] valued = IntStream.range(0, rows.rows())
                    .filter(row -> !column.missing(row))
                    .toArray();
            double concordance = ranking.of(valued, scores(column, valued, event, atRisk));
            if (!Double.isNaN(concordance)) {
                ranked.add(new Ranked(name, Math.max(concordance, 1 - concordance)));
            }
        }
        return ranked;
    }

    private static double[] scores(Column<?> column, int[] rows, boolean[] event, double[] atRisk) {
        if (column instanceof NumberColumn numbers) {
            return Arrays.stream(rows).mapToDouble(numbers::value).toArray();
        }
        CategoryColumn categories = (CategoryColumn) column;
        double[] events = new double[categories.levels().size()];
        double[] exposed = new double[events.length];
        for (int row : rows) {
            events[categories.code(row)] += event[row] ? 1 : 0;
            exposed[categories.code(row)] += atRisk[row];
        }
        return Arrays.stream(rows)
                .map(categories::code)
                .mapToDouble(code -> exposed[code] > 0 ? events[code] / exposed[code] : 0)
                .toArray();
    }
}
