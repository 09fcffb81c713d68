/** From columns of pictures to batches of pixels. */
@NullMarked
package org.theriac.imaging.reading;

import org.jspecify.annotations.NullMarked;
