package org.theriac.biostatistics.trial.ewoc;

import java.util.List;
import java.util.random.RandomGenerator;
import org.theriac.biostatistics.sampling.ChainDiagnostics;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.Counts;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.CurveError;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.End;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.Ending;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.Verdict;
import org.theriac.biostatistics.trial.ewoc.SimulatedTrial.Worth;
import org.theriac.core.run.Run;

/** Simulates single trials of a design under a truth. Safe for use by several threads: each trial works on its own. */
public final class TrialSimulator {
    private static final int SWEEPS = 2000;

    /** Trials whose paths are kept for the report. */
    private static final int PATHS = 1;

    private final EwocTwoDrugs design;
    private final ToxicityDraws draws;
    private final boolean neverStop;
    private final StageOne stageOne;
    private final StageTwo stageTwo;
    private final EfficacyPrior efficacyPrior;

    /**
     * @param draws of the toxicity prior, shared by all trials
     * @param neverStop whether stopping rules are noted and not followed
     */
    public TrialSimulator(EwocTwoDrugs design, ToxicityDraws draws, boolean neverStop) {
        this.design = design;
        this.draws = draws;
        this.neverStop = neverStop;
        this.stageOne = new StageOne(design);
        this.stageTwo = new StageTwo(design);
        this.efficacyPrior = EfficacyPrior.of(design.priors());
    }

    /**
     * Simulates a trial.
     *
     * @param number counted from 0; decides the random streams
     * @param run of the scenario
     */
    SimulatedTrial simulate(Truth truth, int number, Run run) {
        return new Course(truth, number, run).simulate();
    }

    /** Simulates stage one alone, and counts its dose-limiting toxicities: {patients, toxicities}. */
    int[] stageOneToxicities(Truth truth, int number, Run run) {
        Course course = new Course(truth, number, run);
        course.escalate();
        return new int[] {course.patients.count(), course.patients.toxicityCount()};
    }

    /** One trial on its way. */
    private final class Course {
        private final Truth truth;
        private final int number;
        private final RandomGenerator toxicities;
        private final RandomGenerator responses;
        private final RandomGenerator allocation;
        private final RandomGenerator chains;
        private final ToxicityPosterior posterior = new ToxicityPosterior(draws, design.targetToxicity());
        private final Patients patients = new Patients();
        private End end = End.COMPLETE;
        private End asked = End.COMPLETE;
        private int futileAfter;
        private int escalatedAfterToxicity;

        Course(Truth truth, int number, Run run) {
            this.truth = truth;
            this.number = number;
            this.toxicities = run.random("toxicities", number);
            this.responses = run.random("responses", number);
            this.allocation = run.random("allocation", number);
            this.chains = run.random("efficacy chains", number);
            this.futileAfter = design.stageOne().patients() + design.stageTwo().patients();
        }

        SimulatedTrial simulate() {
            escalate();
            int patientsOne = patients.count();
            int toxicitiesOne = patients.toxicityCount();
            Verdict verdict = Verdict.NONE;
            double[] along = new double[0];
            double worth = Double.NaN;
            MtdCurve curve = curve();
            if (end == End.COMPLETE && design.stageTwo().patients() > 0) {
                EfficacyDraws efficacy = efficacy();
                int all = design.stageOne().patients() + design.stageTwo().patients();
                while (patients.count() < all && end == End.COMPLETE) {
                    randomise(curve, efficacy);
                    curve = curve();
                    efficacy = efficacy();
                    along = stageTwo.efficacyAlong(curve, efficacy);
                    interim(along);
                }
                worth = worth(efficacy);
                if (end == End.COMPLETE) {
                    verdict = verdict(curve, along, efficacy.medians());
                }
            }
            return new SimulatedTrial(
                    new Counts(
                            patientsOne,
                            toxicitiesOne,
                            patients.count() - patientsOne,
                            patients.toxicityCount() - toxicitiesOne),
                    new Ending(end, asked, futileAfter),
                    verdict,
                    posterior.medians(),
                    error(curve),
                    new Worth(posterior.effectiveSize(), worth),
                    thinned(along),
                    allocationX(patientsOne),
                    effectiveShare(patientsOne),
                    escalatedAfterToxicity,
                    number < PATHS ? patients.combinations() : List.of(),
                    number < PATHS ? patients.toxicities() : new boolean[0]);
        }

        private void escalate() {
            treat(Combination.START, Combination.START);
            treat(Combination.START, Combination.START);
            askToStop(stageOne.stops(posterior), End.UNSAFE_START);
            for (int cohort = 2; cohort <= design.stageOne().cohorts() && end == End.COMPLETE; cohort++) {
                List<Combination> previous = patients.lastPair();
                List<EscalationStep> steps = stageOne.next(posterior, cohort, previous);
                countEscalationsAfterToxicity(steps, previous);
                treat(steps.get(0).next(), steps.get(0).next());
                boolean lag = design.reproduceReferenceLag() && cohort > 2;
                treat(steps.get(1).next(), lag ? previous.get(1) : steps.get(1).next());
                askToStop(stageOne.stops(posterior), End.UNSAFE_START);
            }
        }

