/** Estimators for predicted classes on primitive arrays: ranking, confusion, calibration, temperature. */
@NullMarked
package org.theriac.core.classification;

import org.jspecify.annotations.NullMarked;
