/** Movements between states: probabilities of being in each, with errors by subject, and time spent there. */
@NullMarked
package org.theriac.biostatistics.multistate;

import org.jspecify.annotations.NullMarked;
