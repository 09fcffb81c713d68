@NullMarked
package org.theriac.survival;

import org.jspecify.annotations.NullMarked;
