package org.theriac.biostatistics.trial.ewoc;

import org.theriac.biostatistics.trial.design.Conduct;
import org.theriac.biostatistics.trial.design.DesignStudies;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.Simulation;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.report.Findings;
import org.theriac.core.run.Run;

/** What can be done with the two-drug design. */
public record EwocStudies(EwocTwoDrugs design) implements DesignStudies {
    @Override
    public void check(Simulation simulation) {
        new DesignSimulation(design, simulation);
    }

    @Override
    public Findings simulate(Simulation simulation, Run run) {
        return new SimulationFindings(design, simulation, new DesignSimulation(design, simulation).results(run), run)
                .findings();
    }

    @Override
    public void check(Conduct conduct, Cohort log, Run run) {
        PatientLog.read(design, conduct, log, run);
    }

    @Override
    public Findings conduct(Conduct conduct, Cohort log, Run run) {
        Interim interim = Interim.of(design, PatientLog.read(design, conduct, log, run), run);
        return new ConductFindings(design, interim, run).findings();
    }
}
