package org.theriac.biostatistics.estimation.analysis;

import java.util.List;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.estimation.terms.Design;
import org.theriac.core.run.Run;

/** What a reader of a regression should be warned of. */
final class ModelWarnings {
    private static final int EVENTS_PER_COEFFICIENT = 10;

    private ModelWarnings() {}

    static void tell(CoxFit fit, Design design, Run run) {
        int estimated = design.columns().size() - fit.aliased().size();
        tell(fit.events(), estimated, fit.aliased(), fit.infinite(), fit.converged(), run);
    }

    static void tell(
            int events, int estimated, List<String> aliased, List<String> infinite, boolean converged, Run run) {
        if (!aliased.isEmpty()) {
            run.notice(
                    "aliased",
                    "Columns that are constant or follow from others were left out: " + String.join(", ", aliased)
                            + ".",
                    aliased.size());
        }
        if (!infinite.isEmpty()) {
            run.notice(
                    "infinite",
                    "Coefficients may be infinite, because a group has no events or a column separates them: "
                            + String.join(", ", infinite)
                            + ". Their intervals and Wald tests mean nothing; the likelihood ratio test does.",
                    infinite.size());
        }
        if (!converged) {
            run.notice("not-converged", "The likelihood did not converge.", 1);
        }
        if (events < EVENTS_PER_COEFFICIENT * estimated) {
            run.notice(
                    "few-events",
                    "There are fewer than " + EVENTS_PER_COEFFICIENT + " events for each coefficient (" + estimated
                            + " coefficients): estimates are likely to be too extreme.",
                    1);
        }
    }
}
