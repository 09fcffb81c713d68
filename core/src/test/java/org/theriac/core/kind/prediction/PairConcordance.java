package org.theriac.core.kind.prediction;

import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;

/** Harrell's concordance, pair by pair: slow and plain. */
final class PairConcordance implements Metric<TimeToEvent, SurvivalCurves> {
    @Override
    public String id() {
        return "pair_c";
    }

    @Override
    public String title() {
        return "C";
    }

    @Override
    public String convention() {
        return "Ties in risk count one half.";
    }

    @Override
    public Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    @Override
    public Class<TimeToEvent> outcome() {
        return TimeToEvent.class;
    }

    @Override
    public Prepared prepare(Judged<TimeToEvent, SurvivalCurves> judged) {
        TimeToEvent.Observed truth = judged.task().outcome().truth(judged.test());
        return weight -> {
            double pairs = 0;
            double concordant = 0;
            for (int i = 0; i < truth.rows(); i++) {
                for (int j = 0; j < truth.rows(); j++) {
                    if (truth.event()[i] && truth.time()[i] < truth.time()[j]) {
                        double w = weight[i] * weight[j];
                        double difference =
                                judged.predicted().risk(i) - judged.predicted().risk(j);
                        pairs += w;
                        concordant += w * (difference > 0 ? 1 : difference == 0 ? 0.5 : 0);
                    }
                }
            }
            return new double[] {concordant / pairs};
        };
    }
}
