/** Kinds of study about pictures themselves. */
@NullMarked
package org.theriac.imaging.studies;

import org.jspecify.annotations.NullMarked;
