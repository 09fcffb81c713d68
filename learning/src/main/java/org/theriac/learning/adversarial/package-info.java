/** Two networks against each other: one makes samples, the other tells them from real ones. */
@NullMarked
package org.theriac.learning.adversarial;

import org.jspecify.annotations.NullMarked;
