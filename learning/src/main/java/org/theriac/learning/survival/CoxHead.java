package org.theriac.learning.survival;

import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.theriac.biostatistics.cox.BaselineHazard;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.TimeToEvent.Observed;
import org.theriac.learning.encoder.Features;
import org.theriac.learning.head.Head;
import org.theriac.learning.head.Readout;
import org.theriac.learning.nn.Initialiser;
import org.theriac.learning.nn.Linear;
import org.theriac.learning.nn.Pass;
import org.theriac.learning.tensor.Arena;
import org.theriac.learning.tensor.Tensors;

/**
 * Proportional hazards on any vector of features: a log-risk {@code h(z) = w·z}, without a bias because a partial likelihood
 * does not see one, and Breslow's baseline hazard from the training rows, with the increments of the loss's tie rule. Parameter {@code weight}.
 */
public final class CoxHead implements Head<Features.Vector, CoxHead.Truth, ProportionalHazards> {
    /**
     * Times and events of a batch, with their sorted risk sets.
     *
     * @param observed one for each row
     * @param ties the rule for deaths at the same time, in the loss as in the baseline hazard
     * @param riskSets the same rows
     */
    public record Truth(Observed observed, Ties ties, RiskSets riskSets) {
        /** Sorts the rows once; {@code arena} owns the index tensors. */
        public static Truth of(Arena arena, Observed observed, Ties ties) {
            return new Truth(observed, ties, new RiskSets(arena, observed, ties));
        }
    }

    private final Linear risk;

    /** @param inputs width of the features */
    public CoxHead(Initialiser init, int inputs) {
        risk = Linear.withoutBias(init, inputs, 1);
    }

    /** The log-risk of each row: {@code [B]}. */
    public Tensor logRisk(Features.Vector features, Pass pass) {
        return risk.forward(features.z(), pass).squeeze(1);
    }

    @Override
    public Tensor loss(Features.Vector features, Truth truth, Pass pass) {
        return CoxLoss.of(logRisk(features, pass), truth.riskSets());
    }

    @Override
    public Hazards finish(Features.Vector trainingFeatures, Truth trainingTruth) {
        return Hazards.of(this, trainingTruth, logRisks(trainingFeatures));
    }

    double[] logRisks(Features.Vector features) {
        return Tensors.toDoubles(logRisk(features, Pass.evaluation()));
    }

    @Override
    public SortedMap<String, Tensor> parameters() {
        return risk.parameters();
    }

    /**
     * The finished head.
     *
     * @param times distinct event times of the training rows, increasing
     * @param cumulativeHazard H₀ at each, for a log-risk of 0
     */
    public record Hazards(CoxHead head, double[] times, double[] cumulativeHazard)
            implements Readout<Features.Vector, ProportionalHazards> {

        static Hazards of(CoxHead head, Truth truth, double[] logRisk) {
            StepCurve baseline = BaselineHazard.cumulative(SurvivalTimes.of(truth.observed()), logRisk, truth.ties());
            return new Hazards(head, baseline.times(), baseline.values());
        }

        @Override
        public ProportionalHazards read(Features.Vector features) {
            return new ProportionalHazards(times, cumulativeHazard, head.logRisks(features));
        }
    }
}
