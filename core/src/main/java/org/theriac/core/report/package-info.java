/** Findings: sections of text, tables and figures, as plain data. */
@NullMarked
package org.theriac.core.report;

import org.jspecify.annotations.NullMarked;
