/** Encoders of images and the blocks that they are built of. */
@NullMarked
package org.theriac.imaging.models;

import org.jspecify.annotations.NullMarked;
