package org.theriac.learning.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.preparation.Preparation;
import org.theriac.learning.encoder.Encoder;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.nn.Initialiser;

/**
 * The way from rows to an encoder's input, with all that was learned from training rows. Immutable.
 *
 * @param <R> decoded rows as plain Java values: made on any thread, while another one trains
 * @param <I> the same as tensors
 */
public interface Reading<R, I> {
    /** The columns that are read. */
    List<String> columns();

    /** The fitted preprocessing; {@link Preparation#NONE} where there is none. */
    Preparation preparation();

    /** What has to be kept beside it. */
    ObjectNode facts();

    /** New layers for what is read. */
    Encoder<I, Features.Vector> encoder(Initialiser init);

    /**
     * Decodes rows. Safe for use by several threads; touches no tensor.
     *
     * @param chosen row numbers in {@code rows}
     * @param variation random numbers for each row that augment it, in training; empty: the rows as they are
     * @throws org.theriac.core.UserError if a value is missing that cannot be done without, or a file is damaged
     */
    R decode(Cohort rows, int[] chosen, Optional<IntFunction<RandomGenerator>> variation);

    /** The decoded rows as tensors, on the calling thread's scope. */
    I tensors(R decoded, ScalarType precision);
}
