/** Individual survival distributions: whole curves for single rows, the times that are read off them, and the errors of these times. */
@NullMarked
package org.theriac.biostatistics.distribution;

import org.jspecify.annotations.NullMarked;
