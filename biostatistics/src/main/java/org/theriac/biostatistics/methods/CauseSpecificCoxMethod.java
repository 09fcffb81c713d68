package org.theriac.biostatistics.methods;

import java.util.List;
import java.util.Map;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.run.Run;
import org.theriac.core.task.Task;

/**
 * A Cox regression of the hazard of each cause, the other causes censored, and the hazards together as cumulative incidences. A coefficient speaks of the
 * rate of its cause among those still free of all, not of the incidence, on which the other causes act as well.
 */
public record CauseSpecificCoxMethod(CoxMethod.Settings settings)
        implements Method<CompetingRisks, CumulativeIncidences> {
    /** The method's line in the catalogue. */
    public static final MethodEntry<CoxMethod.Settings, CompetingRisks, CumulativeIncidences> ENTRY = new MethodEntry<>(
            "cause_specific_cox",
            "Cause-specific Cox regression",
            "Proportional hazards of each cause, together as cumulative incidences: the standard that a network has to beat where risks compete.",
            "Prentice RL et al. The analysis of failure times in the presence of competing risks. Biometrics 34, 1978.",
            CompetingRisks.class,
            CoxMethod.Settings.DEFAULTS,
            Map.of(),
            CauseSpecificCoxMethod::new);

    @Override
    public Model<CumulativeIncidences> fit(Task<CompetingRisks> task, Cohort train, Cohort validation, Run run) {
        List<String> inputs = InputColumns.of(
                "cause_specific_cox",
                settings.columns(),
                task.inputs(),
                "aalen_johansen for incidences without covariates");
        Preparation preparation = Preparation.fit(train, inputs, settings.preparation());
        List<String> causes = task.outcome().causeNames();
        return new CauseSpecificCoxModel(CauseRegressions.fit(
                task.outcome(), preparation, train, (times, cause, names, x) -> {
                    CoxFit fit = settings.fit(names, times.causeSpecific(cause), x);
                    CoxMethod.report(fit, "Cox regression of cause " + causes.get(cause - 1), run);
                    return CauseRegressions.Part.of(fit);
                }));
    }

    @Override
    public Model<CumulativeIncidences> restore(Task<CompetingRisks> task, ModelState state) {
        return new CauseSpecificCoxModel(CauseRegressions.of(task.outcome().causeNames(), state));
    }
}
