/** Whether two samples of vectors look as if one distribution had made them, and whether one repeats the other. */
@NullMarked
package org.theriac.biostatistics.samples;

import org.jspecify.annotations.NullMarked;
