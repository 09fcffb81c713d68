package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.trial.design.Drug;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.chart.PlanePlot;
import org.theriac.core.report.chart.PlanePlot.Axis;
import org.theriac.core.report.chart.PlanePlot.Curve;
import org.theriac.core.report.chart.PlanePlot.Points;

/** The figures of a real trial. */
final class ConductFigures {
    private static final int POINTS = 41;

    private final EwocTwoDrugs design;
    private final Interim interim;

    ConductFigures(EwocTwoDrugs design, Interim interim) {
        this.design = design;
        this.interim = interim;
    }

    private static Axis axis(Drug drug) {
        return new Axis(drug.name() + " (" + drug.unit() + ")", drug.minimum(), drug.maximum());
    }

    List<Figure> toxicity() {
        List<Points> next = interim.next().isEmpty()
                ? List.of()
                : List.of(new Points(
                        "next patients",
                        interim.next().stream()
                                .mapToDouble(patient -> patient.given().x())
                                .toArray(),
                        interim.next().stream()
                                .mapToDouble(patient -> patient.given().y())
                                .toArray(),
                        interim.next().stream()
                                .map(patient -> "patient " + patient.number())
                                .toList()));
        return List.of(plane(next)
                .figure(
                        "curve",
                        "Maximum tolerated combinations",
                        band() + " The points are what the next patients receive.",
                        "A curve with a band, and the doses of the next patients."));
    }

    /** The doses of all patients with their toxicities: for the trial's team alone. */
    Figure given() {
        List<Points> points = new ArrayList<>();
        add(points, "no toxicity", LoggedPatient.Answer.NO);
        add(points, "toxicity", LoggedPatient.Answer.YES);
        add(points, "toxicity pending", LoggedPatient.Answer.PENDING);
        return plane(points)
                .figure(
                        "given",
                        "Doses given",
                        band() + " Each point is a patient.",
                        "The doses of the patients around the curve.");
    }

    private String band() {
        return "Posterior median of the dose of " + design.drugY().name() + " that is tolerated with each dose of "
                + design.drugX().name() + ", with a 90 % band, confined to doses of the trial.";
    }

    private PlanePlot plane(List<Points> points) {
        double[] x = new double[POINTS];
        double[] middle = new double[POINTS];
        double[] lower = new double[POINTS];
        double[] upper = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            double at = k / (POINTS - 1.0);
            x[k] = design.drugX().dose(at);
            middle[k] = tolerated(at, 0.5);
            lower[k] = tolerated(at, 0.05);
            upper[k] = tolerated(at, 0.95);
        }
        return new PlanePlot(
                axis(design.drugX()),
                axis(design.drugY()),
                Optional.empty(),
                List.of(new Curve("maximum tolerated", x, middle, lower, upper)),
                points,
                false);
    }

    private double tolerated(double x, double level) {
        double y = interim.posterior().toleratedY(x, level, Double.NEGATIVE_INFINITY);
        return design.drugY().dose(Math.max(0, Math.min(1, y)));
    }

    private void add(List<Points> points, String name, LoggedPatient.Answer answer) {
        List<LoggedPatient> patients = interim.patients();
        int[] chosen = IntStream.range(0, patients.size())
                .filter(i -> patients.get(i).toxicity() == answer)
                .toArray();
        if (chosen.length > 0) {
            points.add(new Points(
                    name,
                    IntStream.of(chosen)
                            .mapToDouble(i ->
                                    design.drugX().dose(patients.get(i).given().x()))
                            .toArray(),
                    IntStream.of(chosen)
                            .mapToDouble(i ->
                                    design.drugY().dose(patients.get(i).given().y()))
                            .toArray(),
                    IntStream.of(chosen).mapToObj(i -> "patient " + (i + 1)).toList()));
        }
    }

    List<Figure> efficacy(EfficacyFit fit) {
        MtdCurve curve = interim.curve(design);
        double[] x = new double[MtdCurve.GRID];
        double[] effective = new double[MtdCurve.GRID];
        double[] middle = new double[MtdCurve.GRID];
        double[] lower = new double[MtdCurve.GRID];
        double[] upper = new double[MtdCurve.GRID];
        for (int g = 0; g < MtdCurve.GRID; g++) {
            double at = MtdCurve.gridX(g);
            x[g] = design.drugX().dose(at);
            effective[g] = interim.along()[g];
            middle[g] = fit.draws().quantileOfProbability(at, curve.clippedY(at), 0.5);
            lower[g] = fit.draws().quantileOfProbability(at, curve.clippedY(at), 0.05);
            upper[g] = fit.draws().quantileOfProbability(at, curve.clippedY(at), 0.95);
        }
        String along = " along the estimated curve of maximum tolerated combinations, at each dose of "
                + design.drugX().name() + ".";
        return List.of(
                new PlanePlot(
                                axis(design.drugX()),
                                new Axis(
                                        "P(P(response) > " + Numbers.measure(design.nullResponse()) + " | data)", 0, 1),
                                Optional.of(design.decision()),
                                List.of(Curve.of("posterior probability", x, effective)),
                                List.of(),
                                false)
                        .figure(
                                "effective",
                                "Posterior probability of efficacy",
                                "Posterior probability that more than " + Numbers.percent(design.nullResponse())
                                        + " respond" + along + " The line across is the decision threshold.",
                                "The greatest is " + Numbers.measure(StageTwo.greatest(interim.along())) + "."),
                new PlanePlot(
                                axis(design.drugX()),
                                new Axis("P(response)", 0, 1),
                                Optional.of(design.nullResponse()),
                                List.of(new Curve("probability of response", x, middle, lower, upper)),
                                List.of(),
                                false)
                        .figure(
                                "response",
                                "Probability of response",
                                "Posterior median with a 90 % band" + along
                                        + " The line across is what is not worth a further trial.",
                                "A curve with a band."));
    }
}
