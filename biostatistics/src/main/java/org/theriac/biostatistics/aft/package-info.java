/** Accelerated failure time: parametric regression of right-, left- and interval-censored times. */
@NullMarked
package org.theriac.biostatistics.aft;

import org.jspecify.annotations.NullMarked;
