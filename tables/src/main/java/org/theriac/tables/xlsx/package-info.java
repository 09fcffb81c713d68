/** Excel workbooks. */
@NullMarked
package org.theriac.tables.xlsx;

import org.jspecify.annotations.NullMarked;
