package org.theriac.learning.network;

import java.util.Optional;
import java.util.SortedMap;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.survival.CompetingHazardsHead;
import org.theriac.learning.survival.DiscreteCurves;
import org.theriac.learning.survival.DiscreteHazards;
import org.theriac.learning.tensor.Arena;

/**
 * Competing risks by discrete hazards of each cause.
 *
 * @param curves the cuts with what is assumed between them
 * @param start the logits that training starts from; empty for a model that is read back
 */
record CompetingHazardsPlan(
        CompetingRisks outcome, HeadSettings.LogisticHazard settings, DiscreteCurves curves, Optional<double[]> start)
        implements HeadPlan<CompetingHazardsHead, DiscreteHazards.Truth, CumulativeIncidences> {
    static CompetingHazardsPlan fitted(CompetingRisks outcome, HeadSettings.LogisticHazard settings, Cohort train) {
        DiscreteCurves curves = HazardGrid.fitted(settings, outcome.truth(train).anyCause());
        CompetingHazardsPlan unstarted = new CompetingHazardsPlan(outcome, settings, curves, Optional.empty());
        try (Arena scope = Arena.scope()) {
            return new CompetingHazardsPlan(
                    outcome,
                    settings,
                    curves,
                    Optional.of(DiscreteHazards.marginalLogits(unstarted.truth(scope, train))));
        }
    }

    static CompetingHazardsPlan restored(
            CompetingRisks outcome, HeadSettings.LogisticHazard settings, ModelState state) {
        return new CompetingHazardsPlan(outcome, settings, HazardGrid.restored(settings, state), Optional.empty());
    }

    @Override
    public CompetingHazardsHead head(Initialiser init, int inputs) {
        CompetingHazardsHead head = new CompetingHazardsHead(init, inputs, outcome.causeNames(), curves);
        return start.map(head::startingFrom).orElse(head);
    }

    @Override
    public DiscreteHazards.Truth truth(Arena arena, Cohort rows) {
        return DiscreteHazards.Truth.of(
                arena, outcome.truth(rows), curves.times(), outcome.causes().size());
    }

    @Override
    public Optional<String> useless(Cohort rows) {
        return outcome.truth(rows).anyCause().events() == 0
                ? Optional.of("none of them has an event")
                : Optional.empty();
    }

    @Override
    public CompetingHazardsHead.Incidences finish(
            CompetingHazardsHead head,
            Seen<DiscreteHazards.Truth> training,
            Optional<Seen<DiscreteHazards.Truth>> validation) {
        return head.finish(training.features(), training.truth());
    }

    @Override
    public SortedMap<String, NumericArray> kept(Readout<Features.Vector, CumulativeIncidences> finished) {
        return HazardGrid.kept(curves);
    }

    @Override
    public CompetingHazardsHead.Incidences restore(CompetingHazardsHead head, ModelState state) {
        return new CompetingHazardsHead.Incidences(head);
    }
}
