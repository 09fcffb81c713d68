/** Two runs set side by side. */
@NullMarked
package org.theriac.app.compare;

import org.jspecify.annotations.NullMarked;
