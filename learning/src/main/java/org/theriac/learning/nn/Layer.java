package org.theriac.learning.nn;

import java.util.Collections;
import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.learning.tensor.Parameters;

/** Anything with parameters. Names are stable: they are the keys of the weights file. */
public interface Layer {
    /** What training changes: leaves that require gradients. */
    SortedMap<String, Tensor> parameters();

    /** What is stored with the parameters but not trained, such as the running mean of a normalisation. */
    default SortedMap<String, Tensor> buffers() {
        return Collections.emptySortedMap();
    }

    /** Parameters and buffers together: all that a layer must be given back to predict the same. */
    default SortedMap<String, Tensor> state() {
        return Parameters.union(parameters(), buffers());
    }
}
