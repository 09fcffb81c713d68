package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.TwoDrugs;
import org.theriac.biostatistics.trial.ewoc.ScenarioResult.Mean;
import org.theriac.core.report.Block;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Section;
import org.theriac.core.report.chart.PlanePlot;
import org.theriac.core.report.chart.PlanePlot.Axis;
import org.theriac.core.report.chart.PlanePlot.Curve;
import org.theriac.core.report.chart.PlanePlot.Points;

/** The figures of a simulation: for each truth of toxicity a section, and one for the decision. */
final class SimulationFigures {
    private static final int BINS = 20;

    private final EwocTwoDrugs design;
    private final List<ScenarioResult> results;

    SimulationFigures(EwocTwoDrugs design, List<ScenarioResult> results) {
        this.design = design;
        this.results = results;
    }

    List<Section> sections() {
        Map<TwoDrugs.Toxicity, List<ScenarioResult>> byToxicity = new LinkedHashMap<>();
        results.forEach(result -> byToxicity
                .computeIfAbsent(result.scenario().toxicity(), toxicity -> new ArrayList<>())
                .add(result));
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("decision", "Decision threshold", List.of(rejections())));
        byToxicity.forEach((toxicity, group) -> sections.add(section(toxicity, group, sections.size())));
        return sections;
    }

    private Section section(TwoDrugs.Toxicity toxicity, List<ScenarioResult> group, int number) {
        List<Block> figures = new ArrayList<>();
        figures.add(curve(group, number));
        figures.add(distance(group, number));
        figures.add(path(group.get(0), number));
        if (design.stageTwo().patients() > 0) {
            figures.add(efficacy(group, number));
            figures.add(allocation(group, number));
        }
        return new Section(
                "toxicity-" + number,
                "Truth of toxicity " + number + ": ρ00 " + toxicity.rho00() + ", ρ10 " + toxicity.rho10() + ", ρ01 "
                        + toxicity.rho01() + ", interaction " + toxicity.interaction(),
                figures);
    }

    private Figure rejections() {
        double[] thresholds =
                IntStream.rangeClosed(0, 50).mapToDouble(k -> k / 50.0).toArray();
        List<Curve> curves = results.stream()
                .map(result -> Curve.of(
                        result.name(),
                        thresholds,
                        Arrays.stream(thresholds)
                                .map(threshold -> result.rejected(threshold).value())
                                .toArray()))
                .toList();
        return new PlanePlot(
                        new Axis("Decision threshold", 0, 1),
                        new Axis("Share of trials that reject", 0, 1),
                        Optional.empty(),
                        curves,
                        List.of(),
                        false)
                .figure(
                        "rejections",
                        "Rejections by decision threshold",
                        "Share of trials in which the greatest posterior probability of efficacy along the estimated curve reaches the"
                                + " threshold: power where some combination is effective, type I error where none is.",
                        "At a threshold of " + design.decision() + ": "
                                + String.join(
                                        "; ",
                                        results.stream()
                                                .map(result -> result.name() + " "
                                                        + Numbers.measure(result.rejected(design.decision())
                                                                .value()))
                                                .toList())
                                + ".");
    }

    private Axis axisX() {
        return new Axis(
                design.drugX().name() + " (" + design.drugX().unit() + ")",
                design.drugX().minimum(),
                design.drugX().maximum());
    }

    private Axis axisY() {
        return new Axis(
                design.drugY().name() + " (" + design.drugY().unit() + ")",
                design.drugY().minimum(),
                design.drugY().maximum());
    }

    private Figure curve(List<ScenarioResult> group, int number) {
        ScenarioResult pooled = new ScenarioResult(
                "pooled",
                group.get(0).scenario(),
                group.get(0).truth(),
                group.stream().flatMap(result -> result.trials().stream()).toList());
        double[] x = new double[SimulatedTrial.KEPT];
        double[][] y = new double[4][x.length];
        for (int k = 0; k < x.length; k++) {
            double at = MtdCurve.gridX(k * SimulatedTrial.STRIDE);
            x[k] = design.drugX().dose(at);
            y[0][k] = design.drugY().dose(pooled.truth().curve().y(at));
            for (int q = 1; q < 4; q++) {
                y[q][k] = design.drugY()
                        .dose(pooled.curveQuantile(at, design.targetToxicity(), new double[] {0.5, 0.05, 0.95}[q - 1]));
            }
        }
        return new PlanePlot(
                        axisX(),
                        axisY(),
                        Optional.empty(),
                        List.of(new Curve("estimated", x, y[1], y[2], y[3]), Curve.of("true", x, y[0])),
                        List.of(),
                        false)
                .figure(
                        "curve-" + number,
                        "Maximum tolerated combinations",
                        "The true curve beside the curves estimated at the end of the trials: median, and a band that holds nine of ten at"
                                + " each dose.",
                        "The true curve and the median of the estimated ones, with a band of 90 % of the trials.");
    }

    private Figure distance(List<ScenarioResult> group, int number) {
        double[] x = IntStream.range(0, SimulatedTrial.KEPT)
                .mapToDouble(k -> design.drugX().dose(MtdCurve.gridX(k * SimulatedTrial.STRIDE)))
                .toArray();
        List<Curve> curves = group.stream()
                .map(result -> Curve.of(
                        result.name(),
                        x,
                        Arrays.stream(result.meanCurve(trial -> trial.error().signed()))
                                .mapToDouble(Mean::value)
                                .toArray()))
                .toList();
        double most = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.y()))
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0.1);
        return new PlanePlot(
                        axisX(),
                        new Axis("Distance, as a share of the range of doses", -1.1 * most, 1.1 * most),
                        Optional.of(0.0),
                        curves,
                        List.of(),
                        false)
                .figure(
                        "distance-" + number,
                        "Distance from the true curve to the estimated one",
                        "Mean over trials at each point of the true curve; negative where the estimate is too careful.",
                        "One curve for each scenario.");
    }

    private Figure path(ScenarioResult result, int number) {
        SimulatedTrial trial = result.trials().get(0);
        int one = trial.counts().patientsOne();
        List<Points> tracks = new ArrayList<>();
        for (int track = 1; track <= 2; track++) {
            int first = track - 1;
            tracks.add(points(
                    "track " + track,
                    trial,
                    IntStream.range(0, one).filter(i -> i % 2 == first).toArray()));
        }
        return new PlanePlot(axisX(), axisY(), Optional.empty(), List.of(), tracks, true)
                .figure(
                        "path-" + number,
                        "Doses of one simulated trial, stage one",
                        "The first trial under " + result.name()
                                + ": two tracks, each moving one drug at a time. The patients are simulated.",
                        "Two paths from the least doses towards the curve of maximum tolerated combinations.");
    }

    private Points points(String name, SimulatedTrial trial, int[] patients) {
        return new Points(
                name,
                Arrays.stream(patients)
                        .mapToDouble(
                                i -> design.drugX().dose(trial.path().get(i).x()))
                        .toArray(),
                Arrays.stream(patients)
                        .mapToDouble(
                                i -> design.drugY().dose(trial.path().get(i).y()))
                        .toArray(),
                Arrays.stream(patients)
                        .mapToObj(i -> "patient " + (i + 1) + (trial.pathToxicity()[i] ? ", toxicity" : ""))
                        .toList());
    }

    private Figure efficacy(List<ScenarioResult> group, int number) {
        double[] x = IntStream.range(0, SimulatedTrial.KEPT)
                .mapToDouble(k -> design.drugX().dose(MtdCurve.gridX(k * SimulatedTrial.STRIDE)))
                .toArray();
        List<Curve> curves = group.stream()
                .map(result -> Curve.of(
                        result.name(),
                        x,
                        Arrays.stream(result.meanCurve(SimulatedTrial::efficacyAlong))
                                .mapToDouble(Mean::value)
                                .toArray()))
                .toList();
        return new PlanePlot(
                        axisX(),
                        new Axis("P(P(response) > " + Numbers.measure(design.nullResponse()) + " | data)", 0, 1),
                        Optional.of(design.decision()),
                        curves,
                        List.of(),
                        false)
                .figure(
                        "efficacy-" + number,
                        "Posterior probability of efficacy along the curve",
                        "Mean over trials at the end, at each dose of "
                                + design.drugX().name()
                                + " with the tolerated dose of "
                                + design.drugY().name()
                                + "; the line across is the decision threshold.",
                        "One curve for each scenario.");
    }

    private Figure allocation(List<ScenarioResult> group, int number) {
        double[] centre = IntStream.range(0, BINS)
                .mapToDouble(bin -> design.drugX().dose((bin + 0.5) / BINS))
                .toArray();
        double most = 0;
        List<Curve> curves = new ArrayList<>();
        for (ScenarioResult result : group) {
            double[] share = new double[BINS];
            double all = 0;
            for (SimulatedTrial trial : result.trials()) {
                for (double x : trial.allocationX()) {
                    share[Math.min(BINS - 1, (int) (x * BINS))]++;
                    all++;
                }
            }
            for (int bin = 0; bin < BINS; bin++) {
                share[bin] = all == 0 ? Double.NaN : share[bin] / all;
                most = Math.max(most, share[bin]);
            }
            curves.add(Curve.of(result.name(), centre, share));
        }
        return new PlanePlot(
                        axisX(),
                        new Axis("Share of the patients of stage two", 0, Math.max(most * 1.1, 0.01)),
                        Optional.of(1.0 / BINS),
                        curves,
                        List.of(),
                        false)
                .figure(
                        "allocation-" + number,
                        "Where stage two treats its patients",
                        "Share of patients in each of " + BINS + " equal ranges of "
                                + design.drugX().name() + " along the curve; the line across is even allocation.",
                        "One curve for each scenario.");
    }
}
