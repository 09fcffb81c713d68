package org.theriac.biostatistics.trial;

import java.util.Optional;
import org.theriac.biostatistics.trial.design.Conduct;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.Simulation;
import org.theriac.biostatistics.trial.design.TrialDesign;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/** Settings of a trial study. */
@Meaning("Simulates the design of a clinical trial, or conducts it.")
public record TrialSettings(
        @Required @Meaning("The design with its settings.") TrialDesign design,

        @Meaning("Simulate the design; needs no data.") Optional<Simulation> simulate,

        @Meaning("Conduct the trial; the table under data: is the log of its patients.")
        Optional<Conduct> conduct) {
    public static final TrialSettings DEFAULTS =
            new TrialSettings(EwocTwoDrugs.DEFAULTS, Optional.empty(), Optional.empty());
}
