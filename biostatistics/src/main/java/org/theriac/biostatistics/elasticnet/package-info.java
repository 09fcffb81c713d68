/** Cox regression under an elastic-net penalty: the whole path from no covariate to many, and the choice of the penalty by cross-validation. */
@NullMarked
package org.theriac.biostatistics.elasticnet;

import org.jspecify.annotations.NullMarked;
