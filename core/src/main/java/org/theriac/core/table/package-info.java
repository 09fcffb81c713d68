/** Readers that turn files into cohorts. */
@NullMarked
package org.theriac.core.table;

import org.jspecify.annotations.NullMarked;
