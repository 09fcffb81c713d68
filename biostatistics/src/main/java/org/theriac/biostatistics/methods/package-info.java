/** The classical methods of survival analysis as methods of a study: thin adapters over the estimators. */
@NullMarked
package org.theriac.biostatistics.methods;

import org.jspecify.annotations.NullMarked;
