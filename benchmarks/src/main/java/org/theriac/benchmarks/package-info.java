/** The hot paths, timed. */
@NullMarked
package org.theriac.benchmarks;

import org.jspecify.annotations.NullMarked;
