/** Measures of calibration and of overall accuracy: Brier score, D-calibration, 1-calibration, calibration at a horizon. */
@NullMarked
package org.theriac.biostatistics.calibration;

import org.jspecify.annotations.NullMarked;
