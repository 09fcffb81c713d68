package org.theriac.learning.network;

import java.util.Optional;
import java.util.SortedMap;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.TabulatedCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.survival.DiscreteCurves;
import org.theriac.learning.survival.DiscreteHazards;
import org.theriac.learning.survival.LogisticHazardHead;
import org.theriac.learning.tensor.Arena;

/**
 * A time to event by discrete hazards.
 *
 * @param curves the cuts with what is assumed between them
 * @param start the logits that training starts from; empty for a model that is read back
 */
record LogisticHazardPlan(
        TimeToEvent outcome, HeadSettings.LogisticHazard settings, DiscreteCurves curves, Optional<double[]> start)
        implements HeadPlan<LogisticHazardHead, DiscreteHazards.Truth, TabulatedCurves> {
    static LogisticHazardPlan fitted(TimeToEvent outcome, HeadSettings.LogisticHazard settings, Cohort train) {
        DiscreteCurves curves = HazardGrid.fitted(settings, outcome.truth(train));
        LogisticHazardPlan unstarted = new LogisticHazardPlan(outcome, settings, curves, Optional.empty());
        try (Arena scope = Arena.scope()) {
            return new LogisticHazardPlan(
                    outcome,
                    settings,
                    curves,
                    Optional.of(DiscreteHazards.marginalLogits(unstarted.truth(scope, train))));
        }
    }

    static LogisticHazardPlan restored(TimeToEvent outcome, HeadSettings.LogisticHazard settings, ModelState state) {
        return new LogisticHazardPlan(outcome, settings, HazardGrid.restored(settings, state), Optional.empty());
    }

    @Override
    public LogisticHazardHead head(Initialiser init, int inputs) {
        LogisticHazardHead head = new LogisticHazardHead(init, inputs, curves);
        return start.map(head::startingFrom).orElse(head);
    }

    @Override
    public DiscreteHazards.Truth truth(Arena arena, Cohort rows) {
        return DiscreteHazards.Truth.of(arena, outcome.truth(rows), curves.times());
    }

    @Override
    public Optional<String> useless(Cohort rows) {
        return outcome.truth(rows).events() == 0 ? Optional.of("none of them has an event") : Optional.empty();
    }

    @Override
    public LogisticHazardHead.Curves finish(
            LogisticHazardHead head,
            Seen<DiscreteHazards.Truth> training,
            Optional<Seen<DiscreteHazards.Truth>> validation) {
        return head.finish(training.features(), training.truth());
    }

    @Override
    public SortedMap<String, NumericArray> kept(Readout<Features.Vector, TabulatedCurves> finished) {
        return HazardGrid.kept(curves);
    }

    @Override
    public LogisticHazardHead.Curves restore(LogisticHazardHead head, ModelState state) {
        return new LogisticHazardHead.Curves(head);
    }
}
