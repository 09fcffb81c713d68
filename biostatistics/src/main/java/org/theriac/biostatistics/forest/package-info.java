/** Random survival forests: trees split by the log-rank statistic, each on a bootstrap sample, whose leaves' hazards are averaged. */
@NullMarked
package org.theriac.biostatistics.forest;

import org.jspecify.annotations.NullMarked;
