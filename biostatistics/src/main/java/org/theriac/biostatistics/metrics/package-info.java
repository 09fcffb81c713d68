/** Survival metrics of a study: thin adapters over the estimators of concordance and calibration, each prepared for the bootstrap. */
@NullMarked
package org.theriac.biostatistics.metrics;

import org.jspecify.annotations.NullMarked;
