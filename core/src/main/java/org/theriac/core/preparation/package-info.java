/** Imputation, standardisation and coding, fitted on training rows only. */
@NullMarked
package org.theriac.core.preparation;

import org.jspecify.annotations.NullMarked;
