package org.theriac.learning;

import org.theriac.core.catalogue.Catalogue;
import org.theriac.learning.network.MlpDesign;
import org.theriac.learning.network.Network;

/** This module's part of the catalogue: the general network and the encoder of tables. */
public final class LearningCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY.withMethods(Network.ENTRY).withParts(MlpDesign.ENTRY);
    }
}
