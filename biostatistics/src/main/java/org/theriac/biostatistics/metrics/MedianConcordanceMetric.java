package org.theriac.biostatistics.metrics;

import java.util.Arrays;
import java.util.Locale;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.concordance.TieTreatment;
import org.theriac.biostatistics.distribution.TailedKaplanMeier;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** The concordance of predicted median times, with any treatment of ties. */
public final class MedianConcordanceMetric extends RequestedMetric {
    private final TieTreatment ties;

    public MedianConcordanceMetric(TieTreatment ties) {
        super(
                "median_c_" + ties.name().toLowerCase(Locale.ROOT),
                "C of medians, ties " + ties.name().toLowerCase(Locale.ROOT),
                "Harrell's pairs; the risk is the negative predicted median time. "
                        + switch (ties) {
                            case NONE -> "Tied pairs are left out.";
                            case RISK -> "Pairs with equal medians count one half.";
                            case TIME -> "Two events at one time count one half, equal medians are left out.";
                            case ALL -> "Pairs with equal medians and two events at one time count one half.";
                        }
                        + " Mean over folds.",
                Direction.HIGHER_IS_BETTER);
        this.ties = ties;
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        SurvivalTimes test = test(judged);
        double[] risk = Arrays.stream(
                        medians(judged, TailedKaplanMeier.of(train(judged)).linearZero()))
                .map(median -> -median)
                .toArray();
        return weight -> new double[] {
            Arrays.stream(weight).sum() > 0
                    ? ties.of(HarrellConcordance.of(test.withWeights(weight), risk))
                    : Double.NaN
        };
    }
}
