package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.concordance.Concordance;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.forest.ForestGrowth;
import org.theriac.biostatistics.forest.GrownForest;
import org.theriac.biostatistics.forest.OutOfBag;
import org.theriac.biostatistics.forest.RandomSurvivalForest;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.LinesOnLogScale;
import org.theriac.core.run.Run;

/** A random survival forest: its out-of-bag concordance and error by trees, and the importance of the columns. */
public record ForestAnalysis(ForestSettings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "random_survival_forest",
            "Random survival forest",
            "Out-of-bag concordance and error by trees, and which columns it rests on.",
            "Ishwaran et al., Random survival forests, Annals of Applied Statistics 2, 2008",
            ForestSettings.DEFAULTS,
            ForestAnalysis::new);

    @Override
    public String title() {
        return settings.title().orElse("Random survival forest");
    }

    /** @param levels of each column, 0 for numbers */
    private record Plan(Sample sample, SurvivalTimes times, double[][] matrix, int[] levels) {}

    private Plan plan(Sample all) {
        if (settings.columns().isEmpty()) {
            throw new UserError("columns: is empty; name at least one, as in columns: [age, sex].");
        }
        List<String> used = new ArrayList<>(settings.columns());
        settings.weights().ifPresent(used::add);
        Sample sample = all.complete(used);
        SurvivalTimes times = sample.times(settings.cause(), settings.weights());
        if (times.delayedEntry()) {
            throw new UserError(
                    "a random survival forest cannot use entry times; use cox, or leave the entry out where all rows"
                            + " enter at 0.");
        }
        if (times.events() == 0) {
            throw new UserError(
                    "none of the " + sample.rows() + " rows used has the event, so no hazard can be estimated.");
        }
        double[][] matrix = new double[sample.rows()][settings.columns().size()];
        int[] levels = new int[settings.columns().size()];
        for (int j = 0; j < levels.length; j++) {
            String name = settings.columns().get(j);
            if (sample.column(name) instanceof NumberColumn numbers) {
                for (int row = 0; row < matrix.length; row++) {
                    matrix[row][j] = numbers.value(row);
                }
            } else {
                CategoryColumn categories = sample.categories(name);
                levels[j] = categories.levels().size();
                for (int row = 0; row < matrix.length; row++) {
                    matrix[row][j] = categories.code(row);
                }
            }
        }
        return new Plan(sample, times, matrix, levels);
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        ForestGrowth growth = RandomSurvivalForest.of(settings.trees())
                .withColumnsTried(settings.tried())
                .withLeafSize(settings.leaf())
                .withCategories(plan.levels())
                .withNames(settings.columns())
                .on(plan.times(), plan.matrix(), tree -> run.random("tree", tree));
        GrownForest forest = growth.forest(growth.trees(run));
        Concordance concordance = forest.outOfBag().concordance();
        List<OutOfBag.ErrorAfter> errors = forest.outOfBag().errors();
        List<OutOfBag.Importance> importance = forest.outOfBag().importance().stream()
                .sorted(Comparator.comparingDouble(OutOfBag.Importance::value).reversed())
                .toList();
        List<Block> blocks = List.of(
                Paragraph.text(plan.sample().inWords(plan.times().events())),
                summary(concordance, all.confidence()),
                errors(errors),
                importance(importance));
        return new AnalysisResult(
                blocks,
                headline(concordance, importance, all.confidence()),
                numbers(plan, concordance, errors, importance));
    }

    private static String interval(Concordance c, Confidence confidence) {
        return Estimates.measure(confidence.around(c.estimate(), c.standardError()));
    }

    private Block summary(Concordance c, Confidence confidence) {
        return new Table(
                "The forest",
                List.of(Column.text("Measure"), Column.number("Value")),
                List.of(
                        Row.of("Trees", Numbers.count(settings.trees())),
                        Row.of(confidence.heading("Harrell's C out of bag"), interval(c, confidence))),
                List.of(
                        "Each row is ranked by the trees whose bootstrap samples it is not in. The interval takes the forest as it is."));
    }

    private static Block errors(List<OutOfBag.ErrorAfter> errors) {
        return new LinesOnLogScale(
                        "Trees",
                        "1 − C out of bag",
                        false,
                        Optional.empty(),
                        List.of(LinesOnLogScale.Line.of(
                                "out-of-bag error",
                                errors.stream()
                                        .mapToDouble(OutOfBag.ErrorAfter::trees)
                                        .toArray(),
                                errors.stream()
                                        .mapToDouble(OutOfBag.ErrorAfter::value)
                                        .toArray())))
                .figure(
                        "error-by-trees",
                        "Error of a growing forest",
                        "Out-of-bag error of the first so many trees. Where the line has become level, more trees change nothing.",
                        "A line of the out-of-bag error against the number of trees on a logarithmic axis.");
    }

    private static Block importance(List<OutOfBag.Importance> importance) {
        return new Table(
                "Importance of the columns",
                List.of(Column.text("Column"), Column.number("Fall of C"), Column.number("Standard error")),
                importance.stream()
                        .map(i -> Row.of(i.name(), Numbers.measure(i.value()), Numbers.measure(i.standardError())))
                        .toList(),
                List.of(
                        "By how much a tree's concordance among the rows it has not seen falls when a column's values change places, on"
                                + " average over trees. Columns that say the same share their importance; the standard error is that of the"
                                + " mean over trees, not over samples of patients."));
    }

    private static List<Line> headline(Concordance c, List<OutOfBag.Importance> importance, Confidence confidence) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("C out of bag", interval(c, confidence), ""));
        importance.stream()
                .limit(3)
                .forEach(i -> lines.add(new Line("importance of " + i.name(), Numbers.measure(i.value()), "")));
        return lines;
    }

    private ObjectNode numbers(
            Plan plan, Concordance c, List<OutOfBag.ErrorAfter> errors, List<OutOfBag.Importance> importance) {
        ObjectNode json = ResultNumbers.object(
                "rows", plan.sample().rows(),
                "events", plan.times().events(),
                "left_out", plan.sample().leftOut(),
                "trees", settings.trees(),
                "concordance", c.estimate(),
                "concordance_standard_error", c.standardError());
        ArrayNode steps = json.putArray("errors");
        errors.forEach(e -> steps.add(ResultNumbers.object("trees", e.trees(), "error", e.value())));
        ArrayNode columns = json.putArray("importance");
        importance.forEach(i -> columns.add(
                ResultNumbers.object("name", i.name(), "importance", i.value(), "standard_error", i.standardError())));
        return json;
    }
}
