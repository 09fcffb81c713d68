package org.theriac.core.method;

import java.util.List;

/** An ability: the model was trained in epochs and remembers its losses. */
public interface TrainingHistory {
    /**
     * @param epoch from 1
     * @param training mean training loss
     * @param validation validation loss; NaN without validation rows
     */
    record Epoch(int epoch, double training, double validation) {}

    List<Epoch> history();

    /** The epoch whose weights were kept. */
    int bestEpoch();
}
