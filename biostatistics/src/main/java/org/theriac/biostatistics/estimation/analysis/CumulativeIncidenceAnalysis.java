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
import org.theriac.biostatistics.survival.AalenJohansen;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.GrayTest;
import org.theriac.biostatistics.survival.IntervalType;
import org.theriac.biostatistics.survival.KaplanMeier;
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
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;

/** Cumulative incidences of causes that compete: a figure for each with numbers at risk, incidences at given times, and Gray's test of groups. */
public record CumulativeIncidenceAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "cumulative_incidence",
            "Cumulative incidence",
            "The probability of each cause over time where risks compete, with numbers at risk, and Gray's test of groups.",
            "Gray, A class of K-sample tests for comparing the cumulative incidence of a competing risk, Annals of Statistics 16, 1988",
            Settings.DEFAULTS,
            CumulativeIncidenceAnalysis::new);

    /** Settings of cumulative incidences. */
    @Meaning("Cumulative incidences by Aalen and Johansen, with Gray's test where there are groups.")
    public record Settings(
            @Meaning("Columns whose levels have a curve each and are compared; empty: one curve for all rows.")
            List<String> by,

            @Meaning("Causes that are shown; empty: all.") List<String> causes,

            @Meaning("Times at which incidences are tabulated; empty: those that label the axis.") @Range(min = 0)
            List<Double> at,

            @Meaning(
                    "Estimate incidences given no event up to this time, where late entry leaves few rows at risk early on.")
            @Range(min = 0)
            Optional<Double> from,

            @Meaning("The scale on which confidence limits are symmetric: log is the default of R.")
            IntervalType limits,

            @Meaning("Standard errors: jackknife as in R's survival, or aalen as in cmprsk.")
            AalenJohansen.Variance variance,

            @Meaning(
                    "Gray's test weighs an event by (1 − F)^rho of the pooled incidence; above 0 it looks at early differences.")
            @Range(min = -5, max = 5)
            double rho,

            @Meaning("Columns within whose levels groups are compared by Gray's test.")
            List<String> strata,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS = new Settings(
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                IntervalType.LOG,
                AalenJohansen.Variance.JACKKNIFE,
                0,
                List.of(),
                Optional.empty());

        public Settings {
            by = List.copyOf(by);
            causes = List.copyOf(causes);
            at = List.copyOf(at);
            strata = List.copyOf(strata);
            if (strata.stream().anyMatch(by::contains)) {
                throw new IllegalArgumentException(
                        "strata: names a column that by: names too; groups cannot be compared within themselves.");
            }
        }
    }

    @Override
    public String title() {
        return settings.title()
                .orElseGet(() -> "Cumulative incidence"
                        + (settings.by().isEmpty() ? "" : " by " + String.join(", ", settings.by())));
    }

    private record Plan(Sample sample, CompetingTimes times, Groups groups, Groups strata, int[] causes) {
        String cause(int code) {
            return sample.causes().get(code - 1);
        }
    }

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(settings.by());
        used.addAll(settings.strata());
        Sample complete = from(all.complete(used));
        int[] shown = Groups.of(complete, settings.by()).rowsOfGroupsFrom(SmallCells.LEAST);
        if (shown.length == 0) {
            throw new UserError("no group has " + SmallCells.LEAST + " rows, so that no curve can be shown.");
        }
        Sample sample = complete.take(shown, "groups of fewer than " + SmallCells.LEAST + " rows");
        CompetingTimes times = sample.competingTimes();
        int[] causes = settings.causes().isEmpty()
                ? IntStream.rangeClosed(1, times.causes()).toArray()
                : settings.causes().stream().mapToInt(sample::cause).toArray();
        return new Plan(sample, times, Groups.of(sample, settings.by()), Groups.of(sample, settings.strata()), causes);
    }

    /** The rows that are observed beyond the start; their incidences are those given no event before it. */
    private Sample from(Sample sample) {
        if (settings.from().isEmpty()) {
            return sample;
        }
        double start = settings.from().get();
        double[] last = sample.competingTimes().times().times();
        int[] later = IntStream.range(0, last.length)
                .filter(row -> last[row] >= start)
                .toArray();
        if (later.length == 0) {
            throw new UserError("from: " + Numbers.value(start) + " lies beyond the last observed time.");
        }
        return sample.take(later, "observation ended before " + Numbers.value(start));
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        List<AalenJohansen> fits = IntStream.range(0, plan.groups().size())
                .mapToObj(g -> AalenJohansen.fit(plan.times().take(plan.groups().rows(g))))
                .toList();
        for (int g = 0; g < fits.size(); g++) {
            LateEntryWarning.tell(
                    plan.groups().names().get(g),
                    KaplanMeier.fit(plan.times().take(plan.groups().rows(g)).times()),
                    run);
        }
        double end = fits.stream()
                .mapToDouble(fit -> fit.time()[ShownCurve.count(fit.atRisk()) - 1])
                .max()
                .orElseThrow();
        List<Block> blocks = new ArrayList<>();
        List<Line> headline = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords(plan.times().times().events())));
        ObjectNode json = ResultNumbers.object(
                "limits", word(settings.limits().name()),
                "variance", word(settings.variance().name()));
        ArrayNode causes = json.putArray("causes");
        for (int cause : plan.causes()) {
            run.checkStop();
            blocks.add(figure(plan, fits, cause, end));
            causes.add(numbers(plan, fits, cause, end));
        }
        blocks.add(events(plan));
        blocks.add(incidences(plan, fits, end, run, headline));
        if (plan.groups().size() > 1) {
            blocks.add(tests(plan, causes, headline));
        }
        return new AnalysisResult(blocks, headline, json);
    }

    private double[] errors(AalenJohansen fit, int cause) {
        return settings.variance() == AalenJohansen.Variance.AALEN
                ? fit.standardError(cause)
                : fit.jackknifeErrors(cause);
    }

    private Block figure(Plan plan, List<AalenJohansen> fits, int cause, double end) {
        double start = settings.from().orElse(0.0);
        List<Double> ticks = ShownCurve.ticks(start, end);
        List<StepCurves.Curve> curves = new ArrayList<>();
        for (int g = 0; g < fits.size(); g++) {
            AalenJohansen fit = fits.get(g);
            double[] time = fit.time();
            double[] value = fit.incidence(cause).values();
            double[] error = errors(fit, cause);
            double[] lower = value.clone();
            double[] upper = value.clone();
            for (int k = 0; k < value.length; k++) {
                if (error[k] > 0) {
                    double[] limits = settings.limits()
                            .limits(
                                    value[k],
                                    error[k],
                                    plan.sample().confidence().level());
                    lower[k] = limits[0];
                    upper[k] = limits[1];
                }
            }
            double[] atRisk = fit.atRisk();
            int[] left = ticks.stream()
                    .mapToInt(t -> (int) Math.round(atRiskAt(time, atRisk, t)))
                    .toArray();
            curves.add(ShownCurve.of(
                    plan.groups().names().get(g), start, 0, time, value, lower, upper, ShownCurve.count(atRisk), left));
        }
        String name = plan.cause(cause);
        return new StepCurves("Time (" + plan.sample().unit() + ")", "Cumulative incidence of " + name, curves, ticks)
                .figure(
                        "incidence-" + cause,
                        name,
                        "Aalen–Johansen with pointwise "
                                + plan.sample().confidence().word() + " intervals ("
                                + word(settings.limits().name()) + "), cut where fewer than " + SmallCells.LEAST
                                + " are at risk. Other causes end observation without being censored."
                                + settings.from()
                                        .map(from -> " Given no event up to " + Numbers.value(from) + ".")
                                        .orElse(""),
                        "Cumulative incidence of " + name + " in " + curves.size()
                                + " groups; the table beneath gives the numbers.");
    }

    private AalenJohansen.Estimate at(Plan plan, AalenJohansen fit, int cause, double t) {
        return fit.at(
                cause,
                t,
                settings.variance(),
                settings.limits(),
                plan.sample().confidence().level());
    }

    private static double atRiskAt(double[] time, double[] atRisk, double t) {
        int at = Arrays.binarySearch(time, t);
        int k = at >= 0 ? at : -at - 1;
        return k < time.length ? atRisk[k] : 0;
    }

    private Table events(Plan plan) {
        int[][] counts = new int[plan.groups().size()][plan.times().causes() + 1];
        for (int i = 0; i < plan.times().size(); i++) {
            int cause = plan.times().cause()[i];
            counts[plan.groups().codes()[i]][cause == 0 ? plan.times().causes() : cause - 1]++;
        }
        boolean[][] withheld = SmallCells.withheld(counts);
        List<Column> headings = new ArrayList<>(List.of(Column.text("Group"), Column.number("Rows")));
        plan.sample().causes().forEach(cause -> headings.add(Column.number(cause)));
        headings.add(Column.number("No event seen"));
        List<Row> rows = new ArrayList<>();
        boolean any = false;
        for (int g = 0; g < counts.length; g++) {
            List<String> cells = new ArrayList<>(List.of(
                    plan.groups().names().get(g),
                    Numbers.count(Arrays.stream(counts[g]).sum())));
            for (int c = 0; c < counts[g].length; c++) {
                cells.add(SmallCells.count(counts[g][c], withheld[g][c]));
                any |= withheld[g][c];
            }
            rows.add(Row.of(cells));
        }
        return new Table("Events by cause", headings, rows, any ? List.of(SmallCells.note()) : List.of());
    }

    private Table incidences(Plan plan, List<AalenJohansen> fits, double end, Run run, List<Line> headline) {
        String unit = plan.sample().unit();
        double[] times = ShownCurve.tabulated(settings.at(), settings.from().orElse(0.0), end);
        List<Row> rows = new ArrayList<>();
        for (int cause : plan.causes()) {
            for (int g = 0; g < fits.size(); g++) {
                String group = plan.groups().names().get(g);
                for (int k = 0; k < times.length; k++) {
                    AalenJohansen.Estimate at = at(plan, fits.get(g), cause, times[k]);
                    if (Double.isNaN(at.incidence())) {
                        run.notice(
                                "beyond-follow-up",
                                "Incidence was asked for at " + Numbers.value(times[k])
                                        + ", beyond the last observed time of a group, where it is not known.",
                                1);
                    }
                    String estimate = Double.isNaN(at.incidence())
                            ? "–"
                            : Estimates.percent(at.incidence(), at.lower(), at.upper());
                    rows.add(Row.of(
                            plan.cause(cause),
                            group,
                            Numbers.value(times[k]),
                            estimate,
                            Double.isNaN(at.standardError())
                                    ? "–"
                                    : String.format(Locale.ROOT, "%.2f %%", 100 * at.standardError())));
                    if (k == times.length - 1) {
                        headline.add(new Line(
                                plan.cause(cause) + " by " + Numbers.value(times[k]) + " " + unit + ", " + group,
                                estimate,
                                ""));
                    }
                }
            }
        }
        return new Table(
                "Cumulative incidence at given times",
                List.of(
                        Column.text("Cause"),
                        Column.text("Group"),
                        Column.number("Time (" + unit + ")"),
                        Column.number(plan.sample().confidence().heading("Incidence")),
                        Column.number("Standard error")),
                rows,
                List.of("Standard errors by "
                        + (settings.variance() == AalenJohansen.Variance.AALEN
                                ? "Aalen's formula"
                                : "the infinitesimal jackknife")
                        + ". A dash: beyond the last observed time of the group."));
    }

    private Table tests(Plan plan, ArrayNode causes, List<Line> headline) {
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < plan.causes().length; k++) {
            int cause = plan.causes()[k];
            GrayTest test = GrayTest.test(
                    plan.times(),
                    cause,
                    plan.groups().codes(),
                    settings.rho(),
                    plan.strata().codes());
            rows.add(Row.of(
                    plan.cause(cause),
                    Numbers.measure(test.statistic()),
                    Numbers.count(test.degreesOfFreedom()),
                    Numbers.pValue(test.p())));
            headline.add(new Line(
                    "Gray's test, " + plan.cause(cause),
                    "",
                    Estimates.chiSquare(test.statistic(), test.degreesOfFreedom(), test.p())));
            ((ObjectNode) causes.get(k))
                    .set(
                            "gray_test",
                            ResultNumbers.object(
                                    "rho", settings.rho(),
                                    "statistic", test.statistic(),
                                    "degrees_of_freedom", test.degreesOfFreedom(),
                                    "p", test.p()));
        }
        return new Table(
                "Gray's test",
                List.of(
                        Column.text("Cause"),
                        Column.number("χ²"),
                        Column.number("Degrees of freedom"),
                        Column.number("p")),
                rows,
                List.of("Tests whether the groups have the same cumulative incidence"
                        + (settings.rho() == 0
                                ? ""
                                : ", with weights (1 − F) to the power " + Numbers.value(settings.rho()))
                        + (settings.strata().isEmpty() ? "" : ", within " + String.join(", ", settings.strata()))
                        + "."));
    }

    private ObjectNode numbers(Plan plan, List<AalenJohansen> fits, int cause, double end) {
        ObjectNode json = ResultNumbers.object("cause", plan.cause(cause));
        ArrayNode groups = json.putArray("groups");
        for (int g = 0; g < fits.size(); g++) {
            AalenJohansen fit = fits.get(g);
            ArrayNode at = JsonNodeFactory.instance.arrayNode();
            for (double t : ShownCurve.tabulated(settings.at(), settings.from().orElse(0.0), end)) {
                AalenJohansen.Estimate e = at(plan, fit, cause, t);
                at.add(ResultNumbers.object(
                        "time", t,
                        "incidence", e.incidence(),
                        "standard_error", e.standardError(),
                        "lower", e.lower(),
                        "upper", e.upper()));
            }
            int shown = ShownCurve.count(fit.atRisk());
            ObjectNode group =
                    ResultNumbers.object("group", plan.groups().names().get(g), "at", at);
            ObjectNode curve = group.putObject("curve");
            curve.set("time", ResultNumbers.array(Arrays.copyOf(fit.time(), shown)));
            curve.set(
                    "incidence",
                    ResultNumbers.array(Arrays.copyOf(fit.incidence(cause).values(), shown)));
            curve.set("standard_error", ResultNumbers.array(Arrays.copyOf(errors(fit, cause), shown)));
            groups.add(group);
        }
        return json;
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
