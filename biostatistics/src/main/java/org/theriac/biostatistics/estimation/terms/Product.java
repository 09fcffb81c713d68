package org.theriac.biostatistics.estimation.terms;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A main effect, or an interaction of several factors.
 *
 * @param factors one for a main effect
 */
record Product(List<Factor> factors) {
    Product {
        factors = List.copyOf(factors);
    }

    Product and(Product other) {
        return new Product(java.util.stream.Stream.concat(factors.stream(), other.factors.stream())
                .distinct()
                .toList());
    }

    String text() {
        return factors.stream().map(Factor::text).collect(Collectors.joining(" : "));
    }
}
