package org.theriac.biostatistics.trial.ewoc;

import java.util.List;

/**
 * One cohort of a real trial, gone through again.
 *
 * @param number from 1, in its stage
 * @param steps what the design decided with the outcomes known today; empty in the first cohort and in stage two
 * @param patients those treated
 * @param unsafe the probability that its stage's rule for toxicity looks at, after the cohort
 * @param stops whether the rule asked to stop
 */
record CohortAudit(
        int stage, int number, List<EscalationStep> steps, List<LoggedPatient> patients, double unsafe, boolean stops) {
    CohortAudit {
        steps = List.copyOf(steps);
        patients = List.copyOf(patients);
    }

    long toxicities() {
        return patients.stream()
                .filter(patient -> patient.toxicity() == LoggedPatient.Answer.YES)
                .count();
    }

    long pending() {
        return patients.stream()
                .filter(patient -> !patient.toxicityKnown() || !patient.responseKnown())
                .count();
    }
}
