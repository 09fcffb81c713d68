/** Heads for time-to-event outcomes. */
@NullMarked
package org.theriac.learning.survival;

import org.jspecify.annotations.NullMarked;
