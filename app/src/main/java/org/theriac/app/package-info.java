@NullMarked
package org.theriac.app;

import org.jspecify.annotations.NullMarked;
