/** How cumulative incidences are judged and shown: metrics and exhibits of the outcome of competing risks. */
@NullMarked
package org.theriac.biostatistics.competing;

import org.jspecify.annotations.NullMarked;
