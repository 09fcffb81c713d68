/** From input columns to features. */
@NullMarked
package org.theriac.learning.encoder;

import org.jspecify.annotations.NullMarked;
