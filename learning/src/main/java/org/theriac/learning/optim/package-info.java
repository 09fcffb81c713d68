/** Optimisers on one flat buffer of parameters, learning-rate schedules, clipping. */
@NullMarked
package org.theriac.learning.optim;

import org.jspecify.annotations.NullMarked;
