package org.theriac.biostatistics.competing;

import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.concordance.AntoliniConcordance;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** The time-dependent concordance of the predicted incidence of a cause. */
public final class CauseConcordanceMetric extends CauseMetric {
    public CauseConcordanceMetric() {
        this(Cause.NONE);
    }

    private CauseConcordanceMetric(Cause cause) {
        super(
                "cause_c",
                "Time-dependent C",
                "Among pairs of a row with an event of the cause at t and a row still observed then, how often the former had the higher predicted "
                        + "incidence of the cause by t (Antolini's C of 1 − F, events of other causes as censorings: Lee et al., AAAI 2018); pairs tied in "
                        + "time count when either has the event, equal predictions one half ('adj_antolini' of pycox). Mean over folds.",
                Direction.HIGHER_IS_BETTER,
                cause);
    }

    @Override
    CauseMetric of(Cause cause) {
        return new CauseConcordanceMetric(cause);
    }

    @Override
    public Prepared prepare(Judged<CompetingRisks, CumulativeIncidences> judged) {
        ToDoubleFunction<double[]> c = AntoliniConcordance.prepare(
                free(judged.predicted()), test(judged).causeSpecific(cause()), AntoliniConcordance.Convention.ADJUSTED);
        return weight -> new double[] {c.applyAsDouble(weight)};
    }
}
