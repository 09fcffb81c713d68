package org.theriac.learning.survival;

import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.outcome.TabulatedCurves;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;

/** Logistic-Hazard on any vector of features: the {@linkplain DiscreteHazards discrete hazards} of one cause. Needs no proportional hazards. */
public final class LogisticHazardHead implements Head<Features.Vector, DiscreteHazards.Truth, TabulatedCurves> {
    private final DiscreteHazards hazards;
    private final DiscreteCurves curves;

    /** @param inputs width of the features */
    public LogisticHazardHead(Initialiser init, int inputs, DiscreteCurves curves) {
        hazards = new DiscreteHazards(init, inputs, curves.times().size(), 1);
        this.curves = curves;
    }

    /** Starts from the hazards of rows without regard to their features; see {@link DiscreteHazards#startFrom}. */
    public LogisticHazardHead startingFrom(double[] marginalLogits) {
        hazards.startFrom(marginalLogits);
        return this;
    }

    @Override
    public Tensor loss(Features.Vector features, DiscreteHazards.Truth truth, Pass pass) {
        return hazards.loss(features, truth, pass);
    }

    /** Nothing is learned after the weights. */
    @Override
    public Curves finish(Features.Vector trainingFeatures, DiscreteHazards.Truth trainingTruth) {
        return new Curves(this);
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return hazards.parameters();
    }

    /** The finished head. */
    public record Curves(LogisticHazardHead head) implements Readout<Features.Vector, TabulatedCurves> {
        @Override
        public TabulatedCurves read(Features.Vector features) {
            return head.curves.survival(head.hazards.hazards(features));
        }
    }
}
