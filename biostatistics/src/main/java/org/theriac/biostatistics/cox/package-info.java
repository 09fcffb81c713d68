/** Cox's proportional hazards model: fit, robust variance, residuals, baseline hazard and the score test of proportionality. */
@NullMarked
package org.theriac.biostatistics.cox;

import org.jspecify.annotations.NullMarked;
