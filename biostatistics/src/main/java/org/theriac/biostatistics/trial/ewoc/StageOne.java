package org.theriac.biostatistics.trial.ewoc;

import java.util.List;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.ewoc.EscalationStep.Limit;

/**
 * Escalation with overdose control. Two patients a cohort, each on a track of its own: in every cohort one drug moves and the other stays, and the
 * tracks move different drugs, by turns. The new dose is the α quantile of the posterior distribution of the tolerated dose given the other drug's.
 */
public final class StageOne {
    private final EwocTwoDrugs design;

    public StageOne(EwocTwoDrugs design) {
        this.design = design;
    }

    /**
     * Whether drug x moves. The first track begins with y in the second cohort. This is a flag on purpose: telling it from doses that did not change,
     * as the published program does, fails once a dose stands at a limit.
     *
     * @param cohort counted from 1
     * @param track 1 or 2
     */
    public static boolean movesX(int cohort, int track) {
        return (cohort % 2 == 1) == (track == 1);
    }

    /**
     * The doses of a cohort.
     *
     * @param cohort counted from 1, at least 2
     * @param previous what the two patients of the cohort before received
     */
    public List<EscalationStep> next(ToxicityPosterior posterior, int cohort, List<Combination> previous) {
        return List.of(step(posterior, cohort, 1, previous.get(0)), step(posterior, cohort, 2, previous.get(1)));
    }

    private EscalationStep step(ToxicityPosterior posterior, int cohort, int track, Combination previous) {
        boolean movesX = movesX(cohort, track);
        double alpha = design.stageOne().feasibility(cohort);
        double quantile = movesX
                ? posterior.toleratedX(previous.y(), alpha, design.drugX().nothing())
                : posterior.toleratedY(previous.x(), alpha, design.drugY().nothing());
        double before = movesX ? previous.x() : previous.y();
        Limit limit = limit(quantile, before);
        double dose = switch (limit) {
            case NONE -> quantile;
            case NO_TOLERATED_DOSE, LEAST_DOSE -> 0;
            case GREATEST_DOSE -> 1;
            case LARGEST_STEP -> before + design.stageOne().largestStep();
        };
        Combination next = movesX ? previous.withX(dose) : previous.withY(dose);
        return new EscalationStep(track, movesX, alpha, quantile, next, limit);
    }

    private Limit limit(double quantile, double before) {
        if (Double.isNaN(quantile)) {
            return Limit.NO_TOLERATED_DOSE;
        }
        if (Math.min(quantile, 1) - before > design.stageOne().largestStep()) {
            return Limit.LARGEST_STEP;
        }
        return quantile < 0 ? Limit.LEAST_DOSE : quantile > 1 ? Limit.GREATEST_DOSE : Limit.NONE;
    }

    /** P(P(DLT) at the least doses is unsafe | data): stage one ends when it exceeds {@code stopping.unsafe_start}. */
    public double unsafeStart(ToxicityPosterior posterior) {
        return posterior.startExceeds(
                design.targetToxicity() + design.stopping().margin());
    }

    /** Whether stage one must end. */
    public boolean stops(ToxicityPosterior posterior) {
        return unsafeStart(posterior) > design.stopping().unsafeStart();
    }
}
