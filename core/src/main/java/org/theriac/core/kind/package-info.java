/** Kinds of study: settings in, findings out. */
@NullMarked
package org.theriac.core.kind;

import org.jspecify.annotations.NullMarked;
