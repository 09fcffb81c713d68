package org.theriac.biostatistics.trial.ewoc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.ewoc.LoggedPatient.Answer;
import org.theriac.core.run.Run;

/**
 * Where a real trial stands, and what comes next. The log is gone through cohort by cohort with the outcomes known today; pending ones are left out of
 * every posterior.
 *
 * @param standing what is to be done
 * @param posterior toxicity, after all patients whose outcome is known
 * @param efficacy once stage one is complete
 * @param along P(P(response) &gt; θ_E) along the estimated curve; empty before stage two
 * @param next what the next patients receive; empty if the trial is over or stopped
 */
record Interim(
        Standing standing,
        List<LoggedPatient> patients,
        ToxicityPosterior posterior,
        Optional<EfficacyFit> efficacy,
        double[] along,
        List<CohortAudit> audit,
        List<NextPatient> next) {
    private static final int DRAWS = 1 << 18;
    private static final int SWEEPS = 10_000;

    /** What is to be done. */
    enum Standing {
        TREAT,
        COMPLETE,
        STOP_UNSAFE_START,
        STOP_UNSAFE_RATE,
        STOP_FUTILE
    }

    static Interim of(EwocTwoDrugs design, List<LoggedPatient> patients, Run run) {
        return new Review(design, patients, run).interim();
    }

    MtdCurve curve(EwocTwoDrugs design) {
        return new MtdCurve(posterior.medians(), design.targetToxicity());
    }

    long pendingToxicities() {
        return patients.stream().filter(patient -> !patient.toxicityKnown()).count();
    }

    long pendingResponses() {
        return patients.stream().filter(patient -> !patient.responseKnown()).count();
    }

    /** Goes through the log. */
    private static final class Review {
        private final EwocTwoDrugs design;
        private final List<LoggedPatient> patients;
        private final Run run;
        private final StageOne stageOne;
        private final StageTwo stageTwo;
        private final ToxicityPosterior posterior;
        private final List<CohortAudit> audit = new ArrayList<>();
        private final int sizeOne;

        Review(EwocTwoDrugs design, List<LoggedPatient> patients, Run run) {
            this.design = design;
            this.patients = patients;
            this.run = run;
            this.stageOne = new StageOne(design);
            this.stageTwo = new StageTwo(design);
            this.sizeOne = design.stageOne().patients();
            this.posterior = new ToxicityPosterior(
                    new ToxicityDraws(
                            design.priors().toxicityInteraction(),
                            DesignSimulation.even(design.computation().draws().orElse(DRAWS)),
                            run.random("toxicity prior", 0)),
                    design.targetToxicity());
        }

        Interim interim() {
            List<EscalationStep> open = reviewStageOne();
            if (stageOne.stops(posterior) && patients.size() <= sizeOne) {
                return over(Standing.STOP_UNSAFE_START, Optional.empty(), new double[0]);
            }
            if (patients.size() < sizeOne) {
                return new Interim(
                        Standing.TREAT,
                        patients,
                        posterior,
                        Optional.empty(),
                        new double[0],
                        audit,
                        nextOfStageOne(open));
            }
            return stageTwo();
        }

        /** Returns the decisions for the cohort that is open or comes next; none for the first. */
        private List<EscalationStep> reviewStageOne() {
            int treated = Math.min(patients.size(), sizeOne);
            List<EscalationStep> steps = List.of();
            for (int cohort = 1; 2 * cohort <= treated; cohort++) {
                List<LoggedPatient> pair = patients.subList(2 * cohort - 2, 2 * cohort);
                pair.forEach(this::observe);
                audit.add(new CohortAudit(
                        1, cohort, steps, pair, stageOne.unsafeStart(posterior), stageOne.stops(posterior)));
                steps = cohort < design.stageOne().cohorts()
                        ? stageOne.next(
                                posterior,
                                cohort + 1,
                                pair.stream().map(LoggedPatient::given).toList())
                        : List.of();
            }
            if (treated % 2 == 1) {
                LoggedPatient single = patients.get(treated - 1);
                observe(single);
                audit.add(new CohortAudit(
                        1,
                        treated / 2 + 1,
                        steps,
                        List.of(single),
                        stageOne.unsafeStart(posterior),
                        stageOne.stops(posterior)));
            }
            return steps;
        }

        private void observe(LoggedPatient patient) {
            if (patient.toxicityKnown()) {
                posterior.observe(patient.given().x(), patient.given().y(), patient.toxicity() == Answer.YES);
            }
        }

        private List<NextPatient> nextOfStageOne(List<EscalationStep> steps) {
            List<NextPatient> next = new ArrayList<>();
            for (int track = 1 + patients.size() % 2; track <= 2; track++) {
                int number = patients.size() + next.size() + 1;
                if (steps.isEmpty()) {
                    next.add(patient(
                            number, Combination.START, "The first cohort receives the least doses of both drugs."));
                } else {
                    EscalationStep step = steps.get(track - 1);
                    LoggedPatient before = patients.get(number - 3);
                    next.add(patient(number, step.next(), Explanation.of(step, before, design)));
                }
            }
            return next;
        }

        private NextPatient patient(int number, Combination decided, String why) {
            Combination given = new Combination(
                    design.drugX().rounded(design.drugX().dose(decided.x())),
                    design.drugY().rounded(design.drugY().dose(decided.y())));
            double x = design.drugX().standardised(given.x());
            double y = design.drugY().standardised(given.y());
            return new NextPatient(
                    number,
                    decided,
                    given,
                    posterior.meanProbability(x, y),
                    posterior.quantileOfProbability(x, y, 0.05),
                    posterior.quantileOfProbability(x, y, 0.95),
                    posterior.exceeds(x, y, design.targetToxicity()),
                    why);
        }

        private Interim stageTwo() {
            int cohort = design.stageTwo().cohort();
            int treated = patients.size() - sizeOne;
            int closed = treated / cohort;
            if (design.stageTwo().patients() == 0) {
                return over(Standing.COMPLETE, Optional.empty(), new double[0]);
            }
            for (int c = 1; c <= closed; c++) {
                List<LoggedPatient> group = patients.subList(sizeOne + (c - 1) * cohort, sizeOne + c * cohort);
                group.forEach(this::observe);
                audit(c, group, sizeOne + c * cohort);
            }
            MtdCurve curve = new MtdCurve(posterior.medians(), design.targetToxicity());
            EfficacyFit efficacy = efficacy(patients.subList(0, sizeOne + closed * cohort));
            double[] along = stageTwo.efficacyAlong(curve, efficacy.draws());
            List<Combination> drawn =
                    stageTwo.randomise(curve, efficacy.draws().medians(), cohort, run.random("allocation", closed));
            List<LoggedPatient> open = patients.subList(sizeOne + closed * cohort, patients.size());
            open.forEach(this::observe);
            if (!open.isEmpty()) {
                audit(closed + 1, open, patients.size());
            }
            if (stops(patients)) {
                return over(Standing.STOP_UNSAFE_RATE, Optional.of(efficacy), along);
            }
            if (closed > 0 && stageTwo.stopsForFutility(along)) {
                return over(Standing.STOP_FUTILE, Optional.of(efficacy), along);
            }
            if (treated == design.stageTwo().patients()) {
                return over(Standing.COMPLETE, Optional.of(efficacy), along);
            }
            List<NextPatient> next = new ArrayList<>();
            for (int place = open.size(); place < cohort; place++) {
                next.add(patient(
                        patients.size() + next.size() + 1, drawn.get(place), Explanation.ofRandomisation(design)));
            }
            return new Interim(Standing.TREAT, patients, posterior, Optional.of(efficacy), along, audit, next);
        }

        private void audit(int number, List<LoggedPatient> group, int upTo) {
            List<LoggedPatient> known = known(patients.subList(0, upTo));
            int toxicities = toxicities(known);
            audit.add(new CohortAudit(
                    2,
                    number,
                    List.of(),
                    group,
                    stageTwo.unsafeRate(toxicities, known.size()),
                    stageTwo.stopsForToxicity(toxicities, known.size())));
        }

        private boolean stops(List<LoggedPatient> group) {
            List<LoggedPatient> known = known(group);
            // stage two has its own rule; it begins with the first patient of stage two
            return patients.size() > sizeOne
                    ? stageTwo.stopsForToxicity(toxicities(known), known.size())
                    : stageOne.stops(posterior);
        }

        private static List<LoggedPatient> known(List<LoggedPatient> group) {
            return group.stream().filter(LoggedPatient::toxicityKnown).toList();
        }

        private static int toxicities(List<LoggedPatient> group) {
            return (int) group.stream()
                    .filter(patient -> patient.toxicity() == Answer.YES)
                    .count();
        }

        private EfficacyFit efficacy(List<LoggedPatient> group) {
            return EfficacyFit.of(
                    group.stream().filter(LoggedPatient::responseKnown).toList(),
                    EfficacyPrior.of(design.priors()),
                    design.computation().chains(),
                    design.computation().warmUp(),
                    design.computation().sweeps().orElse(SWEEPS),
                    run.child("efficacy"));
        }

        private Interim over(Standing standing, Optional<EfficacyFit> efficacy, double[] along) {
            return new Interim(standing, patients, posterior, efficacy, along, audit, List.of());
        }
    }
}
