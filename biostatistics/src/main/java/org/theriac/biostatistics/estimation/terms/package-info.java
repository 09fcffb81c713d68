/** Terms of regressions, as texts of a study file: parsed, coded, and applied to other rows. */
@NullMarked
package org.theriac.biostatistics.estimation.terms;

import org.jspecify.annotations.NullMarked;
