/** Training as a library: loops that show progress, stop, and resume to the same bits. */
@NullMarked
package org.theriac.learning.training;

import org.jspecify.annotations.NullMarked;
