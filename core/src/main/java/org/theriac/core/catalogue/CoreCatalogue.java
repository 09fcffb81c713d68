package org.theriac.core.catalogue;

import org.theriac.core.evaluation.CoefficientExhibit;
import org.theriac.core.evaluation.TrainingExhibit;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.kind.prediction.PredictionKind;
import org.theriac.core.kind.prediction.PredictionSettings;

/** What core itself contributes. */
public final class CoreCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY
                .withKinds(new KindEntry<>(
                        "prediction",
                        "Fits methods, judges them on rows that they have not seen, and compares them.",
                        PredictionSettings.DEFAULTS,
                        PredictionKind::new))
                .withExhibits(new CoefficientExhibit(), new TrainingExhibit());
    }
}
