package org.theriac.biostatistics.estimation.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.PredictedCurve;
import org.theriac.biostatistics.cox.TieTreatment;
import org.theriac.biostatistics.estimation.ResultNumbers;
import org.theriac.core.report.Block;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.Table.Row;
import org.theriac.core.report.chart.StepCurves;

/** Survival curves that a Cox model predicts of patients whom the study describes. */
final class CoxCurves {
    private final CoxSettings settings;
    private final CoxAnalysis.Plan plan;
    private final CoxFit fit;
    private final SurvivalFigure figure;

    CoxCurves(CoxSettings settings, CoxAnalysis.Plan plan, CoxFit fit) {
        this.settings = settings;
        this.plan = plan;
        this.fit = fit;
        this.figure = new SurvivalFigure(settings, plan);
    }

    private PredictedCurve curve(int patient) {
        return PredictedCurve.of(
                        fit, plan.given().matrix()[patient], plan.given().strata()[patient])
                .withConfidence(plan.sample().confidence().level());
    }

    List<Block> blocks() {
        if (settings.curves().isEmpty()) {
            return List.of();
        }
        List<StepCurves.Curve> curves = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < plan.given().names().size(); i++) {
            PredictedCurve curve = curve(i);
            String name = plan.given().names().get(i);
            curves.add(figure.curve(name, curve.time(), curve.survival(), curve.lower(), curve.upper()));
            for (double t : figure.tabulated()) {
                PredictedCurve.Estimate at = curve.at(t);
                rows.add(Row.of(name, Numbers.value(t), Estimates.percent(at.survival(), at.lower(), at.upper())));
            }
        }
        return List.of(
                figure.of(
                        "given",
                        "Survival of given patients",
                        curves,
                        "Survival that the model gives to patients with these values, with pointwise "
                                + plan.sample().confidence().word()
                                + " intervals (log) that allow for the coefficients and the baseline hazard"
                                + (settings.ties() == TieTreatment.EXACT ? ", which is Breslow's." : ".")),
                figure.table(
                        "Survival of given patients",
                        "Curve",
                        plan.sample().confidence().heading("Survival"),
                        rows));
    }

    ArrayNode numbers() {
        ArrayNode given = ResultNumbers.array();
        for (int i = 0; i < plan.given().names().size(); i++) {
            PredictedCurve curve = curve(i);
            ArrayNode at = ResultNumbers.array();
            for (double t : figure.tabulated()) {
                PredictedCurve.Estimate e = curve.at(t);
                at.add(ResultNumbers.object(
                        "time", e.time(),
                        "survival", e.survival(),
                        "standard_error", e.standardError(),
                        "lower", e.lower(),
                        "upper", e.upper()));
            }
            given.add(ResultNumbers.object("name", plan.given().names().get(i), "at", at));
        }
        return given;
    }
}
