package org.theriac.survival;

import java.util.List;
import org.theriac.core.catalogue.Catalogue;
import org.theriac.survival.recommendation.RecommendationExhibit;
import org.theriac.survival.systems.deepsurv.DeepSurv;

/** This module's part of the catalogue: the neural methods, and the exhibit of what they can do beside predicting. */
public final class SurvivalCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return new Catalogue(
                List.of(DeepSurv.ENTRY), List.of(), List.of(), List.of(new RecommendationExhibit()), List.of());
    }
}
