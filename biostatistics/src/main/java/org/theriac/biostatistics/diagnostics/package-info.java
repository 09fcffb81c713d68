/** How well classes are told apart: areas under ROC curves with their tests, thresholds, exact intervals; and what reports show of them. */
@NullMarked
package org.theriac.biostatistics.diagnostics;

import org.jspecify.annotations.NullMarked;
