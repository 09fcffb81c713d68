package org.theriac.survival.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOnLogScale;
import org.theriac.core.report.chart.LinesOnLogScale.Line;
import org.theriac.core.report.chart.LinesOnLogScale.Place;
import org.theriac.core.report.chart.RankedBars;
import org.theriac.core.run.Run;
import org.theriac.survival.selection.SelectionPath.Step;
import org.theriac.survival.selection.SelectionPath.Validation;

/** Which inputs every model that is a {@link Selector} keeps, along its path and, where its settings ask for it, over half-samples. */
public final class SelectionExhibit implements Exhibit<TimeToEvent, SurvivalCurves> {
    /** A plot or table of inputs names no more than this. */
    private static final int MOST_INPUTS = 25;

    private static final String PENALTY = "Penalty λ";

    @Override
    public String id() {
        return "selection";
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public List<Section> show(Evaluation<TimeToEvent, SurvivalCurves> evaluation, Run run) {
        List<Block> blocks = new ArrayList<>();
        for (Candidate<TimeToEvent, SurvivalCurves> candidate : evaluation.candidates()) {
            Optional<Selector> selector = candidate.whole().flatMap(whole -> whole.as(Selector.class));
            if (selector.isPresent()) {
                run.checkStop();
                blocks.addAll(path(candidate.name(), selector.get().selection(), blocks.size()));
                selector.get()
                        .stability(candidate.task(), evaluation.cohort(), run.child(candidate.name()))
                        .ifPresent(stability -> blocks.addAll(stability(candidate.name(), stability, blocks.size())));
            }
        }
        return blocks.isEmpty() ? List.of() : List.of(new Section(id(), "Selected inputs", blocks));
    }

    private List<Block> path(String name, SelectionPath path, int number) {
        List<Step> steps =
                path.steps().stream().filter(step -> step.penalty() > 0).toList();
        double[] penalty = steps.stream().mapToDouble(Step::penalty).toArray();
        double[] counts = steps.stream().mapToDouble(Step::count).toArray();
        Step chosen = path.chosenStep();
        Optional<Place> place = chosen.penalty() > 0
                ? Optional.of(new Place(chosen.penalty(), "chosen: " + chosen.count()))
                : Optional.empty();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(chosen(name, path)));
        blocks.add(new LinesOnLogScale(PENALTY, "Inputs selected", true, place, List.of(Line.of(name, penalty, counts)))
                .figure(
                        id() + "-" + number,
                        name + ": inputs left as the penalty rises",
                        "The path over all rows; the line across marks the model that is used.",
                        "Number of inputs that " + name + " selects against the penalty, from " + (int) counts[0]
                                + " at the smallest to " + (int) counts[counts.length - 1] + " at the largest; "
                                + chosen.count() + " at the chosen one."));
        path.validation().ifPresent(v -> blocks.add(scores(name, v, number)));
        blocks.add(exits(name, path));
        return blocks;
    }

    private static String chosen(String name, SelectionPath path) {
        Step chosen = path.chosenStep();
        return name + ", fitted to all rows, keeps " + Numbers.count(chosen.count()) + " of "
                + Numbers.count(path.inputs().size()) + " inputs, at a penalty of " + number(chosen.penalty())
                + path.validation()
                        .map(v -> "; cross-validation inside the training rows found a mean concordance of "
                                + Numbers.measure(highest(v.mean())) + " at " + number(v.best())
                                + ". The highest of many such means is optimistic; the scores of this report are of rows"
                                + " that took no part in the choice.")
                        .orElse(".");
    }

