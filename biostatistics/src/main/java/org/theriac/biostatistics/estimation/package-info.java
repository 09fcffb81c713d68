/** The kind of study "estimation": curves, tests and models of one table, told as a paper tells them. */
@NullMarked
package org.theriac.biostatistics.estimation;

import org.jspecify.annotations.NullMarked;
