/** Where a fitted network of pictures looks. */
@NullMarked
package org.theriac.imaging.explanation;

import org.jspecify.annotations.NullMarked;
