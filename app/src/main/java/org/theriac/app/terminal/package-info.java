/** What the program prints: progress, tables, messages; on a terminal, into a pipe, or not at all. */
@NullMarked
package org.theriac.app.terminal;

import org.jspecify.annotations.NullMarked;
