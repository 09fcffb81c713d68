package org.theriac.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.core.cohort.Definition;
import org.theriac.core.table.DatasetEntry;
import org.theriac.core.table.Dictionary;

/** This module's part of the catalogue: the data sets. */
public final class DatasetsCatalogue implements Catalogue.Provider {

    @Override
    public Catalogue catalogue() {
        return new Catalogue(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(entry(
                        "support2",
                        "SUPPORT2: survival of 9,105 seriously ill adults in hospital, 48 columns",
                        "CC BY 4.0",
                        "Harrell F (2023), SUPPORT2, UCI Machine Learning Repository; Knaus WA et al., Ann Intern Med 122:191-203, 1995",
                        "sno")));
    }

    private static DatasetEntry entry(String name, String title, String licence, String citation, String subject) {
        String file = name + ".csv.gz";
        return new DatasetEntry(
                name, title, licence, citation, file, () -> open(file), subject, () -> dictionary(name + ".yaml"));
    }

    private static InputStream open(String file) {
        InputStream in = DatasetsCatalogue.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("the data set " + file + " is missing from this module");
        }
        return in;
    }

    private static List<Definition> dictionary(String file) {
        try (InputStream in = open(file)) {
            return Dictionary.read(file, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
