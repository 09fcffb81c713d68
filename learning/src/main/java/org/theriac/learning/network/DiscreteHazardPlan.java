package org.theriac.learning.network;

import java.util.Optional;
import java.util.SortedMap;
import org.theriac.biostatistics.survival.DiscreteTimes;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.TabulatedCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.survival.DiscreteCurves;
import org.theriac.learning.survival.DiscreteHazardHead;
import org.theriac.learning.survival.DiscreteHazards;
import org.theriac.learning.tensor.Arena;

/**
 * One event, or several causes, by discrete hazards.
 *
 * @param fates what may happen to a row
 * @param curves the cuts with what is assumed between them
 * @param start the logits that training starts from; empty for a model that is read back
 */
record DiscreteHazardPlan<P extends Predictions>(
        Fates<P> fates, HeadSettings.LogisticHazard settings, DiscreteCurves curves, Optional<double[]> start)
        implements HeadPlan<DiscreteHazardHead<P>, DiscreteHazards.Truth, P> {
    /** What the hazards are those of. */
    sealed interface Fates<P extends Predictions> {
        int causes();

        /** When any of the causes struck. */
        TimeToEvent.Observed anyCause(Cohort rows);

        DiscreteHazards.Truth truth(Arena arena, Cohort rows, DiscreteTimes cuts);

        P read(DiscreteCurves curves, double[][] hazards);
    }

    /** One event. */
    record OneEvent(TimeToEvent outcome) implements Fates<TabulatedCurves> {
        @Override
        public int causes() {
            return 1;
        }

        @Override
        public TimeToEvent.Observed anyCause(Cohort rows) {
            return outcome.truth(rows);
        }

        @Override
        public DiscreteHazards.Truth truth(Arena arena, Cohort rows, DiscreteTimes cuts) {
            return DiscreteHazards.Truth.of(arena, outcome.truth(rows), cuts);
        }

        @Override
        public TabulatedCurves read(DiscreteCurves curves, double[][] hazards) {
            return curves.survival(hazards);
        }
    }

    /** Causes that compete. */
    record Causes(CompetingRisks outcome) implements Fates<CumulativeIncidences> {
        @Override
        public int causes() {
            return outcome.causes().size();
        }

        @Override
        public TimeToEvent.Observed anyCause(Cohort rows) {
            return outcome.truth(rows).anyCause();
        }

        @Override
        public DiscreteHazards.Truth truth(Arena arena, Cohort rows, DiscreteTimes cuts) {
            return DiscreteHazards.Truth.of(arena, outcome.truth(rows), cuts, causes());
        }

        @Override
        public CumulativeIncidences read(DiscreteCurves curves, double[][] hazards) {
            return curves.incidences(outcome.causeNames(), hazards);
        }
    }

    static <P extends Predictions> DiscreteHazardPlan<P> fitted(
            Fates<P> fates, HeadSettings.LogisticHazard settings, Cohort train) {
        DiscreteCurves curves = HazardGrid.fitted(settings, fates.anyCause(train));
        try (Arena scope = Arena.scope()) {
            double[] start = DiscreteHazards.marginalLogits(fates.truth(scope, train, curves.times()));
            return new DiscreteHazardPlan<>(fates, settings, curves, Optional.of(start));
        }
    }

    static <P extends Predictions> DiscreteHazardPlan<P> restored(
            Fates<P> fates, HeadSettings.LogisticHazard settings, ModelState state) {
        return new DiscreteHazardPlan<>(fates, settings, HazardGrid.restored(settings, state), Optional.empty());
    }

    @Override
    public DiscreteHazardHead<P> head(Initialiser init, int inputs) {
        DiscreteHazardHead<P> head = new DiscreteHazardHead<>(
                init, inputs, curves.times().size(), fates.causes(), hazards -> fates.read(curves, hazards));
        return start.map(head::startingFrom).orElse(head);
    }

    @Override
    public DiscreteHazards.Truth truth(Arena arena, Cohort rows) {
        return fates.truth(arena, rows, curves.times());
    }

    @Override
    public Optional<String> useless(Cohort rows) {
        return fates.anyCause(rows).events() == 0 ? Optional.of("none of them has an event") : Optional.empty();
    }

    @Override
    public DiscreteHazardHead.Curves<P> finish(
            DiscreteHazardHead<P> head,
            Seen<DiscreteHazards.Truth> training,
            Optional<Seen<DiscreteHazards.Truth>> validation) {
        return head.finish(training.features(), training.truth());
    }

    @Override
    public SortedMap<String, NumericArray> kept(Readout<Features.Vector, P> finished) {
        return HazardGrid.kept(curves);
    }

    @Override
    public DiscreteHazardHead.Curves<P> restore(DiscreteHazardHead<P> head, ModelState state) {
        return new DiscreteHazardHead.Curves<>(head);
    }
}
