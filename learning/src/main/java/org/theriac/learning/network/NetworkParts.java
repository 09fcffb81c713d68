package org.theriac.learning.network;

import org.theriac.learning.encoder.Encoder;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;

/**
 * An ability: what a fitted network consists of, for those who look inside, as explanations do. Belongs to the model and lives as long as it.
 *
 * @param reading from rows to the encoder's input
 * @param encoder the layers that read it
 * @param head the layers that predict
 */
public record NetworkParts(
        Reading<?, ?> reading, Encoder<?, Features.Vector> encoder, Head<Features.Vector, ?, ?> head) {}
