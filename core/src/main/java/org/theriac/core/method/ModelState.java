package org.theriac.core.method;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.theriac.core.preparation.Preparation;

/**
 * What a fitted model consists of.
 *
 * @param preparation the fitted preprocessing; {@link Preparation#NONE} for a model without inputs
 * @param facts small facts that are not arrays, such as names of terms; written into model.json
 * @param arrays weights by name; written into weights.safetensors
 */
public record ModelState(Preparation preparation, ObjectNode facts, SortedMap<String, NumericArray> arrays) {
    public ModelState {
        arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
    }

    /** @throws IllegalArgumentException if there is no such array */
    public NumericArray array(String name) {
        NumericArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("the model has no array " + name + " among " + arrays.keySet());
        }
        return array;
    }
}
