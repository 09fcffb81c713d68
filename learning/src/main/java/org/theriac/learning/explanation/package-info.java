/** What in an image speaks for a prediction, and how far such maps can be trusted. */
@NullMarked
package org.theriac.learning.explanation;

import org.jspecify.annotations.NullMarked;
