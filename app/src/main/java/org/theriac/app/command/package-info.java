/** The commands of the command line. */
@NullMarked
package org.theriac.app.command;

import org.jspecify.annotations.NullMarked;
