/** The explicit lists of methods, kinds, metrics, exhibits and data sets that the modules contribute. */
@NullMarked
package org.theriac.core.catalogue;

import org.jspecify.annotations.NullMarked;
