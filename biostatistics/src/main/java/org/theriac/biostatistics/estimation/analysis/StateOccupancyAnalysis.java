package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.estimation.Analysis;
import org.theriac.biostatistics.estimation.AnalysisResult;
import org.theriac.biostatistics.estimation.AnalysisResult.Line;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.biostatistics.estimation.sample.Groups;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.multistate.StateHistories;
import org.theriac.biostatistics.multistate.StateOccupancy;
import org.theriac.biostatistics.survival.IntervalType;
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

/** Probabilities of being in each of several states, the time spent in each, and the transitions seen. */
public record StateOccupancyAnalysis(Settings settings) implements Analysis {
    /** The line in the list of analyses. */
    static final AnalysisEntry ENTRY = AnalysisEntry.of(
            "state_occupancy",
            "State occupancy",
            "Multi-state histories: the probability of being in each state over time, the mean time spent there, and the table of transitions.",
            "Aalen and Johansen, An empirical transition matrix for non-homogeneous Markov chains based on censored observations, Scandinavian Journal of"
                    + " Statistics 5, 1978",
            Settings.DEFAULTS,
            StateOccupancyAnalysis::new);

    private static final int MOST_POINTS = 100;

    /** Settings of state occupancy. */
    @Meaning(
            "Probabilities of states over time. With an outcome of competing risks, the columns may be left out: its causes are the states.")
    public record Settings(
            @Meaning("Columns of the histories; unless given, those of the study's competing risks.")
            Optional<StateColumns> columns,

            @Meaning("Columns whose levels have curves of their own; a subject stays in its level.")
            List<String> by,

            @Meaning("Times at which probabilities are tabulated; empty: those that label the axis.") @Range(min = 0)
            List<Double> at,

            @Meaning("The horizon of the mean times spent in the states; none unless given.") @Range(min = 1e-300)
            Optional<Double> until,

            @Meaning("Heading of the section.") Optional<String> title) {
        public static final Settings DEFAULTS =
                new Settings(Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty());

        public Settings {
            by = List.copyOf(by);
            at = List.copyOf(at);
        }
    }

    @Override
    public String title() {
        return settings.title()
                .orElseGet(() ->
                        "State occupancy" + (settings.by().isEmpty() ? "" : " by " + String.join(", ", settings.by())));
    }

    private record Plan(Sample sample, Groups groups, List<StateHistories> histories) {
        String group(int g) {
            return groups.names().get(g);
        }
    }

