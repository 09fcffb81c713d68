package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.survival.Adjustment;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.run.Run;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/** The log-rank test and its weighted relatives: observed and expected events of groups, and χ². */
public record LogRankAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "log_rank",
            "Log-rank test",
            "Tests whether groups have the same survival; weighted towards early differences if asked, within strata if named.",
            "Harrington and Fleming, A class of rank test procedures for censored survival data, Biometrika 69, 1982",
            Settings.DEFAULTS,
            LogRankAnalysis::new);

    private static final int MOST_TO_PAIR = 10;

    /** Settings of the log-rank test. */
    @Meaning("The test that groups have the same survival.")
    public record Settings(
            @Meaning("Columns whose groups are compared.") List<String> by,

            @Meaning(
                    "Events at t weigh S(t−) to this power: 0 is the log-rank test, 1 that of Peto and Peto, which looks at early differences.")
            @Range(min = -5, max = 5)
            double rho,

            @Meaning("Columns within whose levels groups are compared.")
            List<String> strata,

            @Meaning(
                    "Also test for a trend over the groups in their order, as scores 1, 2, 3 …; levels: sets the order.")
            boolean trend,

            @Meaning(
                    "Also compare every two groups, with p-values adjusted for their number: holm, benjamini_hochberg or none.")
            Optional<Adjustment> pairwise,

            @Meaning(
                    "With competing risks: the cause whose events count, all others being censored; any of them unless given.")
            Optional<String> cause,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS =
                new Settings(List.of(), 0, List.of(), false, Optional.empty(), Optional.empty(), Optional.empty());

        public Settings {
            by = List.copyOf(by);
            strata = List.copyOf(strata);
            if (strata.stream().anyMatch(by::contains)) {
                throw new IllegalArgumentException(
                        "strata: names a column that by: names too; groups cannot be compared within themselves.");
            }
            if (trend && by.size() > 1) {
                throw new IllegalArgumentException(
                        "trend: needs groups in an order, but by: names several columns; name the one that has the order.");
            }
        }
    }

    @Override
    public String title() {
        return settings.title()
                .orElseGet(() -> (settings.rho() == 0 ? "Log-rank test" : "Weighted log-rank test") + " by "
                        + String.join(", ", settings.by())
                        + (settings.strata().isEmpty() ? "" : ", within " + String.join(", ", settings.strata())));
    }

    private record Plan(Sample sample, SurvivalTimes times, Groups groups, Groups strata) {}

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(settings.by());
        used.addAll(settings.strata());
        Sample sample = all.complete(used);
        SurvivalTimes times = sample.times(settings.cause());
        Groups groups = Groups.toCompare(sample, settings.by());
        if (times.events() == 0) {
            throw new UserError("none of the " + sample.rows() + " rows used has the event; nothing can be tested.");
        }
        if (settings.trend() && groups.size() < 3) {
            throw new UserError("trend: needs at least three groups in an order; there are " + groups.size() + ".");
        }
        if (settings.pairwise().isPresent() && groups.size() > MOST_TO_PAIR) {
            throw new UserError("pairwise: would compare every two of " + groups.size() + " groups; at most "
                    + MOST_TO_PAIR + " are compared so. Join levels with levels:.");
        }
        return new Plan(sample, times, groups, Groups.of(sample, settings.strata()));
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        LogRank test = LogRank.test(
                plan.times(),
                plan.groups().codes(),
                settings.rho(),
                plan.strata().codes());
        GroupCounts counts = new GroupCounts(plan.times(), plan.groups());
        List<Row> rows = new ArrayList<>();
        ArrayNode groups = JsonNodeFactory.instance.arrayNode();
        for (int g = 0; g < plan.groups().size(); g++) {
            String name = plan.groups().names().get(g);
            if (counts.events(g) == 0) {
                run.notice("group-without-events", "A group has no event: " + name + ".", 1);
            }
            double observed = test.observed()[g];
            double expected = test.expected()[g];
            boolean hidden = counts.eventsWithheld(g);
            rows.add(Row.of(
                    name,
                    counts.rowsShown(g),
                    settings.rho() == 0 ? counts.eventsShown(g) : hidden ? "–" : Numbers.measure(observed),
                    hidden ? "–" : Numbers.measure(expected),
                    hidden ? "–" : Numbers.ratio(observed / expected)));
            ObjectNode group = ResultNumbers.object("group", name);
            if (!hidden) {
                group.setAll(ResultNumbers.object("rows", counts.rows(g), "observed", observed, "expected", expected));
            }
            groups.add(group);
        }
        String said = Estimates.chiSquare(test.statistic(), test.degreesOfFreedom(), test.p());
        List<String> notes = new ArrayList<>();
        notes.add(convention());
        notes.addAll(counts.notes());
        Table table = new Table(
                "Observed and expected events",
                List.of(
                        Column.text("Group"),
                        Column.number("Rows"),
                        Column.number("Observed"),
                        Column.number("Expected"),
                        Column.number("Observed / expected")),
                rows,
                notes);
        ObjectNode json = ResultNumbers.object(
                "rho", settings.rho(),
                "statistic", test.statistic(),
                "degrees_of_freedom", test.degreesOfFreedom(),
                "p", test.p());
        json.set("groups", groups);
        List<Block> blocks = new ArrayList<>(List.of(
                Paragraph.text(plan.sample().inWords(plan.times().events())), Paragraph.text(said + "."), table));
        List<Line> headline = new ArrayList<>(List.of(new Line(name(), "", said)));
        if (settings.trend()) {
            json.set("trend", trend(plan, test, blocks, headline));
        }
        settings.pairwise().ifPresent(adjustment -> json.set("pairwise", pairs(plan, adjustment, blocks)));
        return new AnalysisResult(blocks, headline, json);
    }

    private static ObjectNode trend(Plan plan, LogRank test, List<Block> blocks, List<Line> headline) {
        LogRank.Trend trend = test.trend(IntStream.rangeClosed(1, plan.groups().size())
                .mapToDouble(score -> score)
                .toArray());
        String said = String.format(Locale.ROOT, "z = %.2f, %s", trend.z(), Numbers.pValue(trend.p()))
                .replace("-", "−");
        blocks.add(Paragraph.text("Test for a trend (Tarone), scores 1, 2, 3 … in the order of the groups: " + said
                + ". Above 0: more events than expected in later groups."));
        headline.add(new Line("test for a trend", "", said));
        return ResultNumbers.object("z", trend.z(), "statistic", trend.statistic(), "p", trend.p());
    }

    /** The test of every two groups, on their rows alone. */
    private ArrayNode pairs(Plan plan, Adjustment adjustment, List<Block> blocks) {
        List<String> names = plan.groups().names();
        List<LogRank> tests = new ArrayList<>();
        List<String[]> pairs = new ArrayList<>();
        int[] large = IntStream.range(0, names.size())
                .filter(g -> plan.groups().sizes()[g] >= SmallCells.LEAST)
                .toArray();
        for (int a : large) {
            for (int b : IntStream.of(large).filter(g -> g > a).toArray()) {
                pairs.add(new String[] {names.get(a), names.get(b)});
                tests.add(pair(plan, a, b));
            }
        }
        double[] p = tests.stream()
                .mapToDouble(test -> test.degreesOfFreedom() == 0 ? Double.NaN : test.p())
                .toArray();
        double[] adjusted = adjustment.adjusted(p);
        List<Row> rows = new ArrayList<>();
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (int k = 0; k < p.length; k++) {
            double statistic = tests.get(k).statistic();
            rows.add(Row.of(
                    pairs.get(k)[0] + " – " + pairs.get(k)[1],
                    Double.isNaN(p[k]) ? "–" : Numbers.measure(statistic),
                    Numbers.pValue(p[k]),
                    Numbers.pValue(adjusted[k])));
            json.add(ResultNumbers.object(
                    "group", pairs.get(k)[1],
                    "against", pairs.get(k)[0],
                    "statistic", statistic,
                    "p", p[k],
                    "adjusted_p", adjusted[k]));
        }
        String note = switch (adjustment) {
            case HOLM -> "Each pair on its own rows; p adjusted by Holm for the number of pairs.";
            case BENJAMINI_HOCHBERG ->
                "Each pair on its own rows; p adjusted by Benjamini and Hochberg for the number of pairs.";
            case NONE -> "Each pair on its own rows; p not adjusted for the number of pairs.";
        };
        List<String> notes = new ArrayList<>(List.of(note));
        if (large.length < names.size()) {
            notes.add("Groups of fewer than " + SmallCells.LEAST + " rows are not compared in pairs.");
        }
        blocks.add(new Table(
                "Pairs of groups",
                List.of(Column.text("Groups"), Column.number("χ²"), Column.number("p"), Column.number("Adjusted p")),
                rows,
                notes));
        return json;
    }

    private LogRank pair(Plan plan, int a, int b) {
        int[] codes = plan.groups().codes();
        int[] strata = plan.strata().codes();
        int[] rows = IntStream.range(0, codes.length)
                .filter(row -> codes[row] == a || codes[row] == b)
                .toArray();
        return LogRank.test(
                plan.times().take(rows),
                Arrays.stream(rows).map(row -> codes[row] == a ? 0 : 1).toArray(),
                settings.rho(),
                Arrays.stream(rows).map(row -> strata[row]).toArray());
    }

    private String name() {
        return settings.rho() == 0 ? "log-rank test" : "weighted log-rank test";
    }

    private String convention() {
        String weights = settings.rho() == 0
                ? "Log-rank test"
                : "Test with weights S(t−) to the power " + Numbers.value(settings.rho())
                        + " of the pooled Kaplan–Meier curve";
        return weights + (settings.strata().isEmpty() ? "" : ", within " + String.join(", ", settings.strata()))
                + "; hypergeometric variance at tied times. Expected: events if survival were the same in all groups.";
    }
}
