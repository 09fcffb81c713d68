/** The kind 'prediction': cross-validated comparison of methods on one task. */
@NullMarked
package org.theriac.core.kind.prediction;

import org.jspecify.annotations.NullMarked;
