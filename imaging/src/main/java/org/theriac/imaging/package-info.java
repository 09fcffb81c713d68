/** Images: their files, the networks that read them, and the systems made of both. */
@NullMarked
package org.theriac.imaging;

import org.jspecify.annotations.NullMarked;
