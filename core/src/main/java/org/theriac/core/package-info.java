@NullMarked
package org.theriac.core;

import org.jspecify.annotations.NullMarked;
