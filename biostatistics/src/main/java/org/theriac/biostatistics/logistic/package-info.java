/** Logistic regression for two and for more classes. */
@NullMarked
package org.theriac.biostatistics.logistic;

import org.jspecify.annotations.NullMarked;
