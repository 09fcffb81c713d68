/** Parts of a cohort by keys: no key stands on both sides. */
@NullMarked
package org.theriac.core.split;

import org.jspecify.annotations.NullMarked;
