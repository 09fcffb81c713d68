package org.theriac.learning.survival;

import static org.bytedeco.pytorch.global.torch.logcumsumexp;
import static org.bytedeco.pytorch.global.torch.zeros;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.theriac.learning.survival.RiskSets.Late;
import org.theriac.learning.survival.RiskSets.Tied;
import org.theriac.learning.tensor.Shapes;

/**
 * The negative log partial likelihood of Cox, averaged over the events, in linear time (Yang et al., "FastCPH", 2022):
 *
 * <pre>
 * L = 1/N_e Σ_events [ log( Σ_{T_j ≥ T_i} e^{h_j}  −  (r_i/d_i) Σ_{deaths at T_i} e^{h_j} ) − h_i ]
 * </pre>
 *
 * with r = 0 under Breslow's rule and r = 0, …, d−1 through the d deaths of one time under Efron's. Sums of exponentials are
 * cumulated as logarithms in double precision, so log-risks of ±500 neither overflow nor vanish.
 *
 * <p>The loss needs the whole risk set: a mini-batch gives that batch's own partial likelihood, not a part of the cohort's.
 */
public final class CoxLoss {
    private CoxLoss() {}

    /**
     * The loss of a batch; 0, still connected to {@code logRisk}, when no event was seen.
     *
     * @param logRisk {@code [n]} float or double, in the order of the rows that {@code sets} was made of
     * @return a scalar in double precision
     */
    public static Tensor of(Tensor logRisk, RiskSets sets) {
        Shapes.check(logRisk, sets.rows());
        Tensor h = logRisk.to(ScalarType.Double);
        if (sets.events() == 0) {
            return h.sum().mul(new Scalar(0.0));
        }
        Tensor logSums = logcumsumexp(h.index_select(0, sets.order()), 0);
        Tensor logRiskSets = entered(logSums.index_select(0, sets.riskSetEnds()), h, sets.late());
        Tensor total = logRiskSets.sum().sub(h.index_select(0, sets.eventRows()).sum());
        if (sets.tied().later().numel() > 0) {
            total = total.add(departures(h, logRiskSets, sets.tied()));
        }
        return total.div(new Scalar((double) sets.events()));
    }

    /**
     * Takes off, where rows enter late, those that had not entered: log(e^a − e^b) = a + log(1 − e^{b − a}), with a over all rows that had not left and b
     * over those of them still to come. The row with the event is in a and never in b, so that the difference is positive.
     */
    private static Tensor entered(Tensor logRiskSets, Tensor h, Late late) {
        if (late.events().numel() == 0) {
            return logRiskSets;
        }
        Tensor waiting = logcumsumexp(h.index_select(0, late.order()), 0).index_select(0, late.ends());
        Tensor all = logRiskSets.index_select(0, late.events());
        // A risk set that is lost beside those still to come, by rounding, must not become the logarithm of 0.
        Tensor correction =
                waiting.sub(all).clamp_max(new Scalar(-1e-15)).expm1().neg().log();
        return logRiskSets.index_add(0, late.events(), correction);
    }

    /**
     * Σ log(1 − (r/d) Σ_deaths e^h / Σ_{risk set} e^h): what Efron's rule takes off for deaths that have already left. Only
     * r > 0 takes part, because log 0 has no gradient.
     */
    private static Tensor departures(Tensor h, Tensor logRiskSets, Tied tied) {
        Tensor deaths = h.index_select(0, tied.deaths());
        TensorOptions options = new TensorOptions(ScalarType.Double);
        Tensor highest = zeros(new long[] {tied.blockCount()}, options)
                .scatter_reduce(0, tied.blocks(), deaths.detach(), "amax", false);
        Tensor sums = zeros(new long[] {tied.blockCount()}, options)
                .index_add(
                        0,
                        tied.blocks(),
                        deaths.sub(highest.index_select(0, tied.blocks())).exp());
        Tensor logDeaths = sums.log().add(highest).index_select(0, tied.laterBlocks());
        Tensor share = tied.logShare().add(logDeaths).sub(logRiskSets.index_select(0, tied.later()));
        return share.exp().neg().log1p().sum();
    }
}
