package org.theriac.learning.survival;

import java.util.List;
import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;

/** Competing risks on any vector of features: the {@linkplain DiscreteHazards discrete hazards} of each cause, read as cumulative incidences. */
public final class CompetingHazardsHead implements Head<Features.Vector, DiscreteHazards.Truth, CumulativeIncidences> {
    private final List<String> causes;
    private final DiscreteHazards hazards;
    private final DiscreteCurves curves;

    /** @param inputs width of the features */
    public CompetingHazardsHead(Initialiser init, int inputs, List<String> causes, DiscreteCurves curves) {
        this.causes = List.copyOf(causes);
        hazards = new DiscreteHazards(init, inputs, curves.times().size(), causes.size());
        this.curves = curves;
    }

    /** Starts from the hazards of rows without regard to their features; see {@link DiscreteHazards#startFrom}. */
    public CompetingHazardsHead startingFrom(double[] marginalLogits) {
        hazards.startFrom(marginalLogits);
        return this;
    }

    @Override
    public Tensor loss(Features.Vector features, DiscreteHazards.Truth truth, Pass pass) {
        return hazards.loss(features, truth, pass);
    }

    /** Nothing is learned after the weights. */
    @Override
    public Incidences finish(Features.Vector trainingFeatures, DiscreteHazards.Truth trainingTruth) {
        return new Incidences(this);
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return hazards.parameters();
    }

    /** The finished head. */
    public record Incidences(CompetingHazardsHead head) implements Readout<Features.Vector, CumulativeIncidences> {
        @Override
        public CumulativeIncidences read(Features.Vector features) {
            return head.curves.incidences(head.causes, head.hazards.hazards(features));
        }
    }
}
