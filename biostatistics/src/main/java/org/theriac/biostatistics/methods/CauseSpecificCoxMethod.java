package org.theriac.biostatistics.methods;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Method;
import org.theriac.core.method.MethodEntry;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;
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
        Prepared prepared = preparation.apply(train);
        List<Prepared.Term> terms = prepared.terms();
        List<String> causes = task.outcome().causeNames();
        CompetingTimes times = CompetingTimes.of(task.outcome().truth(train), causes.size());
        List<CauseSpecificCoxModel.Part> parts = new ArrayList<>();
        for (int r = 1; r <= causes.size(); r++) {
            if (times.events(r) == 0) {
                throw new UserError("none of the " + times.size() + " training rows has an event of cause "
                        + causes.get(r - 1)
                        + ", so that its hazard cannot be estimated; use fewer folds, or join rare causes.");
            }
            CoxFit fit = Cox.of(settings.ties())
                    .withRidge(settings.ridge())
                    .withNames(terms.stream().map(Prepared.Term::term).toList())
                    .fit(times.causeSpecific(r), prepared.contrasts());
            CoxMethod.report(fit, "Cox regression of cause " + causes.get(r - 1), run);
            parts.add(CauseSpecificCoxModel.Part.of(fit));
        }
        return new CauseSpecificCoxModel(preparation, terms, causes, parts);
    }

    @Override
    public Model<CumulativeIncidences> restore(Task<CompetingRisks> task, ModelState state) {
        return CauseSpecificCoxModel.of(task.outcome().causeNames(), state);
    }
}
