package org.theriac.core.leakage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.theriac.core.study.Meaning;

/**
 * What a study lets pass although a guard names it. Each exception gives its reason, and the report lists it.
 *
 * @param keep columns that stay inputs, each with the reason
 * @param copies why test rows and files that equal training ones may stay
 */
@Meaning("Exceptions from the leak guards, each with its reason; the report lists them.")
public record LeakSettings(
        @Meaning("Columns that stay inputs although a guard names them, each with the reason.")
        Map<String, String> keep,

        @Meaning(
                "Why test rows or files that equal training ones may stay; without a reason many of them stop the study.")
        Optional<String> copies) {

    public static final LeakSettings DEFAULTS = new LeakSettings(Map.of(), Optional.empty());

    /** @throws IllegalArgumentException if a reason is blank */
    public LeakSettings {
        keep = Collections.unmodifiableMap(new LinkedHashMap<>(keep));
        keep.forEach((column, reason) -> {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("keep gives no reason for column '" + column
                        + "'; write why its value is known when the prediction is made.");
            }
        });
        if (copies.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("copies gives no reason; write why equal rows are different patients.");
        }
    }
}
