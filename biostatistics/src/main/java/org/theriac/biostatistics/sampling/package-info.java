/** Drawing from distributions, and judging the draws: what Bayesian estimators share. */
@NullMarked
package org.theriac.biostatistics.sampling;

import org.jspecify.annotations.NullMarked;
