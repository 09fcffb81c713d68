package org.theriac.learning.network;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.survival.CoxHead;
import org.theriac.learning.tensor.Arena;

/** A time to event by proportional hazards. */
record CoxPlan(TimeToEvent outcome, HeadSettings.Cox settings)
        implements HeadPlan<CoxHead, CoxHead.Truth, ProportionalHazards> {
    private static final String TIMES = "baseline.times";
    private static final String HAZARD = "baseline.cumulative_hazard";

    @Override
    public CoxHead head(Initialiser init, int inputs) {
        return new CoxHead(init, inputs);
    }

    @Override
    public CoxHead.Truth truth(Arena arena, Cohort rows) {
        return CoxHead.Truth.of(arena, outcome.truth(rows), settings.ties());
    }

    @Override
    public Optional<String> useless(Cohort rows) {
        return outcome.truth(rows).events() == 0 ? Optional.of("none of them has an event") : Optional.empty();
    }

    @Override
    public CoxHead.Hazards finish(
            CoxHead head, Seen<CoxHead.Truth> training, Optional<Seen<CoxHead.Truth>> validation) {
        return head.finish(training.features(), training.truth());
    }

    @Override
    public SortedMap<String, NumericArray> kept(Readout<Features.Vector, ProportionalHazards> finished) {
        CoxHead.Hazards hazards = (CoxHead.Hazards) finished;
        TreeMap<String, NumericArray> kept = new TreeMap<>();
        kept.put(TIMES, NumericArray.of(hazards.times()));
        kept.put(HAZARD, NumericArray.of(hazards.cumulativeHazard()));
        return kept;
    }

    @Override
    public CoxHead.Hazards restore(CoxHead head, ModelState state) {
        return new CoxHead.Hazards(
                head, state.array(TIMES).doubles(), state.array(HAZARD).doubles());
    }
}
