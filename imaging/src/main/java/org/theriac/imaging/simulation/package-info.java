/** Images of bodies that nobody has, with what is in them known. */
@NullMarked
package org.theriac.imaging.simulation;

import org.jspecify.annotations.NullMarked;
