/** Metrics, prepared once and evaluated for many row weights; bootstrap intervals and paired differences. */
@NullMarked
package org.theriac.core.evaluation;

import org.jspecify.annotations.NullMarked;
