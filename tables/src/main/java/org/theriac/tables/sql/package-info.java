/** Databases, and files that a database reads: Parquet, JSON. */
@NullMarked
package org.theriac.tables.sql;

import org.jspecify.annotations.NullMarked;
