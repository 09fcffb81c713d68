/** Events that a subject can have again and again: mean numbers, tests of groups, and regressions. */
@NullMarked
package org.theriac.biostatistics.recurrent;

import org.jspecify.annotations.NullMarked;
