package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.concordance.MarginConcordance;
import org.theriac.biostatistics.distribution.TailedKaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The concordance over all pairs, censored times being replaced by best guesses. */
public final class MarginConcordanceMetric extends RequestedMetric {
    public MarginConcordanceMetric() {
        super(
                "margin_c",
                "Margin C",
                "All pairs; those whose order was not observed are ordered by the best guess of censored times, the mean of the training rows' Kaplan–Meier "
                        + "curve beyond the censoring, and weigh the product of the confidences 1 − S(c); the risk is the predicted risk, equal risks count one "
                        + "half. Mean over folds.",
                Direction.HIGHER_IS_BETTER);
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        TailedKaplanMeier km = TailedKaplanMeier.of(train(judged));
        ToDoubleFunction<double[]> c = MarginConcordance.prepare(
                test,
                Arrays.stream(test.times()).map(km::bestGuess).toArray(),
                Arrays.stream(test.times()).map(km::confidence).toArray(),
                risks(judged.predicted()));
        return weight -> new double[] {c.applyAsDouble(weight)};
    }
}
