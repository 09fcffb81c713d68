/** Tables in HDF5 files. */
@NullMarked
package org.theriac.tables.hdf5;

import org.jspecify.annotations.NullMarked;
