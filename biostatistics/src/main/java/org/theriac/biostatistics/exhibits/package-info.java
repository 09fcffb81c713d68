/** What reports show of survival predictions: curves of risk groups, accuracy over time, calibration. */
@NullMarked
package org.theriac.biostatistics.exhibits;

import org.jspecify.annotations.NullMarked;
