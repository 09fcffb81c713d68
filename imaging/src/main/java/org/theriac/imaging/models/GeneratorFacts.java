package org.theriac.imaging.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.learning.adversarial.AdversarialHistory;
import org.theriac.learning.adversarial.AdversarialHistory.Round;

/** The small facts that a generator keeps beside its weights: the size of its pictures, their classes, and how its training went. */
public final class GeneratorFacts {
    private static final String CLASSES = "classes";
    private static final String HISTORY = "history";
    private static final String DIVERGED = "diverged_in";

    private GeneratorFacts() {}

    /** Puts them into {@code facts}. */
    public static void write(Images.Size size, int classes, AdversarialHistory history, ObjectNode facts) {
        facts.put(CLASSES, classes);
        facts.put("channels", size.channels()).put("height", size.height()).put("width", size.width());
        ArrayNode rounds = facts.putArray(HISTORY);
        history.rounds()
                .forEach(round -> rounds.addArray()
                        .add(round.criticSteps())
                        .add(round.distance())
                        .add(round.penalty())
                        .add(round.generatorLoss()));
        history.divergedIn().ifPresent(round -> facts.put(DIVERGED, round));
    }

    /** The size of the pictures. */
    public static Images.Size size(JsonNode facts) {
        return new Images.Size(
                facts.path("channels").asInt(),
                facts.path("height").asInt(),
                facts.path("width").asInt());
    }

    /** How many classes pictures can be made of; 0 without. */
    public static int classes(JsonNode facts) {
        return facts.path(CLASSES).asInt();
    }

    /** How the training went. */
    public static AdversarialHistory history(JsonNode facts) {
        List<Round> rounds = new ArrayList<>();
        facts.path(HISTORY)
                .forEach(round -> rounds.add(new Round(
                        round.path(0).asLong(),
                        round.path(1).asDouble(),
                        round.path(2).asDouble(),
                        round.path(3).asDouble())));
        return new AdversarialHistory(
                rounds, facts.has(DIVERGED) ? Optional.of(facts.path(DIVERGED).asLong()) : Optional.empty());
    }
}
