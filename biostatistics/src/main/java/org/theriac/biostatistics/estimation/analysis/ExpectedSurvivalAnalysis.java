package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Confidence;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.exhibits.GroupCurves;
import org.theriac.biostatistics.population.ExpectedSurvival;
import org.theriac.biostatistics.population.Matched;
import org.theriac.biostatistics.population.NetSurvival;
import org.theriac.biostatistics.population.StandardisedMortality;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.Table;
import org.theriac.core.report.Table.Column;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.StepCurves;
import org.theriac.core.run.Run;

/** Groups beside the population they come from: standardised mortality, expected, relative and net survival. */
public record ExpectedSurvivalAnalysis(ExpectedSurvivalSettings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "expected_survival",
            "Expected survival",
            "How many events and what survival the population of the same age, sex and calendar years would have had, and how that compares.",
            "Ederer, Axtell and Cutler, National Cancer Institute Monograph 6, 1961; Pohar Perme, Stare and Estève, Biometrics 68, 2012",
            ExpectedSurvivalSettings.DEFAULTS,
            ExpectedSurvivalAnalysis::new);

    @Override
    public String title() {
        return settings.title()
                .orElseGet(() -> "Expected survival"
                        + (settings.by().isEmpty() ? "" : " by " + String.join(", ", settings.by())));
    }

    @Override
    public List<String> tables() {
        return List.of(settings.rates());
    }

    private record Plan(Sample sample, SurvivalTimes times, Groups groups, PopulationMatch match) {}

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(List.of(settings.age(), settings.sex(), settings.year()));
        used.addAll(settings.by());
        settings.potential().ifPresent(used::add);
        Sample complete = all.complete(used);
        int[] shown = Groups.of(complete, settings.by()).rowsOfGroupsFrom(SmallCells.LEAST);
        if (shown.length == 0) {
            throw new UserError("no group has " + SmallCells.LEAST + " rows, so that no curve can be shown.");
        }
        Sample sample = complete.take(shown, "groups of fewer than " + SmallCells.LEAST + " rows");
        SurvivalTimes times = sample.times(settings.cause());
        if (IntStream.range(0, times.size()).anyMatch(row -> times.entry(row) > 0)) {
            throw new UserError(
                    "is for rows that are under observation from time 0; some enter later. Count time from the entry, with age and year of that day.");
        }
        return new Plan(sample, times, Groups.of(sample, settings.by()), new PopulationMatch(sample, settings));
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    /** What is known of a group. */
    private record Group(
            String name,
            StandardisedMortality mortality,
            KaplanMeier observed,
            double[] expected,
            double[] times,
            NetSurvival net) {}

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        long outside = plan.match().outside(plan.times());
        if (outside > 0) {
            run.notice(
                    "outside-rates",
                    "Some rows are under observation outside the years of the rates; the nearest year's rates are theirs.",
                    outside);
        }
        GroupCounts counts = new GroupCounts(plan.times(), plan.groups());
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < plan.groups().size(); g++) {
            groups.add(group(plan, plan.groups().names().get(g), plan.groups().rows(g)));
        }
        List<Line> headline = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.times().events())));
        blocks.add(curves(plan, groups)
                .figure(
                        "curves",
                        title(),
                        caption(plan.sample().confidence()),
                        "Observed and expected survival of " + groups.size() + " groups."));
        blocks.add(mortality(plan, groups, counts, headline));
        blocks.add(survival(plan, groups));
        return new AnalysisResult(blocks, headline, numbers(plan, groups, counts));
    }

    private Group group(Plan plan, String name, int[] rows) {
        Confidence confidence = plan.sample().confidence();
        SurvivalTimes times = plan.times().take(rows);
        KaplanMeier observed = KaplanMeier.fit(times).withInterval(IntervalType.LOG, confidence.level());
        int shown = GroupCurves.shown(observed);
        double[] at = IntStream.concat(IntStream.of(-1), IntStream.range(0, shown))
                .mapToDouble(k -> k < 0 ? 0 : observed.time()[k])
                .toArray();
        double[] asked = asked(plan);
        Matched matched = plan.match().matched(rows);
        SurvivalTimes days = plan.match().inDays(times);
        double unit = plan.match().daysPerUnit();
        return new Group(
                name,
                StandardisedMortality.of(days, matched),
                observed,
                expected(plan, matched, days, rows, at),
                at,
                NetSurvival.fit(
                        days, matched, Arrays.stream(asked).map(t -> t * unit).toArray()));
    }

    /** At times in the unit of the outcome. */
    private double[] expected(Plan plan, Matched matched, SurvivalTimes days, int[] rows, double[] at) {
        double unit = plan.match().daysPerUnit();
        double[] times = Arrays.stream(at).map(t -> t * unit).toArray();
        return switch (settings.method()) {
            case CONDITIONAL -> ExpectedSurvival.conditional(matched, days, times);
            case EDERER -> ExpectedSurvival.ederer(matched, times);
            case HAKULINEN -> {
                double[] potential = plan.sample().numbers(settings.potential().orElseThrow(), "potential");
                yield ExpectedSurvival.hakulinen(
                        matched,
                        Arrays.stream(rows)
                                .mapToDouble(row -> potential[row] * unit)
                                .toArray(),
                        times);
            }
        };
    }

    private double[] asked(Plan plan) {
        return ShownCurve.tabulated(settings.at(), ShownCurve.end(plan.times().times()));
    }

    private StepCurves curves(Plan plan, List<Group> groups) {
        String unit = plan.sample().unit();
        StepCurves observed = new GroupCurves(
                        groups.stream().map(Group::name).toList(),
                        groups.stream().map(Group::observed).toList(),
                        GroupCurves.middle(plan.times()),
                        unit)
                .chart();
        List<StepCurves.Curve> curves = new ArrayList<>(observed.curves());
        for (Group group : groups) {
            double[] none = new double[group.times().length];
            Arrays.fill(none, Double.NaN);
            curves.add(new StepCurves.Curve(
                    "expected, " + group.name(), group.times(), group.expected(), none, none, new int[0]));
        }
        return new StepCurves(observed.timeTitle(), observed.valueTitle(), curves, observed.riskTimes());
    }

    private String caption(Confidence confidence) {
        return "Kaplan–Meier with pointwise " + confidence.word() + " intervals (log), cut where fewer than "
                + SmallCells.LEAST + " are at risk, and expected survival: " + counted() + ".";
    }

    private String counted() {
        return switch (settings.method()) {
            case CONDITIONAL -> "of those still under observation (Ederer II)";
            case EDERER -> "of everybody for ever (Ederer I)";
            case HAKULINEN -> "of those who could still have been followed (Hakulinen)";
        };
    }

    private Table mortality(Plan plan, List<Group> groups, GroupCounts counts, List<Line> headline) {
        Confidence confidence = plan.sample().confidence();
        List<Row> rows = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            StandardisedMortality mortality = groups.get(g).mortality();
            boolean hidden = counts.eventsWithheld(g);
            double[] limits = mortality.limits(confidence.level());
            String ratio = hidden ? "–" : Estimates.ratio(mortality.ratio(), limits[0], limits[1]);
            String p = hidden ? "–" : Numbers.pValue(mortality.p());
            rows.add(Row.of(
                    groups.get(g).name(),
                    counts.rowsShown(g),
                    String.format(Locale.ROOT, "%,.0f", mortality.personYears()),
                    counts.eventsShown(g),
                    String.format(Locale.ROOT, "%,.1f", mortality.expected()),
                    ratio,
                    p));
            headline.add(new Line("observed / expected, " + groups.get(g).name(), ratio, p));
        }
        List<String> notes = new ArrayList<>(List.of(
                "Expected: the population's hazard along each row's time under observation. Exact limits of a Poisson number; p by the log-rank test of one sample. "
                        + plan.match() + "; "
                        + (settings.calendar() == Matched.Calendar.BIRTHDAY
                                ? "the calendar turns on birthdays."
                                : "the calendar turns on the first of January.")));
        notes.addAll(counts.notes());
        return new Table(
                "Observed and expected events",
                List.of(
                        Column.text("Group"),
                        Column.number("Rows"),
                        Column.number("Person-years"),
                        Column.number("Observed"),
                        Column.number("Expected"),
                        Column.number(confidence.heading("Observed / expected")),
                        Column.number("p")),
                rows,
                notes);
    }

    /** Survival at a time: observed, expected, their ratio, and net. */
    private record At(double time, KaplanMeier.Estimate observed, double expected, NetSurvival.Estimate net) {
        double[] relative() {
            return new double[] {
                observed.survival() / expected, observed.lower() / expected, observed.upper() / expected
            };
        }
    }

    private List<At> at(Plan plan, Group group, int g) {
        double[] asked = asked(plan);
        int[] rows = plan.groups().rows(g);
        double[] expected = expected(
                plan,
                plan.match().matched(rows),
                plan.match().inDays(plan.times().take(rows)),
                rows,
                asked);
        List<At> all = new ArrayList<>();
        for (int k = 0; k < asked.length; k++) {
            KaplanMeier.Estimate observed = group.observed().at(asked[k]);
            boolean known = !Double.isNaN(observed.survival());
            all.add(new At(
                    asked[k],
                    observed,
                    known ? expected[k] : Double.NaN,
                    group.net()
                            .at(
                                    asked[k] * plan.match().daysPerUnit(),
                                    plan.sample().confidence().level())));
        }
        return all;
    }

    private Table survival(Plan plan, List<Group> groups) {
        Confidence confidence = plan.sample().confidence();
        List<Row> rows = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            for (At at : at(plan, groups.get(g), g)) {
                KaplanMeier.Estimate observed = at.observed();
                rows.add(Row.of(
                        groups.get(g).name(),
                        Numbers.value(at.time()),
                        Estimates.percent(observed.survival(), observed.lower(), observed.upper()),
                        Double.isNaN(at.expected()) ? "–" : Numbers.percent(at.expected()),
                        Estimates.ratio(at.relative()),
                        Estimates.percent(
                                at.net().survival(), at.net().lower(), at.net().upper())));
            }
        }
        return new Table(
                "Observed, expected, relative and net survival",
                List.of(
                        Column.text("Group"),
                        Column.number("Time (" + plan.sample().unit() + ")"),
                        Column.number(confidence.heading("Observed")),
                        Column.number("Expected"),
                        Column.number(confidence.heading("Observed / expected")),
                        Column.number(confidence.heading("Net survival"))),
                rows,
                List.of(
                        "Net survival: if the population's causes of death did not exist (Pohar Perme). Above 100 % where fewer have the event than in the population. A dash: beyond the last observed time of the group."));
    }

    private ObjectNode numbers(Plan plan, List<Group> groups, GroupCounts counts) {
        ArrayNode list = ResultNumbers.array();
        double level = plan.sample().confidence().level();
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            StandardisedMortality mortality = group.mortality();
            ObjectNode json = ResultNumbers.object(
                    "group", group.name(), "person_years", mortality.personYears(), "expected", mortality.expected());
            if (!counts.eventsWithheld(g)) {
                double[] limits = mortality.limits(level);
                json.setAll(ResultNumbers.object(
                        "observed", mortality.observed(),
                        "ratio", mortality.ratio(),
                        "lower", limits[0],
                        "upper", limits[1],
                        "z", mortality.z(),
                        "p", mortality.p()));
            }
            ArrayNode times = json.putArray("at");
            at(plan, group, g).forEach(at -> times.add(numbers(at)));
            list.add(json);
        }
        return ResultNumbers.object("method", settings.method().name().toLowerCase(Locale.ROOT), "groups", list);
    }

    private static ObjectNode numbers(At at) {
        double[] relative = at.relative();
        return ResultNumbers.object(
                "time", at.time(),
                "observed", at.observed().survival(),
                "expected", at.expected(),
                "relative", relative[0],
                "relative_lower", relative[1],
                "relative_upper", relative[2],
                "net", at.net().survival(),
                "net_lower", at.net().lower(),
                "net_upper", at.net().upper());
    }
}
