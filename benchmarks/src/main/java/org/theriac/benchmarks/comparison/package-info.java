/** Random data sets and our estimates on them, for {@code peers/random_survival.R} to compare. */
@NullMarked
package org.theriac.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
