/** Layers: what holds parameters and maps tensors to tensors. */
@NullMarked
package org.theriac.learning.nn;

import org.jspecify.annotations.NullMarked;
