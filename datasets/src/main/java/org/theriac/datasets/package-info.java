@NullMarked
package org.theriac.datasets;

import org.jspecify.annotations.NullMarked;
