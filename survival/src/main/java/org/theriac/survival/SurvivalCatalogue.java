package org.theriac.survival;

import org.theriac.core.catalogue.Catalogue;
import org.theriac.survival.systems.deepsurv.DeepSurv;

/** This module's part of the catalogue: one line for each method. */
public final class SurvivalCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return Catalogue.ofMethods(DeepSurv.ENTRY);
    }
}
