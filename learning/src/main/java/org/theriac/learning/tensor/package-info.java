/**
 * The thin shore between Java and libtorch: memory, arrays in and out, shapes, named parameters, random streams and the
 * natives themselves. Operations are not wrapped: model code calls {@code torch.*} directly.
 */
@NullMarked
package org.theriac.learning.tensor;

import org.jspecify.annotations.NullMarked;
