package org.theriac.learning.survival;

import java.util.SortedMap;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.theriac.core.outcome.Predictions;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Pass;

/**
 * {@linkplain DiscreteHazards Discrete hazards} of one event or of several causes on any vector of features; with one event this is Logistic-Hazard. Needs
 * no proportional hazards.
 *
 * @param <P> what the hazards are read as: survival curves, or cumulative incidences of each cause
 */
public final class DiscreteHazardHead<P extends Predictions>
        implements Head<Features.Vector, DiscreteHazards.Truth, P> {
    private final DiscreteHazards hazards;
    private final Function<double[][], P> reading;

    /**
     * @param inputs width of the features
     * @param cuts m
     * @param causes K
     * @param reading of hazards n × (m · K), by cut, within it by cause
     */
    public DiscreteHazardHead(Initialiser init, int inputs, int cuts, int causes, Function<double[][], P> reading) {
        hazards = new DiscreteHazards(init, inputs, cuts, causes);
        this.reading = reading;
    }

    /** Starts from the hazards of rows without regard to their features; see {@link DiscreteHazards#startFrom}. */
    public DiscreteHazardHead<P> startingFrom(double[] marginalLogits) {
        hazards.startFrom(marginalLogits);
        return this;
    }

    @Override
    public Tensor loss(Features.Vector features, DiscreteHazards.Truth truth, Pass pass) {
        return hazards.loss(features, truth, pass);
    }

    /** Nothing is learned after the weights. */
    @Override
    public Curves<P> finish(Features.Vector trainingFeatures, DiscreteHazards.Truth trainingTruth) {
        return new Curves<>(this);
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return hazards.parameters();
    }

    /** The finished head. */
    public record Curves<P extends Predictions>(DiscreteHazardHead<P> head) implements Readout<Features.Vector, P> {
        @Override
        public P read(Features.Vector features) {
            return head.reading.apply(head.hazards.hazards(features));
        }
    }
}
