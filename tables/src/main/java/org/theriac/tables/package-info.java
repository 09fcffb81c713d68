/** Tables in other formats than delimited text. */
@NullMarked
package org.theriac.tables;

import org.jspecify.annotations.NullMarked;
