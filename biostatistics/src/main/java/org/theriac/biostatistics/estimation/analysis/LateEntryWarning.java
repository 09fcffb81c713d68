package org.theriac.biostatistics.estimation.analysis;

import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.run.Run;

/** Warns of a curve that late entry makes untrustworthy, and offers the start time that mends it. */
final class LateEntryWarning {
    private LateEntryWarning() {}

    /** @param name of the group */
    static void tell(String name, KaplanMeier curve, Run run) {
        String remedy = curve.suggestedStart().isPresent()
                ? " Write from: " + NumberColumn.word(curve.suggestedStart().getAsDouble()) + "."
                : "";
        curve.warning().ifPresent(sentence -> run.notice("curve-falls-to-0", name + ": " + sentence + remedy, 1));
    }
}
