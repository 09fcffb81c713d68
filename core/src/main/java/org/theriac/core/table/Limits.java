package org.theriac.core.table;

/**
 * How much a table may ask for before it is refused, so that a hostile or broken file cannot take the machine down.
 *
 * @param expandedBytes size after decompression
 * @param recordCharacters characters of one row
 * @param columns fields of one row
 * @param memoryBytes heap that the text of a table may take
 */
public record Limits(long expandedBytes, int recordCharacters, int columns, long memoryBytes) {
    /** 8 GiB expanded, 16 Mi characters and 100,000 fields in a row, 60 % of the heap. */
    public static Limits standard() {
        return new Limits(
                8L << 30, 16 << 20, 100_000, (long) (0.6 * Runtime.getRuntime().maxMemory()));
    }
}
