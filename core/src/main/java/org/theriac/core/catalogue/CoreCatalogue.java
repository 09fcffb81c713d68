package org.theriac.core.catalogue;

import java.util.List;
import org.theriac.core.evaluation.CoefficientExhibit;
import org.theriac.core.evaluation.TrainingExhibit;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.kind.prediction.PredictionKind;
import org.theriac.core.kind.prediction.PredictionSettings;

/** What core itself contributes. */
public final class CoreCatalogue implements Catalogue.Provider {
    @Override
    public Catalogue catalogue() {
        return new Catalogue(
                List.of(),
                List.of(new KindEntry<>(
                        "prediction",
                        "Fits methods, judges them on rows that they have not seen, and compares them.",
                        PredictionSettings.DEFAULTS,
                        PredictionKind::new)),
                List.of(),
                List.of(new CoefficientExhibit(), new TrainingExhibit()),
                List.of());
    }
}
