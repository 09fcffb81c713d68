/** Files of images: reading and writing. */
@NullMarked
package org.theriac.imaging.formats;

import org.jspecify.annotations.NullMarked;
