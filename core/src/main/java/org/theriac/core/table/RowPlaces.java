package org.theriac.core.table;

/** Where the values of a table stand, for messages. */
interface RowPlaces {
    /** How messages name the table. */
    String origin();

    /** Where a value stands, such as "patients.csv, line 17, column 'age'". */
    String place(int row, String column);
}
