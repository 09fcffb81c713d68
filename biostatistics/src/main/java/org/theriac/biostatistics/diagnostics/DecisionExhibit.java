package org.theriac.biostatistics.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.evaluation.Exhibit;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;

/**
 * What follows when predictions are acted on: sensitivity, specificity and predictive values with exact intervals, for two classes also where the
 * threshold is chosen for a sensitivity of 90 %, and the confusion matrices.
 */
public final class DecisionExhibit implements Exhibit<Category, ClassProbabilities> {
    private static final int MOST_SHOWN = 12;
    private static final double[] PREVALENCES = {0.01, 0.05, 0.1, 0.2, 0.5};
    private static final String EXACT = "Percent, with Clopper and Pearson's exact 95 % interval; of fewer than "
            + SmallCells.LEAST + " rows nothing is shown.";

    @Override
    public String id() {
        return "decisions";
    }

    @Override
    public Class<Category> outcome() {
        return Category.class;
    }

    @Override
    public List<Section> show(Evaluation<Category, ClassProbabilities> evaluation, Run run) {
        TestRows rows = TestRows.of(evaluation);
        List<Block> blocks = new ArrayList<>();
        if (rows.outcome().binary()) {
            blocks.addAll(twoClasses(rows));
        } else {
            blocks.add(byClass(rows));
        }
        if (rows.outcome().classes().size() <= MOST_SHOWN) {
            for (Candidate<Category, ClassProbabilities> candidate : rows.candidates()) {
                run.checkStop();
                blocks.add(confusion(rows, candidate));
            }
        }
        return List.of(new Section(id(), "Decisions", blocks));
    }

    private static List<Block> twoClasses(TestRows rows) {
        int k = rows.outcome().positiveClass();
        List<Row> points = new ArrayList<>();
        List<Row> predictive = new ArrayList<>();
        for (Candidate<Category, ClassProbabilities> candidate : rows.candidates()) {
            points.add(row(candidate.name() + ", most likely class", "50.0 %", called(rows, candidate, k)));
            if (rows.bothSides(k, SmallCells.LEAST) && rows.varied(candidate, k)) {
                OperatingPoint point = OperatingPoint.of(rows, candidate, k);
                points.add(row(
                        candidate.name() + ", sensitivity " + Numbers.level(OperatingPoint.SENSITIVITY),
                        point.thresholds(),
                        point.counts()));
                predictive.add(predictive(candidate.name(), point.counts()));
            }
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                "Operating points: " + rows.label(k) + " is called from a threshold on its probability",
                List.of(
                        Column.text("Method and decision"),
                        Column.number("Threshold"),
                        Column.number("Sensitivity"),
                        Column.number("Specificity"),
                        Column.number("PPV"),
                        Column.number("NPV")),
                points,
                TestRows.joined(
                        List.of(
                                EXACT,
                                OperatingPoint.origin(rows),
                                "PPV and NPV are those at the share of "
                                        + rows.label(k)
                                        + " among the test rows, "
                                        + Numbers.percent(rows.rows(k) / (double) rows.rows()) + "."),
                        rows.dependence())));
        if (!predictive.isEmpty()) {
            List<Column> columns = new ArrayList<>(List.of(Column.text("Method")));
            for (double prevalence : PREVALENCES) {
                columns.add(Column.number("Prevalence " + Numbers.level(prevalence)));
            }
            blocks.add(new Table(
                    "PPV / NPV where the prevalence is another, at the threshold for a sensitivity of "
                            + Numbers.level(OperatingPoint.SENSITIVITY),
                    columns,
                    predictive,
                    List.of("By Bayes' theorem from the sensitivity and specificity above, in percent; it takes both as"
                            + " unchanged where the class is rarer or more common.")));
        }
        return blocks;
    }

    /** Rows of a class, and rows that were given it as their most likely one; all parts together. */
    private static TwoByTwo called(TestRows rows, Candidate<Category, ClassProbabilities> candidate, int k) {
        TwoByTwo counts = TwoByTwo.NONE;
        for (int part = 0; part < rows.parts(); part++) {
            int[] called = rows.called(candidate, part);
            boolean[] own = new boolean[called.length];
            for (int row = 0; row < own.length; row++) {
                own[row] = called[row] == k;
            }
            counts = counts.plus(TwoByTwo.of(rows.is(part, k), own));
        }
        return counts;
    }

    private static Row row(String what, String middle, TwoByTwo counts) {
        return Row.of(
                what,
                middle,
                counts.sensitivity().text(),
                counts.specificity().text(),
                counts.positivePredictiveValue().text(),
                counts.negativePredictiveValue().text());
    }

    private static Row predictive(String name, TwoByTwo counts) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (double prevalence : PREVALENCES) {
            cells.add(percent(counts.positivePredictiveValueAt(prevalence)) + " / "
                    + percent(counts.negativePredictiveValueAt(prevalence)));
        }
        return Row.of(cells);
    }

    private static String percent(double share) {
        return Numbers.percent(share).replace(" %", "");
    }

    private static Table byClass(TestRows rows) {
        List<Row> lines = new ArrayList<>();
        for (Candidate<Category, ClassProbabilities> candidate : rows.candidates()) {
            for (int k : rows.examined()) {
                lines.add(row(
                        candidate.name() + ", " + rows.label(k),
                        SmallCells.count(rows.rows(k)),
                        called(rows, candidate, k)));
            }
        }
        return new Table(
                "Each class against the rest, by the most likely class",
                List.of(
                        Column.text("Method and class"),
                        Column.number("Rows"),
                        Column.number("Sensitivity"),
                        Column.number("Specificity"),
                        Column.number("PPV"),
                        Column.number("NPV")),
                lines,
                TestRows.joined(List.of(EXACT), rows.dependence()));
    }

    private static Table confusion(TestRows rows, Candidate<Category, ClassProbabilities> candidate) {
        List<String> classes = rows.outcome().classes();
        int[][] counts = new int[classes.size()][classes.size()];
        for (int part = 0; part < rows.parts(); part++) {
            int[] truth = rows.truth().get(part);
            int[] called = rows.called(candidate, part);
            for (int row = 0; row < truth.length; row++) {
                counts[truth[row]][called[row]]++;
            }
        }
        boolean[][] withheld = SmallCells.withheld(counts);
        List<Column> columns = new ArrayList<>(List.of(Column.text("True class")));
        classes.forEach(name -> columns.add(Column.number("Called " + name)));
        List<Row> lines = new ArrayList<>();
        boolean any = false;
        for (int t = 0; t < counts.length; t++) {
            List<String> cells = new ArrayList<>(List.of(classes.get(t)));
            for (int c = 0; c < counts.length; c++) {
                cells.add(SmallCells.count(counts[t][c], withheld[t][c]));
                any |= withheld[t][c];
            }
            lines.add(Row.of(cells));
        }
        List<String> notes = List.of("Test rows" + rows.ofAllFolds() + " by true and by most likely class.");
        return new Table(
                "Confusion matrix, " + candidate.name(),
                columns,
                lines,
                any ? TestRows.joined(notes, List.of(SmallCells.note())) : notes);
    }
}
