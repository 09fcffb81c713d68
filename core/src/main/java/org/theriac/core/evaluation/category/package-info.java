/** Metrics of predicted classes, for any method: thin adapters over the estimators of {@code core.classification}. */
@NullMarked
package org.theriac.core.evaluation.category;

import org.jspecify.annotations.NullMarked;
