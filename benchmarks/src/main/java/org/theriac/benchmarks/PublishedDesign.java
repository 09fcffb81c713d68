package org.theriac.benchmarks;

import java.util.Optional;
import org.theriac.biostatistics.trial.design.Drug;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;

/** The two-drug design of Jiménez and Tighiouart (arXiv 2109.14231), with its doses and defaults. */
final class PublishedDesign {
    private PublishedDesign() {}

    static EwocTwoDrugs of() {
        EwocTwoDrugs defaults = EwocTwoDrugs.DEFAULTS;
        return new EwocTwoDrugs(
                new Drug("x", "mg/m2", 10, 25, Optional.empty()),
                new Drug("y", "mg/m2", 50, 100, Optional.empty()),
                defaults.targetToxicity(),
                defaults.nullResponse(),
                defaults.decision(),
                defaults.stageOne(),
                defaults.stageTwo(),
                defaults.stopping(),
                defaults.priors(),
                defaults.computation(),
                false);
    }
}
