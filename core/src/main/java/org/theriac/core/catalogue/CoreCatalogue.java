package org.theriac.core.catalogue;

import org.theriac.core.evaluation.CoefficientExhibit;
import org.theriac.core.evaluation.TrainingExhibit;
import org.theriac.core.evaluation.category.CalibrationErrorMetric;
import org.theriac.core.evaluation.category.DecisionMetric;
import org.theriac.core.evaluation.category.ProbabilityScore;
import org.theriac.core.evaluation.category.RankingMetric;
import org.theriac.core.evaluation.category.RecalibrationMetric;
import org.theriac.core.kind.KindEntry;
import org.theriac.core.kind.prediction.PredictionDraft;
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
                                PredictionKind::new)
                        .drafted(new PredictionDraft()))
                .withMetrics(
                        RankingMetric.auc(),
                        RankingMetric.averagePrecision(),
                        ProbabilityScore.brier(),
                        ProbabilityScore.logLoss(),
                        new CalibrationErrorMetric(),
                        RecalibrationMetric.intercept(),
                        RecalibrationMetric.slope(),
                        DecisionMetric.accuracy(),
                        DecisionMetric.balancedAccuracy(),
                        DecisionMetric.kappa(),
                        DecisionMetric.matthews())
                .withExhibits(new CoefficientExhibit(), new TrainingExhibit());
    }
}
