/** Measures of discrimination: the concordance indices of Harrell, Uno and Antolini. */
@NullMarked
package org.theriac.biostatistics.concordance;

import org.jspecify.annotations.NullMarked;
