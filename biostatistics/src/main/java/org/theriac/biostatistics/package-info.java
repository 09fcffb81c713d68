@NullMarked
package org.theriac.biostatistics;

import org.jspecify.annotations.NullMarked;
