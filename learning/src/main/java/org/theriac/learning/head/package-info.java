/** From features to predictions of an outcome. */
@NullMarked
package org.theriac.learning.head;

import org.jspecify.annotations.NullMarked;
