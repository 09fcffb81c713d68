package org.theriac.tables.hdf5;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theriac.core.study.Meaning;

/**
 * Which data sets of an HDF5 file are columns.
 *
 * @param columns by path; an empty list of names: the data set's own name, numbered from 0 if it is a matrix, or the names of its fields
 * @param parts empty: as the file has them
 */
@Meaning("Which data sets of an HDF5 file are columns.")
public record Hdf5Settings(
        @Meaning(
                "Data sets by their paths, each with the names of its columns: a name for a vector, one for each column for a matrix. Every vector and matrix, under its own name, when absent.")
        Map<String, List<String>> columns,

        @Meaning(
                "Groups that hold the same data sets; their rows are put one below the other, with a column 'part'. The groups train, valid, val and test when absent.")
        List<String> parts) {
    public static final Hdf5Settings DEFAULTS = new Hdf5Settings(Map.of(), List.of());

    public Hdf5Settings {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        parts = List.copyOf(parts);
    }
}
