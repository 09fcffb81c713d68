/** The analyses that an estimation study may ask for, each a class of its own. */
@NullMarked
package org.theriac.biostatistics.estimation.analysis;

import org.jspecify.annotations.NullMarked;
