@NullMarked
package org.theriac.learning;

import org.jspecify.annotations.NullMarked;
