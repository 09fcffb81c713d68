package org.theriac.imaging;

import org.theriac.core.catalogue.Catalogue;

/** This module's part of the catalogue. */
public final class ImagingCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY;
    }
}
