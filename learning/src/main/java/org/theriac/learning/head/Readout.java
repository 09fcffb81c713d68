package org.theriac.learning.head;

import org.theriac.core.outcome.Predictions;
import org.theriac.learning.encoder.Features;

/**
 * Features to predictions.
 *
 * @param <F> the shape of the features
 * @param <P> the predictions
 */
public interface Readout<F extends Features, P extends Predictions> {
    /** The predictions of these rows. */
    P read(F features);
}