    private static double highest(double[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }

    private Block scores(String name, Validation v, int number) {
        double[] lower = new double[v.mean().length];
        double[] upper = new double[v.mean().length];
        for (int k = 0; k < lower.length; k++) {
            lower[k] = v.mean()[k] - v.error()[k];
            upper[k] = v.mean()[k] + v.error()[k];
        }
        return new LinesOnLogScale(
                        PENALTY,
                        "Concordance",
                        false,
                        Optional.of(new Place(v.best(), "best mean")),
                        List.of(new Line(name, v.penalty(), v.mean(), lower, upper)))
                .figure(
                        id() + "-" + number + "-score",
                        name + ": concordance as the penalty rises",
                        "Mean over the folds inside the training rows, with one standard error to either side.",
                        "Cross-validated concordance of " + name + " against the penalty; the best mean is "
                                + Numbers.measure(highest(v.mean())) + ".");
    }

    private static Table exits(String name, SelectionPath path) {
        double[] exits = path.exits();
        boolean[] selected = path.chosenStep().selected();
        List<Integer> ranking = path.ranking();
        List<Row> rows = new ArrayList<>();
        for (int rank = 0; rank < Math.min(MOST_INPUTS, ranking.size()); rank++) {
            int j = ranking.get(rank);
            rows.add(new Row(
                    List.of(
                            Integer.toString(rank + 1),
                            path.inputs().get(j),
                            Double.isInfinite(exits[j]) ? "never" : number(exits[j]),
                            selected[j] ? "yes" : "no"),
                    0,
                    selected[j]));
        }
        List<String> notes = ranking.size() > MOST_INPUTS
                ? List.of("The " + Numbers.count(ranking.size() - MOST_INPUTS)
                        + " inputs that leave first are not listed.")
                : List.of();
        return new Table(
                name + ": inputs by the penalty at which they leave the model",
                List.of(
                        Column.number("Rank"),
                        Column.text("Input"),
                        Column.number("Leaves at λ"),
                        Column.text("In the model")),
                rows,
                notes);
    }

    private List<Block> stability(String name, StabilitySelection stability, int number) {
        int at = stability.read();
        List<Integer> stable = stability.stable();
        List<Integer> ranking = stability.ranking();
        List<Integer> shown = ranking.subList(0, Math.min(MOST_INPUTS, ranking.size()));
        List<RankedBars.Bar> bars = shown.stream()
                .map(j ->
                        new RankedBars.Bar(stability.inputs().get(j), stability.shares(j)[at]))
                .toList();
        List<String> names = stable.stream().map(j -> stability.inputs().get(j)).toList();
        String found = stable.isEmpty()
                ? "No input is selected in " + Numbers.level(stability.threshold()) + " of the half-samples"
                : Numbers.count(stable.size()) + (stable.size() == 1 ? " input is" : " inputs are")
                        + " selected in at least " + Numbers.level(stability.threshold()) + " of the half-samples: "
                        + String.join(", ", names);
        return List.of(
                Paragraph.text("Stability of " + name + "'s selection, read at a penalty of "
                        + number(stability.penalty()[at]) + ", where a half-sample selects "
                        + Numbers.measure(stability.selectedOnAverage(at)) + " inputs on average. " + found
                        + ". At most " + Numbers.measure(stability.expectedWrong(at, stability.threshold()))
                        + " wrong ones are to be expected among them."),
                new RankedBars(
                                "Share of half-samples that select the input",
                                Optional.of(stability.threshold()),
                                name,
                                bars)
                        .figure(
                                id() + "-" + number + "-stability",
                                name + ": how often half-samples select an input",
                                "The share at this penalty or any larger one; the line across is the share of a stable input.",
                                "Bars of selection frequencies of the " + bars.size() + " inputs that half-samples of "
                                        + name + " select most often. " + found + "."),
                table(name, stability, shown, at));
    }

    private static Table table(String name, StabilitySelection stability, List<Integer> shown, int at) {
        List<Row> rows = new ArrayList<>();
        for (int j : shown) {
            double share = stability.shares(j)[at];
            boolean stable = share >= stability.threshold() - 1e-12;
            rows.add(new Row(
                    List.of(
                            Integer.toString(rows.size() + 1),
                            stability.inputs().get(j),
                            Numbers.percent(share),
                            share > 0.5 ? Numbers.measure(stability.expectedWrong(at, share)) : "–"),
                    0,
                    stable));
        }
        return new Table(
                name + ": selection over half-samples",
                List.of(
                        Column.number("Rank"),
                        Column.text("Input"),
                        Column.number("Selected"),
                        Column.number("Expected wrong, down to here")),
                rows,
                List.of(
                        "Expected wrong: q² / ((2π − 1) p), with q inputs selected on average, π the share in this row and p inputs in all"
                                + " (Meinshausen and Bühlmann, 2010, theorem 1). It is a bound, and none exists for shares of one half or less."));
    }

    /** Three significant digits, whatever the size. */
    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 1e-3 && value != 0 ? "%.2e" : "%.3g", value);
    }
}
