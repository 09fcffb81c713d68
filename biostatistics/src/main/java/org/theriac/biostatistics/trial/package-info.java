/** The kind of study "trial": the operating characteristics of a design, and its conduct. */
@NullMarked
package org.theriac.biostatistics.trial;

import org.jspecify.annotations.NullMarked;
