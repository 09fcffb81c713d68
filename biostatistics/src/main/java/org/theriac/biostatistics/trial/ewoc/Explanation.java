package org.theriac.biostatistics.trial.ewoc;

import org.theriac.biostatistics.trial.design.Drug;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.core.report.Numbers;

/** Decisions in words. */
final class Explanation {
    private Explanation() {}

    /** @param before the last patient of the track */
    static String of(EscalationStep step, LoggedPatient before, EwocTwoDrugs design) {
        Drug moving = step.movesX() ? design.drugX() : design.drugY();
        Drug staying = step.movesX() ? design.drugY() : design.drugX();
        double stays =
                staying.dose(step.movesX() ? step.next().y() : step.next().x());
        double moves = moving.dose(step.movesX() ? step.next().x() : step.next().y());
        return "Track " + step.track() + ": " + staying.name() + " stays at " + dose(stays, staying) + ", "
                + moving.name() + " moves. " + quantile(step, moving) + limit(step, design, moving, moves)
                + risesAfterToxicity(step, before);
    }

    /** Overdose control is not coherent in the strict sense; whoever doses should know when it shows. */
    private static String risesAfterToxicity(EscalationStep step, LoggedPatient before) {
        boolean rises = step.next().x() > before.given().x()
                || step.next().y() > before.given().y();
        return rises && before.toxicity() == LoggedPatient.Answer.YES
                ? " Note: the last patient of this track had a toxicity, and the dose rises all the same: the patients of both tracks together allow"
                        + " it, or the accepted probability of an overdose rises. The investigators may hold it."
                : "";
    }

    private static String quantile(EscalationStep step, Drug moving) {
        return Double.isNaN(step.quantile())
                ? "No dose of " + moving.name() + " is tolerated in any draw of the posterior"
                : "With an accepted probability of " + Numbers.measure(step.alpha())
                        + " of an overdose its tolerated dose is "
                        + dose(Math.max(0, moving.dose(step.quantile())), moving);
    }

    private static String limit(EscalationStep step, EwocTwoDrugs design, Drug moving, double moves) {
        return switch (step.limit()) {
            case NONE -> ".";
            case NO_TOLERATED_DOSE -> ": the least dose is given. ALARM: the investigators should review the trial.";
            case LEAST_DOSE -> ", below the least dose, which is given.";
            case GREATEST_DOSE -> ", above the greatest dose, which is given.";
            case LARGEST_STEP ->
                "; it may rise by at most "
                        + dose(design.stageOne().largestStep() * (moving.maximum() - moving.minimum()), moving)
                        + " in a cohort, to " + dose(moves, moving) + ".";
        };
    }

    static String ofRandomisation(EwocTwoDrugs design) {
        return "Drawn along the estimated curve of combinations with a probability of toxicity of "
                + Numbers.measure(design.targetToxicity())
                + ", the more often the higher the estimated probability of response.";
    }

    static String dose(double dose, Drug drug) {
        return PatientLog.text(dose) + " " + drug.unit();
    }
}
