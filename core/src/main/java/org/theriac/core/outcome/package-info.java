/** What is predicted: the closed family of outcomes, and the predictions that each one fixes. */
@NullMarked
package org.theriac.core.outcome;

import org.jspecify.annotations.NullMarked;
