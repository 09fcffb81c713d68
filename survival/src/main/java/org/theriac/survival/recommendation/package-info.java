/** Which treatment a survival model advises, and how good the advice would have been. */
@NullMarked
package org.theriac.survival.recommendation;

import org.jspecify.annotations.NullMarked;
