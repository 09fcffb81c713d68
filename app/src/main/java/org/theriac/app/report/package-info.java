/** Findings as one HTML page that needs nothing else: text, tables, charts, and the libraries that draw them. */
@NullMarked
package org.theriac.app.report;

import org.jspecify.annotations.NullMarked;
