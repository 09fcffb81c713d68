package org.theriac.biostatistics.trial.ewoc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.Simulation;
import org.theriac.biostatistics.trial.ewoc.ScenarioResult.Mean;
import org.theriac.core.run.Notice;

/** The numbers of a simulation for programs. */
final class SimulationResults {
    private final EwocTwoDrugs design;
    private final Simulation simulation;
    private final List<ScenarioResult> results;

    SimulationResults(EwocTwoDrugs design, Simulation simulation, List<ScenarioResult> results) {
        this.design = design;
        this.simulation = simulation;
        this.results = results;
    }

    ObjectNode json(List<Notice> notices) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("design", "ewoc_two_drugs");
        json.put("trials", simulation.trials());
        json.put("never_stop", simulation.neverStop());
        json.put("decision", design.decision());
        ObjectNode titles = json.putObject("measures");
        Measure.all(design).forEach(measure -> titles.put(measure.id(), measure.title()));
        ArrayNode scenarios = json.putArray("scenarios");
        results.forEach(result -> write(result, scenarios.addObject()));
        json.set("notices", Notice.json(notices));
        return json;
    }

    private void write(ScenarioResult result, ObjectNode json) {
        json.put("name", result.name());
        json.put("null", result.isNull(design.nullResponse()));
        json.put("greatest_response_on_true_curve", result.truth().greatestResponse());
        ObjectNode measures = json.putObject("measures");
        for (Measure measure : Measure.all(design)) {
            write(result.mean(measure.of()), measures.putObject(measure.id()));
        }
        if (result.isNull(design.nullResponse())) {
            put(json, "decision_for_wanted_type_one_error", result.threshold(simulation.typeOneError()));
        }
        ArrayNode curve = json.putArray("curve");
        Mean[] signed = result.meanCurve(trial -> trial.error().signed());
        Mean[] along = result.meanCurve(SimulatedTrial::efficacyAlong);
        for (int k = 0; k < SimulatedTrial.KEPT; k++) {
            double x = MtdCurve.gridX(k * SimulatedTrial.STRIDE);
            ObjectNode point = curve.addObject().put("x", x);
            put(point, "true_y", result.truth().curve().y(x));
            put(point, "median_y", result.curveQuantile(x, design.targetToxicity(), 0.5));
            put(point, "lower_y", result.curveQuantile(x, design.targetToxicity(), 0.05));
            put(point, "upper_y", result.curveQuantile(x, design.targetToxicity(), 0.95));
            write(signed[k], point.putObject("signed_distance"));
            write(along[k], point.putObject("probability_effective"));
        }
    }

    private static void write(Mean mean, ObjectNode json) {
        put(json, "value", mean.value());
        put(json, "standard_error", mean.standardError());
        json.put("trials", mean.trials());
    }

    /** JSON has no NaN and no infinity: what could not be computed is null. */
    private static void put(ObjectNode json, String key, double value) {
        if (Double.isFinite(value)) {
            json.put(key, value);
        } else {
            json.putNull(key);
        }
    }
}
