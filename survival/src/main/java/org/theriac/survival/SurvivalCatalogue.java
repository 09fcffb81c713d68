package org.theriac.survival;

import org.theriac.core.catalogue.Catalogue;
import org.theriac.survival.recommendation.RecommendationExhibit;
import org.theriac.survival.selection.SelectionExhibit;
import org.theriac.survival.systems.deepsurv.DeepSurv;
import org.theriac.survival.systems.lassonet.LassoNet;
import org.theriac.survival.systems.logistichazard.LogisticHazard;

/** This module's part of the catalogue: the neural methods, and the exhibit of what they can do beside predicting. */
public final class SurvivalCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY
                .withMethods(DeepSurv.ENTRY, LogisticHazard.ENTRY, LassoNet.ENTRY)
                .withExhibits(new RecommendationExhibit(), new SelectionExhibit());
    }
}
