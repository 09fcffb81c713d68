/** What a fitted model leans on: permutation importance, effect curves, and what moved single predictions. */
@NullMarked
package org.theriac.core.explanation;

import org.jspecify.annotations.NullMarked;
