/** The vocabulary that every module shares: cohorts, tasks, methods, runs, studies, findings. */
@NullMarked
package org.theriac.core;

import org.jspecify.annotations.NullMarked;
