/** Survival curves of times that are only known to lie between two visits. */
@NullMarked
package org.theriac.biostatistics.intervals;

import org.jspecify.annotations.NullMarked;
