package org.theriac.biostatistics.estimation.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theriac.biostatistics.estimation.analysis.KaplanMeierAnalysis.GroupEstimate;
import org.theriac.biostatistics.estimation.analysis.KaplanMeierSettings.Plot;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.exhibits.GroupCurves;
import org.theriac.biostatistics.survival.NelsonAalen;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.report.Figure;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.report.chart.StepCurves;

/** The curves of groups as survival, as cumulative events or as cumulative hazard, with the numbers at risk beneath. */
final class KaplanMeierFigure {
    private final KaplanMeierSettings settings;
    private final Sample sample;
    private final List<GroupEstimate> estimates;
    private final GroupCurves survival;

    KaplanMeierFigure(KaplanMeierSettings settings, Sample sample, List<GroupEstimate> estimates, SurvivalTimes times) {
        this.settings = settings;
        this.sample = sample;
        this.estimates = estimates;
        this.survival = new GroupCurves(
                estimates.stream().map(GroupEstimate::name).toList(),
                estimates.stream().map(GroupEstimate::survival).toList(),
                GroupCurves.middle(times),
                sample.unit());
    }

    Figure figure(String title, boolean robust) {
        String what = settings.plot() == Plot.CUMULATIVE_HAZARD ? "Nelson–Aalen" : "Kaplan–Meier";
        String caption = what + " with pointwise " + sample.confidence().word() + " intervals ("
                + KaplanMeierAnalysis.word(settings.limits())
                + "), cut where fewer than " + SmallCells.LEAST + " are at risk."
                + (robust ? " Robust standard errors." : "")
                + settings.from()
                        .map(from -> " Given survival up to " + Numbers.value(from) + ".")
                        .orElse("")
                + settings.weights()
                        .map(column -> " Rows are weighted by " + column + ".")
                        .orElse("");
        return chart().figure(
                        "curves",
                        title,
                        caption,
                        what + " curves of " + estimates.size() + " groups. " + survival.inWords());
    }

    private StepCurves chart() {
        StepCurves drawn = survival.chart();
        return switch (settings.plot()) {
            case SURVIVAL -> drawn;
            case EVENTS ->
                new StepCurves(
                        drawn.timeTitle(),
                        "Had the event",
                        drawn.curves().stream()
                                .map(KaplanMeierFigure::complement)
                                .toList(),
                        drawn.riskTimes());
            case CUMULATIVE_HAZARD -> hazards(drawn);
        };
    }

    private static StepCurves.Curve complement(StepCurves.Curve curve) {
        return new StepCurves.Curve(
                curve.name(),
                curve.time(),
                oneMinus(curve.value()),
                oneMinus(curve.upper()),
                oneMinus(curve.lower()),
                curve.atRisk());
    }

    private static double[] oneMinus(double[] values) {
        return Arrays.stream(values).map(value -> 1 - value).toArray();
    }

    private StepCurves hazards(StepCurves survival) {
        List<StepCurves.Curve> curves = new ArrayList<>();
        double top = 0;
        for (int g = 0; g < estimates.size(); g++) {
            StepCurves.Curve like = survival.curves().get(g);
            NelsonAalen hazard = estimates.get(g).hazard();
            double[] value = hazard.hazard();
            double[] error = hazard.standardError();
            int shown = like.time().length - 1;
            double[] lower = new double[shown];
            double[] upper = new double[shown];
            for (int k = 0; k < shown; k++) {
                double[] limits = NelsonAalen.limits(
                        value[k],
                        error[k],
                        settings.limits(),
                        sample.confidence().level());
                lower[k] = value[k] == 0 ? 0 : limits[0];
                upper[k] = value[k] == 0 ? 0 : limits[1];
                top = Math.max(top, upper[k]);
            }
            curves.add(ShownCurve.of(
                    like.name(), like.time()[0], 0, hazard.time(), value, lower, upper, shown, like.atRisk()));
        }
        return new StepCurves(
                survival.timeTitle(), "Cumulative hazard", ShownCurve.axisEnd(top), curves, survival.riskTimes());
    }
}
