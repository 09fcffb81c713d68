package org.theriac.core.table;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * The files that a column of a shipped data set names.
 *
 * @param as the kind of files, by its word in the catalogue
 * @param archive opens the zip archive that holds them
 */
public record DatasetFiles(String as, Supplier<InputStream> archive) {}
