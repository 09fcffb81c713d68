package org.theriac.imaging.studies;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.theriac.biostatistics.samples.Memorisation;
import org.theriac.core.run.Notice;
import org.theriac.learning.adversarial.AdversarialHistory;

/** The numbers of a generation study for programs: what {@code results.json} holds. */
final class GenerationResults {
    private GenerationResults() {}

    static ObjectNode json(
            GenerationSettings settings,
            GenerationKind.Plan plan,
            Judgement judgement,
            AdversarialHistory history,
            List<Notice> notices) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("cohort")
                .put("rows_used", plan.cohort().rows())
                .put("rows_training", plan.rows().train().length)
                .put("rows_held_out", plan.rows().test().length)
                .put("height", plan.size().height())
                .put("width", plan.size().width())
                .put("channels", plan.size().channels());
        json.put("method", settings.method().entry().id());
        json.put("samples", settings.samples());
        json.putObject("features").put("description", judgement.features()).put("width", judgement.width());
        write(judgement.generated(), json.putObject("generated"));
        write(judgement.real(), json.putObject("real"));
        ObjectNode memorisation = json.putObject("memorisation");
        write(judgement.inPixels(), memorisation.putObject("pixels"));
        write(judgement.inFeatures(), memorisation.putObject("features"));
        judgement
                .utility()
                .ifPresent(utility -> json.putObject("utility")
                        .put("generated", utility.generated())
                        .put("real", utility.real())
                        .put("commonest", utility.commonest()));
        write(history, json.putObject("training"));
        json.set("notices", Notice.json(notices));
        return json;
    }

    private static void write(Judgement.Comparison comparison, ObjectNode json) {
        json.put("count", comparison.count());
        json.putObject("kid")
                .put("value", comparison.kernel().value())
                .put("standard_error", comparison.kernel().standardError())
                .put("lower", comparison.kernel().lower())
                .put("upper", comparison.kernel().upper())
                .put("subsets", comparison.kernel().subsets());
        json.putObject("fid")
                .put("value", comparison.frechet().value())
                .put("means", comparison.frechet().means())
                .put("covariances", comparison.frechet().covariances())
                .put("singular", comparison.frechet().singular());
        json.put("precision", comparison.balls().precision())
                .put("recall", comparison.balls().recall())
                .put("neighbours", comparison.balls().neighbours());
    }

    private static void write(Memorisation memorisation, ObjectNode json) {
        json.put("closer", memorisation.closer())
                .put("threshold", memorisation.threshold())
                .put("copies", memorisation.copies().length)
                .put("held_out_copies", memorisation.heldOutCopies());
    }

    private static void write(AdversarialHistory history, ObjectNode json) {
        history.divergedIn().ifPresent(round -> json.put("diverged_in_round", round));
        ArrayNode steps = json.putArray("critic_steps");
        ArrayNode distances = json.putArray("distance");
        ArrayNode penalties = json.putArray("penalty");
        history.rounds().forEach(round -> {
            steps.add(round.criticSteps());
            distances.add(round.distance());
            penalties.add(round.penalty());
        });
    }
}
