/** Decision curves: what acting on a prediction is worth, as the threshold of action moves. */
@NullMarked
package org.theriac.biostatistics.decisions;

import org.jspecify.annotations.NullMarked;
