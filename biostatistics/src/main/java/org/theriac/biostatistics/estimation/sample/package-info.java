/** What an estimation study's analyses are given: the rows that have the outcome, their times on arrays, and their groups. */
@NullMarked
package org.theriac.biostatistics.estimation.sample;

import org.jspecify.annotations.NullMarked;
