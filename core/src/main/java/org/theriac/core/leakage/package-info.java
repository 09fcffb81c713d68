/** Guards against leaks: what an input, a row or a file must not tell of the test rows' outcomes. */
@NullMarked
package org.theriac.core.leakage;

import org.jspecify.annotations.NullMarked;
