package org.theriac.learning.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.preparation.Preparation;

/**
 * How a network reads rows, as a study file chooses it: {@code encoder: {mlp: {…}}}. Modules contribute one for each modality; a design knows nothing of
 * the outcome, so that each of them serves every head.
 */
public interface EncoderDesign {
    /**
     * Settles, from training rows, which of the inputs are read and how.
     *
     * @throws org.theriac.core.UserError if the inputs hold nothing that this encoder reads; the message says what it reads
     */
    Reading<?, ?> fit(List<String> inputs, Cohort train);

    /** The reading that {@link Reading#preparation} and {@link Reading#facts} tell of. */
    Reading<?, ?> restore(Preparation preparation, JsonNode facts);
}
