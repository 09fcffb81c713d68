package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.analysis.KaplanMeierSettings.Plot;
import org.theriac.biostatistics.estimation.analysis.KaplanMeierSettings.Variance;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.NelsonAalen;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Paragraph;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Run;

/** Kaplan–Meier curves of groups: the figure with numbers at risk, quartiles of the time, survival at given times, median follow-up. */
public record KaplanMeierAnalysis(KaplanMeierSettings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "kaplan_meier",
            "Kaplan–Meier",
            "Survival curves of groups with numbers at risk, quartiles, survival at given times and median follow-up.",
            "Kaplan and Meier, Nonparametric estimation from incomplete observations, Journal of the American Statistical Association 53, 1958",
            KaplanMeierSettings.DEFAULTS,
            KaplanMeierAnalysis::new);

    @Override
    public String title() {
        String what = switch (settings.plot()) {
            case SURVIVAL -> "Survival";
            case EVENTS -> "Cumulative events";
            case CUMULATIVE_HAZARD -> "Cumulative hazard";
        };
        return settings.title()
                .orElseGet(() -> settings.by().isEmpty() ? what : what + " by " + String.join(", ", settings.by()));
    }

    /**
     * The rows in use with their groups.
     *
     * @param clusters of the rows where errors are robust
     */
    private record Plan(Sample sample, SurvivalTimes times, Groups groups, Optional<int[]> clusters) {}

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(settings.by());
        settings.weights().ifPresent(used::add);
        settings.cluster().ifPresent(used::add);
        Sample complete = all.complete(used);
        int[] shown = Groups.of(complete, settings.by()).rowsOfGroupsFrom(SmallCells.LEAST);
        if (shown.length == 0) {
            throw new UserError("no group has " + SmallCells.LEAST + " rows, so that no curve can be shown.");
        }
        Sample sample = complete.take(shown, "groups of fewer than " + SmallCells.LEAST + " rows");
        SurvivalTimes times = sample.times(settings.cause(), settings.weights());
        Groups groups = Groups.of(sample, settings.by());
        settings.from().filter(from -> from >= times.lastTime()).ifPresent(from -> {
            throw new UserError("from: " + Numbers.value(from) + " lies at or beyond the last observed time.");
        });
        return new Plan(sample, times, groups, clusters(sample, times));
    }

    /** As R does: robust where rows depend on each other in clusters, or weights are no counts. */
    private Optional<int[]> clusters(Sample sample, SurvivalTimes times) {
        boolean robust = settings.variance() == Variance.ROBUST
                || settings.variance() == Variance.AUTO
                        && (settings.cluster().isPresent()
                                || Arrays.stream(times.weights()).anyMatch(w -> w != Math.rint(w)));
        return robust
                ? Optional.of(settings.cluster().map(sample::codes).orElseGet(sample::subjects))
                : Optional.empty();
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    /** The estimates of a group. */
    private GroupEstimate estimate(Plan plan, int group, Sample all) {
        int[] members = Arrays.stream(plan.groups().rows(group))
                .filter(row -> settings.from().isEmpty()
                        || plan.times().time(row) >= settings.from().get())
                .toArray();
        if (members.length == 0) {
            throw new UserError("from: " + Numbers.value(settings.from().orElse(0.0))
                    + " lies beyond the last observed time of a group: "
                    + plan.groups().names().get(group) + ".");
        }
        SurvivalTimes rows = plan.times().take(members);
        Optional<int[]> clusters = plan.clusters()
                .map(codes -> Arrays.stream(members).map(row -> codes[row]).toArray());
        KaplanMeier greenwood =
                settings.from().map(from -> KaplanMeier.fitFrom(rows, from)).orElseGet(() -> KaplanMeier.fit(rows));
        KaplanMeier curve = clusters.map(greenwood::withRobustErrors)
                .orElse(greenwood)
                .withInterval(settings.limits(), all.confidence().level());
        NelsonAalen hazard = NelsonAalen.fit(rows);
        return new GroupEstimate(
                plan.groups().names().get(group),
                settings.carryForward() ? curve.carriedForward() : curve,
                clusters.map(codes -> hazard.withRobustErrors(rows, codes)).orElse(hazard));
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        GroupCounts counts = new GroupCounts(plan.times(), plan.groups());
        List<GroupEstimate> estimates = new ArrayList<>();
        for (int g = 0; g < plan.groups().size(); g++) {
            GroupEstimate one = estimate(plan, g, all);
            LateEntryWarning.tell(one.name(), one.survival(), run);
            estimates.add(one);
        }
        if (settings.plot() == Plot.EVENTS && settings.cause().isPresent()) {
            run.notice(
                    "competing-events-censored",
                    "Other causes are treated as censored: 1 − survival is then not the share of patients who have the event, but larger. Use"
                            + " cumulative_incidence for that.",
                    1);
        }
        KaplanMeierTables tables = new KaplanMeierTables(settings, plan.sample(), estimates, counts);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.times().events())));
        blocks.add(new KaplanMeierFigure(settings, plan.sample(), estimates, plan.times())
                .figure(title(), plan.clusters().isPresent()));
        blocks.addAll(tables.blocks(run, plan.clusters().isPresent()));
        List<Line> headline = new ArrayList<>();
        ArrayNode groups = JsonNodeFactory.instance.arrayNode();
        for (int g = 0; g < estimates.size(); g++) {
            headline.add(new Line(
                    "median, " + estimates.get(g).name(),
                    KaplanMeierTables.quantile(estimates.get(g).survival().median()),
                    ""));
            groups.add(tables.numbers(g));
        }
        ObjectNode json = ResultNumbers.object(
                "limits", word(settings.limits()), "variance", plan.clusters().isPresent() ? "robust" : "greenwood");
        json.set("groups", groups);
        return new AnalysisResult(blocks, headline, json);
    }

    /** A scale or a kind of variance, as sentences name it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What is estimated of a group.
     *
     * @param survival with the intervals to be shown
     * @param hazard the cumulative hazard at the same times
     */
    record GroupEstimate(String name, KaplanMeier survival, NelsonAalen hazard) {}
}
