package org.theriac.biostatistics.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.RocPlot;
import org.theriac.core.run.Run;

/** How well classes are ranked: ROC curves of all methods, their areas with DeLong's intervals, and DeLong's test of each two methods. */
public final class DiscriminationExhibit implements Exhibit<Category, ClassProbabilities> {
    private static final double LEVEL = 0.95;
    /** Finer steps than a line is wide say nothing more, and would lay open single rows. */
    private static final int POINTS = 101;
    /** More classes than these get their areas, but no curves. */
    private static final int MOST_FIGURES = 8;
    /** More methods than these are compared with the reference alone. */
    private static final int MOST_PAIRED = 6;

    @Override
    public String id() {
        return "discrimination";
    }

    @Override
    public Class<Category> outcome() {
        return Category.class;
    }

    @Override
    public List<Section> show(Evaluation<Category, ClassProbabilities> evaluation, Run run) {
        TestRows rows = TestRows.of(evaluation);
        int[] classes = Arrays.stream(rows.examined())
                .filter(k -> rows.bothSides(k, SmallCells.LEAST))
                .toArray();
        if (classes.length == 0) {
            return List.of();
        }
        List<DeLong> areas = new ArrayList<>();
        for (int k : classes) {
            run.checkStop();
            areas.add(areas(rows, k));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(table(rows, classes, areas));
        if (rows.outcome().binary() && rows.candidates().size() > 1) {
            blocks.add(differences(rows, areas.get(0)));
        }
        for (int c = 0; c < Math.min(classes.length, MOST_FIGURES); c++) {
            run.checkStop();
            blocks.add(figure(rows, classes[c], areas.get(c)));
        }
        return List.of(new Section(id(), "Discrimination", blocks));
    }

    /** Within each test fold, then averaged, as the metric is. */
    static DeLong areas(TestRows rows, int k) {
        return DeLong.mean(IntStream.range(0, rows.parts())
                .mapToObj(part -> DeLong.of(
                        rows.candidates().stream()
                                .map(candidate -> rows.score(candidate, part, k))
                                .toArray(double[][]::new),
                        rows.is(part, k)))
                .toList());
    }

    private static Table table(TestRows rows, int[] classes, List<DeLong> areas) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("Method")));
        for (int k : classes) {
            String name = rows.label(k);
            columns.add(Column.number(rows.outcome().binary() ? "AUC" : "AUC, " + name + " against the rest"));
        }
        List<Row> lines = new ArrayList<>();
        for (int c = 0; c < rows.candidates().size(); c++) {
            List<String> cells =
                    new ArrayList<>(List.of(rows.candidates().get(c).name()));
            for (DeLong area : areas) {
                DeLong.Interval interval = area.interval(c, LEVEL);
                cells.add(Numbers.interval(area.auc()[c], interval.lower(), interval.upper()));
            }
            lines.add(Row.of(cells));
        }
        List<String> notes = List.of("Area under the ROC curve with DeLong's 95 % interval, models held fixed."
                + (rows.parts() > 1 ? " Within each test fold, then averaged; the folds' variances are added." : ""));
        return new Table("Areas under the ROC curves", columns, lines, TestRows.joined(notes, rows.dependence()));
    }

    private static Table differences(TestRows rows, DeLong areas) {
        int reference = rows.evaluation().reference();
        int candidates = rows.candidates().size();
        List<Row> lines = new ArrayList<>();
        for (int a = 0; a < candidates; a++) {
            for (int b = 0; b < candidates; b++) {
                boolean wanted = candidates <= MOST_PAIRED ? b < a : b == reference && a != reference;
                if (wanted) {
                    DeLong.Interval interval = areas.differenceInterval(a, b, LEVEL);
                    lines.add(Row.of(
                            rows.candidates().get(a).name() + " − "
                                    + rows.candidates().get(b).name(),
                            Numbers.interval(areas.difference(a, b), interval.lower(), interval.upper()),
                            Numbers.pValue(areas.pValue(a, b))));
                }
            }
        }
        return new Table(
                "Differences of the areas, on the same rows",
                List.of(
                        Column.text("Methods"),
                        Column.number("Difference (95 % interval)"),
                        Column.number("DeLong's test")),
                lines,
                List.of("The p values are not adjusted for the number of comparisons."));
    }

    private Figure figure(TestRows rows, int k, DeLong areas) {
        List<RocPlot.Curve> curves = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (int c = 0; c < rows.candidates().size(); c++) {
            String name = rows.candidates().get(c).name();
            curves.add(curve(rows, rows.candidates().get(c), k));
            said.add(name + " " + Numbers.measure(areas.auc()[c]));
        }
        String of = rows.label(k);
        String title = rows.outcome().binary() ? "ROC curves, " + of : "ROC curves, " + of + " against the rest";
        return new RocPlot(curves)
                .figure(
                        id() + "-" + k,
                        title,
                        (rows.parts() > 1
                                        ? "Sensitivities of the test folds averaged at each share of false positives. "
                                        : "")
                                + "On the dashed line the order is that of chance.",
                        title + ". Areas: " + String.join(", ", said) + ".");
    }

    private static RocPlot.Curve curve(TestRows rows, Candidate<Category, ClassProbabilities> candidate, int k) {
        double[] rate = new double[POINTS + 1];
        double[] sensitivity = new double[POINTS + 1];
        for (int part = 0; part < rows.parts(); part++) {
            RocCurve curve = RocCurve.of(rows.score(candidate, part, k), rows.is(part, k));
            for (int i = 1; i <= POINTS; i++) {
                rate[i] = (i - 1) / (POINTS - 1.0);
                sensitivity[i] += curve.sensitivityAt(rate[i]) / rows.parts();
            }
        }
        return new RocPlot.Curve(candidate.name(), rate, sensitivity);
    }
}
