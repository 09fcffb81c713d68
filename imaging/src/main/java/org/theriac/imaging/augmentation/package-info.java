/** Pixels to pixels, on plain arrays: resizing, trimming, masking, and the random changes of training. */
@NullMarked
package org.theriac.imaging.augmentation;

import org.jspecify.annotations.NullMarked;
