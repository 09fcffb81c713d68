package org.theriac.learning.head;

import org.bytedeco.pytorch.Tensor;
import org.theriac.core.outcome.Predictions;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.nn.Layer;
import org.theriac.learning.nn.Pass;

/**
 * Turns features of one shape into a loss and a readout for one outcome. It fits every encoder of that shape.
 *
 * @param <F> the shape of the features
 * @param <T> the truth of a batch, prepared by the head
 * @param <P> the predictions
 */
public interface Head<F extends Features, T, P extends Predictions> extends Layer {
    /** The mean loss of a batch: a scalar. */
    Tensor loss(F features, T truth, Pass pass);

    /** What has to be learned after the weights: a baseline hazard, a calibration. */
    Readout<F, P> finish(F trainingFeatures, T trainingTruth);
}
