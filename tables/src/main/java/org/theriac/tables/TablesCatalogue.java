package org.theriac.tables;

import org.theriac.core.catalogue.Catalogue;
import org.theriac.tables.arff.ArffFormat;
import org.theriac.tables.hdf5.Hdf5Format;
import org.theriac.tables.sql.DuckDbFormat;
import org.theriac.tables.sql.JdbcFormat;
import org.theriac.tables.sql.SqliteFormat;
import org.theriac.tables.xlsx.XlsxFormat;

/** This module's part of the catalogue. */
public final class TablesCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY
                .withFormats(
                        new ArffFormat(),
                        DuckDbFormat.ENTRY.choice().create(),
                        Hdf5Format.ENTRY.choice().create(),
                        JdbcFormat.ENTRY.choice().create(),
                        SqliteFormat.ENTRY.choice().create(),
                        XlsxFormat.ENTRY.choice().create())
                .withParts(
                        DuckDbFormat.ENTRY, Hdf5Format.ENTRY, JdbcFormat.ENTRY, SqliteFormat.ENTRY, XlsxFormat.ENTRY);
    }
}
