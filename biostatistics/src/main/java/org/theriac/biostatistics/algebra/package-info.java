/** The little linear algebra that the estimators need, with the conventions of statistics: dependent columns are found and left out. */
@NullMarked
package org.theriac.biostatistics.algebra;

import org.jspecify.annotations.NullMarked;
