package org.theriac.biostatistics.trial.ewoc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.core.run.Notice;

/** The numbers of a real trial for programs. */
final class ConductResults {
    private final EwocTwoDrugs design;
    private final Interim interim;

    ConductResults(EwocTwoDrugs design, Interim interim) {
        this.design = design;
        this.interim = interim;
    }

    /** @param decision in words */
    ObjectNode json(String decision, List<Notice> notices) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("design", "ewoc_two_drugs");
        json.put("patients", interim.patients().size());
        json.put("pending_toxicity", interim.pendingToxicities());
        json.put("pending_response", interim.pendingResponses());
        json.put("standing", interim.standing().name().toLowerCase(Locale.ROOT));
        json.put("decision", decision);
        var next = json.putArray("next");
        interim.next()
                .forEach(patient -> next.addObject()
                        .put("patient", patient.number())
                        .put("dose_x", patient.given().x())
                        .put("dose_y", patient.given().y())
                        .put("decided_x", design.drugX().dose(patient.decided().x()))
                        .put("decided_y", design.drugY().dose(patient.decided().y()))
                        .put("p_toxicity", patient.meanToxicity())
                        .put("p_toxicity_lower", patient.lowerToxicity())
                        .put("p_toxicity_upper", patient.upperToxicity())
                        .put("p_overdose", patient.overdose())
                        .put("why", patient.why()));
        json.put("toxicity_effective_draws", interim.posterior().effectiveSize());
        interim.efficacy().ifPresent(fit -> {
            var along = json.putArray("efficacy_along_curve");
            for (double probability : interim.along()) {
                along.add(probability);
            }
            var chains = json.putArray("efficacy_chains");
            fit.diagnostics()
                    .forEach(diagnostics -> chains.addObject()
                            .put("split_r_hat", diagnostics.splitRHat())
                            .put("effective_draws", diagnostics.effectiveSize()));
        });
        json.set("notices", Notice.json(notices));
        return json;
    }
}
