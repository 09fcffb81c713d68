/** Immutable rows and typed columns, with the keys that keep a subject on one side of a split. */
@NullMarked
package org.theriac.core.cohort;

import org.jspecify.annotations.NullMarked;