    private Plan plan(Sample all) {
        List<String> used = new ArrayList<>(settings.by());
        settings.columns().ifPresent(columns -> used.addAll(columns.read()));
        Sample complete = all.complete(used);
        int[] shown = Groups.of(complete, settings.by()).rowsOfGroupsFrom(SmallCells.LEAST);
        if (shown.length == 0) {
            throw new UserError("no group has " + SmallCells.LEAST + " rows, so that no curve can be shown.");
        }
        Sample sample = complete.take(shown, "groups of fewer than " + SmallCells.LEAST + " rows");
        Groups groups = Groups.of(sample, settings.by());
        List<StateHistories> histories = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            Sample own = sample.take(groups.rows(g), "other groups");
            histories.add(
                    settings.columns().map(columns -> columns.histories(own)).orElseGet(() -> {
                        List<String> states = new ArrayList<>(List.of("no event"));
                        states.addAll(own.causes());
                        return StateHistories.ofCauses(own.competingTimes(), states);
                    }));
        }
        double last = histories.stream()
                .flatMapToDouble(history -> Arrays.stream(history.stop()))
                .max()
                .orElseThrow();
        settings.until().filter(until -> until > last).ifPresent(until -> {
            throw new UserError(
                    "until: " + Numbers.value(until)
                            + " lies beyond the last observed time of all rows. Choose a time at which some are still under observation.");
        });
        return new Plan(sample, groups, histories);
    }

    @Override
    public void check(Sample sample) {
        plan(sample);
    }

    private String unit(Sample sample) {
        return sample.outcome().isPresent() ? " (" + sample.unit() + ")" : "";
    }

    @Override
    public AnalysisResult run(Sample all, Run run) {
        Plan plan = plan(all);
        List<Block> blocks = new ArrayList<>();
        List<Line> headline = new ArrayList<>();
        ArrayNode groups = ResultNumbers.array();
        List<Row> probabilities = new ArrayList<>();
        List<Row> times = new ArrayList<>();
        blocks.add(Paragraph.text(plan.sample().inWords()));
        for (int g = 0; g < plan.groups().size(); g++) {
            run.checkStop();
            StateOccupancy fit = StateOccupancy.fit(plan.histories().get(g));
            double end = ShownCurve.end(plan.histories().get(g).stop());
            ObjectNode json = ResultNumbers.object(
                    "group", plan.group(g), "subjects", plan.histories().get(g).subjects());
            blocks.add(figure(plan, g, fit, end));
            blocks.add(transitions(plan, g));
            json.set("at", probabilities(plan, g, fit, end, probabilities));
            if (settings.until().isPresent()) {
                json.set(
                        "time_in_state",
                        timeInStates(plan, g, fit, settings.until().get(), times, headline));
            }
            groups.add(json);
        }
        blocks.add(
                new Table(
                        "Probabilities of states at given times",
                        List.of(
                                Column.text("Group"),
                                Column.text("State"),
                                Column.number("Time" + unit(plan.sample())),
                                Column.number("At risk"),
                                Column.number(plan.sample().confidence().heading("Probability"))),
                        probabilities,
                        List.of(
                                "Aalen–Johansen; intervals on the logarithmic scale from the infinitesimal jackknife by subject.")));
        if (!times.isEmpty()) {
            blocks.add(
                    new Table(
                            "Mean time spent in states up to "
                                    + Numbers.value(settings.until().orElseThrow()),
                            List.of(
                                    Column.text("Group"),
                                    Column.text("State"),
                                    Column.number(
                                            plan.sample().confidence().heading("Mean time") + unit(plan.sample())),
                                    Column.number("Standard error")),
                            times,
                            List.of(
                                    "Areas under the probabilities; standard errors from the infinitesimal jackknife by subject.")));
        }
        ObjectNode json = ResultNumbers.object("groups", groups);
        settings.until().ifPresent(tau -> json.put("until", tau));
        return new AnalysisResult(blocks, headline, json);
    }

    private Block figure(Plan plan, int g, StateOccupancy fit, double end) {
        double[] time = points(fit.time(), end);
        List<String> states = fit.histories().states();
        double[][][] drawn = new double[3][states.size()][time.length];
        for (int k = 0; k < time.length; k++) {
            List<StateOccupancy.Estimate> at =
                    fit.at(time[k], IntervalType.LOG, plan.sample().confidence().level());
            for (int j = 0; j < states.size(); j++) {
                drawn[0][j][k] = at.get(j).value();
                drawn[1][j][k] = at.get(j).lower();
                drawn[2][j][k] = at.get(j).upper();
            }
        }
        List<Double> ticks = ShownCurve.ticks(end);
        List<StepCurves.Curve> curves = new ArrayList<>();
        for (int j = 0; j < states.size(); j++) {
            int state = j;
            int[] atRisk = ticks.stream()
                    .mapToInt(t -> (int) Math.round(fit.atRisk(t)[state]))
                    .toArray();
            curves.add(ShownCurve.of(
                    states.get(j),
                    0,
                    fit.initial()[j],
                    time,
                    drawn[0][j],
                    drawn[1][j],
                    drawn[2][j],
                    time.length,
                    atRisk));
        }
        String name = plan.groups().size() == 1 ? "Probability of states" : plan.group(g);
        return new StepCurves("Time" + unit(plan.sample()), "Probability", curves, ticks)
                .figure(
                        "states-" + (g + 1),
                        name,
                        "Aalen–Johansen with pointwise "
                                + plan.sample().confidence().word()
                                + " intervals, drawn while at least " + SmallCells.LEAST
                                + " rows are under observation. Beneath, how many are under observation in each state.",
                        "Probabilities of " + states.size()
                                + " states over time; the table beneath gives the numbers.");
    }

    /** At most {@value #MOST_POINTS} of the times up to the end, evenly. */
    private static double[] points(double[] time, double end) {
        double[] upTo = Arrays.stream(time).filter(t -> t <= end).toArray();
        int count = Math.min(MOST_POINTS, upTo.length);
        double[] points = new double[count];
        for (int k = 0; k < count; k++) {
            points[k] = upTo[(int) ((long) k * (upTo.length - 1) / Math.max(1, count - 1))];
        }
        return points;
    }

    private Table transitions(Plan plan, int g) {
        StateHistories.Transitions seen = plan.histories().get(g).transitions();
        int states = seen.states().size();
        int[][] counts = new int[states][states + 1];
        for (int j = 0; j < states; j++) {
            System.arraycopy(seen.count()[j], 0, counts[j], 0, states);
            counts[j][states] = seen.censored()[j];
        }
        boolean[][] withheld = SmallCells.withheld(counts);
        List<Column> headings = new ArrayList<>(List.of(Column.text("From")));
        seen.states().forEach(state -> headings.add(Column.number("to " + state)));
        headings.add(Column.number("Last seen there"));
        List<Row> rows = new ArrayList<>();
        boolean any = false;
        for (int j = 0; j < states; j++) {
            List<String> cells = new ArrayList<>(List.of(seen.states().get(j)));
            for (int l = 0; l <= states; l++) {
                cells.add(SmallCells.count(counts[j][l], withheld[j][l]));
                any |= withheld[j][l];
            }
            rows.add(Row.of(cells));
        }
        return new Table(
                "Transitions" + (plan.groups().size() == 1 ? "" : ", " + plan.group(g)),
                headings,
                rows,
                any ? List.of(SmallCells.note()) : List.of());
    }

    private ArrayNode probabilities(Plan plan, int g, StateOccupancy fit, double end, List<Row> rows) {
        ArrayNode json = ResultNumbers.array();
        double last = Arrays.stream(fit.histories().stop()).max().orElseThrow();
        for (double t : ShownCurve.tabulated(settings.at(), end)) {
            double[] atRisk = fit.atRisk(t);
            List<StateOccupancy.Estimate> at =
                    fit.at(t, IntervalType.LOG, plan.sample().confidence().level());
            for (int j = 0; j < at.size(); j++) {
                StateOccupancy.Estimate e = at.get(j);
                boolean known = t <= last;
                rows.add(Row.of(
                        plan.group(g),
                        e.state(),
                        Numbers.value(t),
                        SmallCells.count(Math.round(atRisk[j])),
                        known ? Estimates.percent(e.value(), e.lower(), e.upper()) : "–"));
                json.add(ResultNumbers.object(
                        "time", t,
                        "state", e.state(),
                        "probability", known ? e.value() : Double.NaN,
                        "standard_error", known ? e.standardError() : Double.NaN,
                        "lower", known ? e.lower() : Double.NaN,
                        "upper", known ? e.upper() : Double.NaN));
            }
        }
        return json;
    }

    private ArrayNode timeInStates(
            Plan plan, int g, StateOccupancy fit, double tau, List<Row> rows, List<Line> headline) {
        ArrayNode json = ResultNumbers.array();
        for (StateOccupancy.Estimate e :
                fit.timeInState(tau, plan.sample().confidence().level())) {
            String estimate = Estimates.measure(e.value(), e.lower(), e.upper());
            rows.add(Row.of(plan.group(g), e.state(), estimate, Numbers.measure(e.standardError())));
            headline.add(new Line("time in " + e.state() + ", " + plan.group(g), estimate, ""));
            json.add(ResultNumbers.object(
                    "state", e.state(),
                    "mean", e.value(),
                    "standard_error", e.standardError(),
                    "lower", e.lower(),
                    "upper", e.upper()));
        }
        return json;
    }
}
