/** Which inputs a survival model keeps as a penalty rises, and how stable that choice is. */
@NullMarked
package org.theriac.survival.selection;

import org.jspecify.annotations.NullMarked;
