package org.theriac.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.GammaPrior;
import org.theriac.biostatistics.trial.ewoc.Combination;
import org.theriac.biostatistics.trial.ewoc.EfficacyDraws;
import org.theriac.biostatistics.trial.ewoc.EfficacyPrior;
import org.theriac.biostatistics.trial.ewoc.EfficacySampler;
import org.theriac.biostatistics.trial.ewoc.EfficacySurface;
import org.theriac.biostatistics.trial.ewoc.EscalationStep;
import org.theriac.biostatistics.trial.ewoc.MtdCurve;
import org.theriac.biostatistics.trial.ewoc.StageOne;
import org.theriac.biostatistics.trial.ewoc.StageTwo;
import org.theriac.biostatistics.trial.ewoc.ToxicityDraws;
import org.theriac.biostatistics.trial.ewoc.ToxicityPosterior;
import org.theriac.biostatistics.trial.ewoc.ToxicitySurface;
import org.theriac.core.run.Run;

/**
 * Does a poorly mixing Markov chain change where stage two of the two-drug design sends its patients? Writes the patients of simulated trials after 30
 * and 45 of them; {@code peers/ewoc_allocation.R} fits each with JAGS as the published program does; then both densities of allocation are integrated:
 * given the same patients, what share of the next cohort goes to effective combinations, and what rate of dose-limiting toxicities is to come?
 */
final class EwocAllocation {
    private static final int AFTER_STAGE_ONE = 30;
    private static final int HALFWAY = 45;
    private static final int COHORT = 5;
    private static final int PRIOR_DRAWS = 65_536;
    private static final int SWEEPS = 20_000;
    private static final int GRID = 2001;

    /** A truth: its name, toxicity (ρ00, ρ10, ρ01, interaction) and efficacy (intercept, slopes, interaction). */
    private record Scenario(String name, ToxicitySurface toxicity, EfficacySurface efficacy) {}

    private static final List<Scenario> SCENARIOS = List.of(
            new Scenario(
                    "1, 2, effective",
                    ToxicitySurface.of(1e-7, 0.3, 0.3, 2),
                    new EfficacySurface(-5.51, 4.3, 2, 10, 0, 0)),
            new Scenario(
                    "2, 3, effective",
                    ToxicitySurface.of(1e-5, 0.005, 0.01, 9),
                    new EfficacySurface(-5.8, 4.63, 4.73, 0, 0, 0)));

    /** A patient: where treated, and what came of it. */
    private record Patient(double x, double y, boolean toxicity, boolean response) {}

    /**
     * What the next cohort may expect.
     *
     * @param effective share on effective combinations
     * @param toxicity rate of dose-limiting toxicities
     * @param curve that rate if the cohort were spread evenly along the estimated curve, whatever the efficacy
     */
    private record Expected(double effective, double toxicity, double curve) {}

    private final EwocTwoDrugs design = PublishedDesign.of();
    private final ToxicityDraws prior =
            new ToxicityDraws(GammaPrior.DEFAULTS, PRIOR_DRAWS, Run.inMemory(1).random("prior", 0));

    private EwocAllocation() {}

    /**
     * Does the one or the other.
     *
     * @param arguments {@code write TRIALS PATIENTS.csv} or {@code judge PATIENTS.csv MEDIANS.csv}
     */
    public static void main(String[] arguments) throws IOException {
        EwocAllocation work = new EwocAllocation();
        if (arguments[0].equals("write")) {
            work.write(Integer.parseInt(arguments[1]), Path.of(arguments[2]));
        } else {
            work.judge(Path.of(arguments[1]), Path.of(arguments[2]));
        }
    }

