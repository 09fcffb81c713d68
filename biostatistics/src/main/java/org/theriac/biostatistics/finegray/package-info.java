/** Regression of the cumulative incidence where risks compete: the subdistribution hazard of Fine and Gray. */
@NullMarked
package org.theriac.biostatistics.finegray;

import org.jspecify.annotations.NullMarked;