        private void countEscalationsAfterToxicity(List<EscalationStep> steps, List<Combination> previous) {
            boolean[] toxic = patients.toxicities();
            for (int track = 0; track < 2; track++) {
                Combination next = steps.get(track).next();
                Combination before = previous.get(track);
                if (toxic[toxic.length - 2 + track] && (next.x() > before.x() || next.y() > before.y())) {
                    escalatedAfterToxicity++;
                }
            }
        }

        /** @param outcomesAt where the outcomes are drawn: the given combination, unless a defect of the reference is reproduced */
        private void treat(Combination given, Combination outcomesAt) {
            boolean toxicity = truth.toxicity(outcomesAt, toxicities);
            posterior.observe(given.x(), given.y(), toxicity);
            patients.add(given, toxicity, truth.response(outcomesAt, responses));
        }

        private void randomise(MtdCurve curve, EfficacyDraws efficacy) {
            for (Combination next : stageTwo.randomise(
                    curve, efficacy.medians(), design.stageTwo().cohort(), allocation)) {
                treat(next, next);
            }
        }

        private void interim(double[] along) {
            askToStop(stageTwo.stopsForToxicity(patients.toxicityCount(), patients.count()), End.UNSAFE_RATE);
            if (stageTwo.stopsForFutility(along)) {
                futileAfter = Math.min(futileAfter, patients.count());
                askToStop(true, End.FUTILE);
            }
        }

        private void askToStop(boolean stop, End why) {
            if (stop && asked == End.COMPLETE) {
                asked = why;
            }
            if (stop && !neverStop && end == End.COMPLETE) {
                end = why;
            }
        }

        private MtdCurve curve() {
            return new MtdCurve(posterior.medians(), design.targetToxicity());
        }

        private EfficacyDraws efficacy() {
            return EfficacyDraws.run(
                    patients.sampler(efficacyPrior),
                    design.computation().warmUp(),
                    design.computation().sweeps().orElse(SWEEPS),
                    chains);
        }

        private Verdict verdict(MtdCurve curve, double[] along, EfficacySurface efficacy) {
            int best = StageTwo.recommended(curve, along, efficacy);
            if (best < 0) {
                return new Verdict(StageTwo.greatest(along), Verdict.NONE.recommended(), Double.NaN);
            }
            double x = MtdCurve.gridX(best);
            Combination recommended = new Combination(x, curve.y(x));
            return new Verdict(StageTwo.greatest(along), recommended, truth.responseProbability(recommended));
        }

        private double worth(EfficacyDraws efficacy) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < EfficacySampler.COEFFICIENTS; j++) {
                least = Math.min(
                        least,
                        ChainDiagnostics.of(new double[][] {efficacy.coefficient(j)})
                                .effectiveSize());
            }
            return least;
        }

        private CurveError error(MtdCurve curve) {
            CurveDistance distance = new CurveDistance(curve);
            double[] signed = new double[SimulatedTrial.KEPT];
            int points = 0;
            int tenth = 0;
            int fifth = 0;
            for (int g = 0; g < MtdCurve.GRID; g++) {
                double x = MtdCurve.gridX(g);
                boolean within = truth.curve().within(x);
                double d = within ? distance.signed(x, truth.curve().y(x)) : Double.NaN;
                if (within) {
                    double reach = Math.hypot(x, truth.curve().y(x));
                    points++;
                    tenth += Math.abs(d) <= 0.1 * reach ? 1 : 0;
                    fifth += Math.abs(d) <= 0.2 * reach ? 1 : 0;
                }
                if (g % SimulatedTrial.STRIDE == 0) {
                    signed[g / SimulatedTrial.STRIDE] = d;
                }
            }
            return new CurveError(signed, (double) tenth / points, (double) fifth / points);
        }

        private static double[] thinned(double[] along) {
            double[] kept = new double[along.length == 0 ? 0 : SimulatedTrial.KEPT];
            for (int k = 0; k < kept.length; k++) {
                kept[k] = along[k * SimulatedTrial.STRIDE];
            }
            return kept;
        }

        private double[] allocationX(int from) {
            return patients.combinations().stream()
                    .skip(from)
                    .mapToDouble(Combination::x)
                    .toArray();
        }

        private double effectiveShare(int from) {
            return patients.combinations().stream()
                    .skip(from)
                    .mapToDouble(at -> truth.responseProbability(at) > design.nullResponse() ? 1 : 0)
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
