/** Groups of patients beside the population they come from: expected events and survival, standardised mortality, relative and net survival. */
@NullMarked
package org.theriac.biostatistics.population;

import org.jspecify.annotations.NullMarked;
