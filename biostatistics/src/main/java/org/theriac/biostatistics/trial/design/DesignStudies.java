package org.theriac.biostatistics.trial.design;

import org.theriac.core.cohort.Cohort;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;

/** What can be done with a design. */
public interface DesignStudies {
    /** @throws org.theriac.core.UserError if scenarios do not fit the design */
    void check(Simulation simulation);

    /** Simulates trials; resumable. */
    Findings simulate(Simulation simulation, Run run);

    /** @throws org.theriac.core.UserError if the log is not one of this design */
    void check(Conduct conduct, Cohort log, Run run);

    /**
     * What the next patients receive, and why.
     *
     * @param log one row for each patient, in the order of treatment
     */
    Findings conduct(Conduct conduct, Cohort log, Run run);
}
