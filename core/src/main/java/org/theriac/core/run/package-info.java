/** What one execution is given: named random streams, progress, stop, resume, notices. */
@NullMarked
package org.theriac.core.run;

import org.jspecify.annotations.NullMarked;
