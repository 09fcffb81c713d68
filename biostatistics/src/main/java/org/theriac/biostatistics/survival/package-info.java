/** Times to event without covariates: Kaplan–Meier, Nelson–Aalen, restricted mean survival time, G-rho tests, and curves as input of metrics. */
@NullMarked
package org.theriac.biostatistics.survival;

import org.jspecify.annotations.NullMarked;