    private void write(int trials, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("scenario,trial,patients,x,y,z,e");
            for (int s = 0; s < SCENARIOS.size(); s++) {
                for (int t = 0; t < trials; t++) {
                    List<Patient> patients = simulate(SCENARIOS.get(s), 1000 * s + t);
                    for (int size : new int[] {AFTER_STAGE_ONE, HALFWAY}) {
                        for (Patient one : patients.subList(0, size)) {
                            out.printf(
                                    Locale.ROOT,
                                    "%d,%d,%d,%.17g,%.17g,%d,%d%n",
                                    s,
                                    t,
                                    size,
                                    one.x(),
                                    one.y(),
                                    one.toxicity() ? 1 : 0,
                                    one.response() ? 1 : 0);
                        }
                    }
                }
            }
        }
    }

    private List<Patient> simulate(Scenario truth, int number) {
        RandomGenerator random = Run.inMemory(7).random("trial", number);
        List<Patient> patients = new ArrayList<>();
        ToxicityPosterior posterior = new ToxicityPosterior(prior, design.targetToxicity());
        StageOne stageOne = new StageOne(design);
        List<Combination> pair = List.of(Combination.START, Combination.START);
        for (int cohort = 1; cohort <= design.stageOne().cohorts(); cohort++) {
            if (cohort > 1) {
                pair = stageOne.next(posterior, cohort, pair).stream()
                        .map(EscalationStep::next)
                        .toList();
            }
            for (Combination at : pair) {
                patients.add(treat(truth, at, posterior, random));
            }
        }
        while (patients.size() < HALFWAY) {
            MtdCurve curve = new MtdCurve(posterior.medians(), design.targetToxicity());
            for (Combination at : new StageTwo(design)
                    .randomise(curve, efficacy(patients, random).medians(), COHORT, random)) {
                patients.add(treat(truth, at, posterior, random));
            }
        }
        return patients;
    }

    private static Patient treat(Scenario truth, Combination at, ToxicityPosterior posterior, RandomGenerator random) {
        Patient patient = new Patient(
                at.x(),
                at.y(),
                random.nextDouble() < truth.toxicity().probability(at.x(), at.y()),
                random.nextDouble() < truth.efficacy().probability(at.x(), at.y()));
        posterior.observe(at.x(), at.y(), patient.toxicity());
        return patient;
    }

    private EfficacyDraws efficacy(List<Patient> patients, RandomGenerator random) {
        boolean[] response = new boolean[patients.size()];
        for (int i = 0; i < response.length; i++) {
            response[i] = patients.get(i).response();
        }
        return EfficacyDraws.run(
                new EfficacySampler(
                        patients.stream().mapToDouble(Patient::x).toArray(),
                        patients.stream().mapToDouble(Patient::y).toArray(),
                        response,
                        EfficacyPrior.of(design.priors())),
                SWEEPS / 10,
                SWEEPS,
                random);
    }

    private void judge(Path states, Path medians) throws IOException {
        Map<String, List<Patient>> patients = new LinkedHashMap<>();
        for (String line : Files.readAllLines(states).stream().skip(1).toList()) {
            String[] cell = line.split(",", -1);
            patients.computeIfAbsent(cell[0] + "," + cell[1] + "," + cell[2], key -> new ArrayList<>())
                    .add(new Patient(
                            Double.parseDouble(cell[3]),
                            Double.parseDouble(cell[4]),
                            cell[5].equals("1"),
                            cell[6].equals("1")));
        }
        Map<String, List<double[]>> pairs = new LinkedHashMap<>();
        for (String line : Files.readAllLines(medians).stream().skip(1).toList()) {
            String[] cell = line.split(",", -1);
            String key = cell[0] + "," + cell[1] + "," + cell[2];
            double[] m = new double[10];
            for (int j = 0; j < m.length; j++) {
                m[j] = Double.parseDouble(cell[3 + j]);
            }
            Scenario truth = SCENARIOS.get(Integer.parseInt(cell[0]));
            Expected jags = expected(
                    truth,
                    ToxicitySurface.of(m[0], m[1], m[2], m[3]),
                    new EfficacySurface(m[4], m[5], m[6], m[7], m[8], m[9]));
            Expected here = here(truth, patients.getOrDefault(key, List.of()), key.hashCode());
            pairs.computeIfAbsent(truth.name() + ", after " + cell[2] + " patients", name -> new ArrayList<>())
                    .add(new double[] {
                        here.effective(),
                        jags.effective(),
                        here.toxicity(),
                        jags.toxicity(),
                        here.curve(),
                        jags.curve(),
                    });
        }
        System.out.printf(
                "%-34s%9s%38s%38s%38s%n",
                "here, JAGS, difference", "trials", "on effective", "toxicity", "evenly along the curve");
        pairs.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "%-34s%9d%s%s%s%n",
                name,
                values.size(),
                compared(values, 0),
                compared(values, 2),
                compared(values, 4)));
    }

    private Expected here(Scenario truth, List<Patient> patients, long number) {
        ToxicityPosterior posterior = new ToxicityPosterior(prior, design.targetToxicity());
        for (Patient one : patients) {
            posterior.observe(one.x(), one.y(), one.toxicity());
        }
        RandomGenerator random = Run.inMemory(8).random("judge", number);
        return expected(truth, posterior.medians(), efficacy(patients, random).medians());
    }

    private Expected expected(Scenario truth, ToxicitySurface toxicity, EfficacySurface efficacy) {
        MtdCurve curve = new MtdCurve(toxicity, design.targetToxicity());
        double mass = 0;
        double effective = 0;
        double toxic = 0;
        double even = 0;
        for (int g = 0; g < GRID; g++) {
            double x = g / (GRID - 1.0);
            double y = curve.clippedY(x);
            double weight = efficacy.probability(x, y);
            mass += weight;
            effective += truth.efficacy().probability(x, y) > design.nullResponse() ? weight : 0;
            toxic += weight * truth.toxicity().probability(x, y);
            even += truth.toxicity().probability(x, y) / GRID;
        }
        return new Expected(effective / mass, toxic / mass, even);
    }

    /** Both means, and the mean paired difference with its standard error. */
    private static String compared(List<double[]> values, int at) {
        double here = 0;
        double jags = 0;
        double squares = 0;
        for (double[] value : values) {
            here += value[at];
            jags += value[at + 1];
            squares += (value[at] - value[at + 1]) * (value[at] - value[at + 1]);
        }
        int n = values.size();
        double difference = (here - jags) / n;
        double error = Math.sqrt((squares / n - difference * difference) / (n - 1));
        return String.format(Locale.ROOT, "%14.3f %.3f %+.4f (SE %.4f)", here / n, jags / n, difference, error);
    }
}
