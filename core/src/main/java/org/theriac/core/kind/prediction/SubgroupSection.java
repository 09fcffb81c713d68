package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.evaluation.Estimate;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.Scores;
import org.theriac.core.evaluation.SubgroupScoring;
import org.theriac.core.evaluation.SubgroupScoring.GroupScores;
import org.theriac.core.evaluation.Subgroups;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.Section;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.GroupedIntervals;

/** Every metric by age, sex, race and whatever else was asked for: whether a method serves some patients worse than others. */
final class SubgroupSection<O extends Outcome<P>, P extends Predictions> {
    /** With more strata than these the table shows rows alone. */
    private static final int MOST_STRATA = 3;

    private static final int MOST_TABLES = 5;
    private static final int MOST_FIGURES = 2;

    private final Evaluation<O, P> evaluation;
    private final Scores<O, P> scores;
    private final List<GroupScores> groups;

    SubgroupSection(Evaluation<O, P> evaluation, Scores<O, P> scores, List<GroupScores> groups) {
        this.evaluation = evaluation;
        this.scores = scores;
        this.groups = groups;
    }

    Optional<Section> section() {
        if (groups.stream().noneMatch(GroupScores::scored)) {
            return Optional.empty();
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(
                "Each metric on the test rows of one subgroup alone, models and draws unchanged. A model that"
                        + " is good on the whole may fail those who are few."));
        blocks.add(counts());
        int[] plotted = IntStream.range(0, scores.metrics().size())
                .filter(this::plotted)
                .toArray();
        for (int i = 0; i < Math.min(MOST_TABLES, plotted.length); i++) {
            if (i < MOST_FIGURES) {
                blocks.add(figure(plotted[i]));
            }
            blocks.add(table(plotted[i]));
        }
        if (plotted.length > MOST_TABLES) {
            blocks.add(Paragraph.note("The other metrics by subgroup stand in results.json."));
        }
        blocks.add(Paragraph.note(honestWord()));
        return Optional.of(new Section("subgroups", "Subgroups", blocks));
    }

    /** A test is read by its p value, which a subgroup's size decides. */
    private boolean plotted(int m) {
        return scores.scores().stream()
                .noneMatch(ofMethod -> ofMethod.get(m).pValue().isPresent());
    }

    private String honestWord() {
        long shown = groups.stream().filter(GroupScores::scored).count()
                * IntStream.range(0, scores.metrics().size())
                        .filter(this::plotted)
                        .count()
                * evaluation.candidates().size();
        return "Here stand " + Numbers.count(shown)
                + " estimates, none adjusted for their number: of many intervals some miss the truth by"
                + " chance, and the smallest group has the widest. A concordance or an area under the curve also depends on how much the"
                + " patients of a group differ, so a lower one need not mean a worse model. Intervals that overlap prove no equality, and"
                + " those that do not overlap are a reason to look again in other data, not a finding.";
    }

    private Figure figure(int m) {
        Metric<O, P> metric = scores.metrics().get(m);
        List<String> names =
                evaluation.candidates().stream().map(Evaluation.Candidate::name).toList();
        List<GroupedIntervals.Row> rows = new ArrayList<>();
        for (int c = 0; c < names.size(); c++) {
            Estimate all = scores.scores().get(c).get(m).value();
            rows.add(new GroupedIntervals.Row("All", names.get(c), all.value(), all.lower(), all.upper()));
        }
        for (GroupScores group : groups) {
            for (int c = 0; c < names.size() && group.scored(); c++) {
                Estimate e = group.scores()[c][m];
                rows.add(new GroupedIntervals.Row(name(group), names.get(c), e.value(), e.lower(), e.upper()));
            }
        }
        return new GroupedIntervals(metric.title(), Optional.empty(), names, rows)
                .figure(
                        "subgroups-" + metric.id().replace('_', '-'),
                        metric.title() + " by subgroup, " + metric.direction().words(),
                        "With percentile intervals over resampled subjects. Groups of fewer than "
                                + SubgroupScoring.LEAST_ROWS + " test rows, or fewer than "
                                + SubgroupScoring.LEAST_OF_A_STRATUM
                                + " of one outcome, are not scored.",
                        metric.title() + " of " + String.join(", ", names)
                                + " in each subgroup; the table beneath gives the numbers.");
    }

    private static String name(GroupScores group) {
        return group.variable().label() + ": " + group.group().label();
    }

    private List<Subgroups.Variable> variables() {
        return groups.stream().map(GroupScores::variable).distinct().toList();
    }

    private List<GroupScores> of(Subgroups.Variable variable) {
        return groups.stream()
                .filter(group -> group.variable().equals(variable))
                .toList();
    }

    private static Row heading(Subgroups.Variable variable, int columns) {
        List<String> heading = new ArrayList<>(List.of(variable.label()));
        while (heading.size() < columns) {
            heading.add("");
        }
        return Row.of(heading);
    }

    /** How many rows each group has, and of which outcome. */
    private Table counts() {
        List<String> strata = evaluation.task().outcome().strataNames();
        boolean withStrata = strata.size() <= MOST_STRATA;
        List<Column> columns = new ArrayList<>(List.of(Column.text("Subgroup"), Column.number("Rows")));
        if (withStrata) {
            strata.forEach(stratum -> columns.add(Column.number(stratum)));
        }
        List<Row> rows = new ArrayList<>();
        boolean any = false;
        for (Subgroups.Variable variable : variables()) {
            List<GroupScores> own = of(variable);
            rows.add(heading(variable, columns.size()));
            boolean[][] withheld = withheld(own);
            for (int g = 0; g < own.size(); g++) {
                List<String> cells = new ArrayList<>(List.of(own.get(g).group().label()));
                cells.add(SmallCells.count(own.get(g).rows(), withheld[g][0]));
                any |= withheld[g][0];
                for (int s = 0; s < strata.size() && withStrata; s++) {
                    cells.add(SmallCells.count(own.get(g).strata()[s], withheld[g][s + 1]));
                    any |= withheld[g][s + 1];
                }
                rows.add(new Row(cells, 1, false));
            }
        }
        return new Table("Test rows of each subgroup", columns, rows, any ? List.of(SmallCells.note()) : List.of());
    }

    private Table table(int m) {
        List<Column> columns = new ArrayList<>(List.of(Column.text("Subgroup")));
        evaluation.candidates().forEach(candidate -> columns.add(Column.number(candidate.name())));
        List<Row> rows = new ArrayList<>();
        for (Subgroups.Variable variable : variables()) {
            rows.add(heading(variable, columns.size()));
            for (GroupScores group : of(variable)) {
                List<String> cells = new ArrayList<>(List.of(group.group().label()));
                for (Estimate[] ofCandidate : group.scores()) {
                    Estimate estimate = ofCandidate[m];
                    cells.add(Numbers.interval(estimate.value(), estimate.lower(), estimate.upper()));
                }
                rows.add(new Row(cells, 1, false));
            }
        }
        Metric<O, P> metric = scores.metrics().get(m);
        return new Table(
                metric.title() + " by subgroup, " + metric.direction().words(),
                columns,
                rows,
                List.of("A dash: too few test rows for a score."));
    }

    /** Rows, then rows of each stratum: each row's and each column's sum may be known from elsewhere in the report. */
    private static boolean[][] withheld(List<GroupScores> groups) {
        return SmallCells.withheld(groups.stream()
                .map(group -> IntStream.concat(IntStream.of(group.rows()), IntStream.of(group.strata()))
                        .toArray())
                .toArray(int[][]::new));
    }
}
