package org.theriac.biostatistics.trial.design;

import java.util.List;
import java.util.Optional;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/**
 * Settings of the seamless phase I–II design of Jiménez and Tighiouart, "Combining cytotoxic agents with continuous dose levels in seamless phase
 * I-II clinical trials", arXiv 2109.14231.
 *
 * @param targetToxicity θ_Z, the probability of a dose-limiting toxicity at the maximum tolerated combinations
 * @param nullResponse θ_E, the probability of response that is not worth a further trial
 * @param decision δ_u, the posterior probability of efficacy from which on the null hypothesis is rejected
 */
@Meaning(
        "Two drugs, continuous doses: escalation with overdose control to the curve of maximum tolerated combinations, then adaptive randomisation"
                + " along it.")
public record EwocTwoDrugs(
        @Required @Meaning("The first drug.") Drug drugX,
        @Required @Meaning("The second drug.") Drug drugY,

        @Meaning("P(dose-limiting toxicity) that is wanted.") @Range(min = 0.01, max = 0.99)
        double targetToxicity,

        @Meaning("P(response) that is not worth a further trial.") @Range(min = 0.001, max = 0.99)
        double nullResponse,

        @Meaning("Posterior probability of efficacy from which on the null hypothesis is rejected.")
        @Range(min = 0, max = 1)
        double decision,

        @Meaning("Escalation, two patients at a time.") Escalation stageOne,

        @Meaning("Randomisation along the curve of maximum tolerated combinations.")
        Randomisation stageTwo,

        @Meaning("When the trial ends early.") Stopping stopping,
        @Meaning("Prior distributions.") Priors priors,

        @Meaning("How posterior distributions are computed.")
        Computation computation,

        @Meaning(
                "Only for reproducing the published table, in simulations: from the third cohort on, the second patient's outcomes are drawn at the"
                        + " dose of the cohort before, a defect of the published program.")
        boolean reproduceReferenceLag)
        implements TrialDesign {

    public static final EwocTwoDrugs DEFAULTS = new EwocTwoDrugs(
            Drug.DEFAULTS,
            Drug.DEFAULTS,
            1 / 3.0,
            0.15,
            0.8,
            Escalation.DEFAULTS,
            Randomisation.DEFAULTS,
            Stopping.DEFAULTS,
            Priors.DEFAULTS,
            Computation.DEFAULTS,
            false);

    /** Stage one. */
    @Meaning("Escalation, two patients at a time.")
    public record Escalation(
            @Meaning("Patients, an even number.") @Range(min = 4, max = 1000)
            int patients,

            @Meaning(
                    "The posterior probability of an overdose that is accepted for each cohort from the second one on; the last holds for all later ones.")
            @Range(min = 0, max = 1)
            List<Double> feasibility,

            @Meaning(
                    "The most by which a dose may rise from one cohort to the next, as a share of the way from the least to the greatest dose.")
            @Range(min = 0, max = 1)
            double largestStep,

            @Meaning("Whether accepted probabilities of an overdose above 0.5 are meant.")
            boolean allowFeasibilityAboveHalf) {
        public static final Escalation DEFAULTS = new Escalation(30, List.of(0.40, 0.45, 0.50), 0.2, false);

        /** @throws IllegalArgumentException if patients do not come in pairs, or an overdose would be more likely than not */
        public Escalation {
            feasibility = List.copyOf(feasibility);
            if (patients % 2 != 0) {
                throw new IllegalArgumentException(
                        "found " + patients + " patients; allowed: an even number, since cohorts have two");
            }
            if (feasibility.isEmpty()) {
                throw new IllegalArgumentException(
                        "feasibility names no probability; allowed: a list such as [0.4, 0.45, 0.5]");
            }
            if (!(largestStep > 0)) {
                throw new IllegalArgumentException(
                        "found largest_step " + largestStep + "; allowed: above 0, or no dose could rise");
            }
            for (double alpha : feasibility) {
                if (!(alpha > 0 && alpha < 1)) {
                    throw new IllegalArgumentException("found feasibility " + alpha + "; allowed: above 0 and below 1");
                }
                if (alpha > 0.5 && !allowFeasibilityAboveHalf) {
                    throw new IllegalArgumentException("found feasibility " + alpha
                            + ", which makes an overdose more likely than not; allowed: at most 0.5, unless"
                            + " allow_feasibility_above_half: true says that it is meant");
                }
            }
        }

        /** α of a cohort, counted from 1; the first cohort receives the least doses and needs none. */
        public double feasibility(int cohort) {
            return feasibility.get(Math.min(cohort - 2, feasibility.size() - 1));
        }

        /** Number of cohorts. */
        public int cohorts() {
            return patients / 2;
        }
    }

    /** Stage two. */
    @Meaning("Randomisation along the curve of maximum tolerated combinations.")
    public record Randomisation(
            @Meaning("Patients; 0 ends the trial after stage one.") @Range(min = 0, max = 1000)
            int patients,

            @Meaning("Patients in a cohort.") @Range(min = 1, max = 100)
            int cohort) {
        public static final Randomisation DEFAULTS = new Randomisation(30, 5);

        /** @throws IllegalArgumentException if cohorts do not come out even */
        public Randomisation {
            if (patients % cohort != 0) {
                throw new IllegalArgumentException("found " + patients + " patients in cohorts of " + cohort
                        + "; allowed: a multiple of the cohort");
            }
        }
    }

    /** Early stopping. */
    @Meaning("When the trial ends early.")
    public record Stopping(
            @Meaning("By how much a probability of toxicity must exceed the target to count as unsafe.")
            @Range(min = 0, max = 1)
            double margin,

            @Meaning("Stage one ends if the posterior probability that even the least doses are unsafe exceeds this.")
            @Range(min = 0, max = 1)
            double unsafeStart,

            @Meaning("Stage two ends if the posterior probability that the rate of toxicity is unsafe exceeds this.")
            @Range(min = 0, max = 1)
            double unsafeRate,

            @Meaning(
                    "Stage two ends for futility if nowhere on the curve the posterior probability of efficacy reaches this.")
            @Range(min = 0, max = 1)
            double futility) {
        public static final Stopping DEFAULTS = new Stopping(0.1, 0.5, 0.7, 0.1);
    }

    /** Prior distributions; the corner probabilities ρ10, ρ01 are uniform, and ρ00 is uniform below the smaller of them. */
    @Meaning("Prior distributions; the probabilities of toxicity at the corners are uniform.")
    public record Priors(
            @Meaning("Interaction of the toxicity model.") GammaPrior toxicityInteraction,

            @Meaning("Slopes and interaction of the efficacy model.")
            GammaPrior efficacySlopes,

            @Meaning("Standard deviation of the normal prior of the efficacy model's intercept and squares.")
            @Range(min = 0.001)
            double efficacyDeviation) {
        public static final Priors DEFAULTS = new Priors(GammaPrior.DEFAULTS, GammaPrior.DEFAULTS, 10);
    }

    /** A gamma distribution. */
    @Meaning("A gamma distribution.")
    public record GammaPrior(
            @Meaning("Shape.") @Range(min = 0.01, max = 100) double shape,

            @Meaning("Rate.") @Range(min = 0.0001, max = 10000)
            double rate) {
        public static final GammaPrior DEFAULTS = new GammaPrior(0.1, 0.1);
    }

    /** Sizes of posterior samples. */
    @Meaning(
            "How posterior distributions are computed: toxicity by weighted draws of the prior, efficacy by Markov chains.")
    public record Computation(
            @Meaning("Draws of the toxicity prior; 16,384 in simulations and 262,144 in a real trial unless given.")
            @Range(min = 256, max = 10_000_000)
            Optional<Integer> draws,

            @Meaning("Sweeps of a chain that are kept; 2,000 in simulations and 10,000 in a real trial unless given.")
            @Range(min = 100, max = 1_000_000)
            Optional<Integer> sweeps,

            @Meaning("Sweeps of a chain that are thrown away before.") @Range(min = 0, max = 1_000_000)
            int warmUp,

            @Meaning("Chains of a real trial; simulations use one for each fit.") @Range(min = 2, max = 64)
            int chains) {
        public static final Computation DEFAULTS = new Computation(Optional.empty(), Optional.empty(), 500, 4);
    }
}
