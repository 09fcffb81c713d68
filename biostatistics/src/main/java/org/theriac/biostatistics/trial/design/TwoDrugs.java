package org.theriac.biostatistics.trial.design;

import org.theriac.core.study.Meaning;
import org.theriac.core.study.Range;
import org.theriac.core.study.Required;

/**
 * What two drugs do together, on doses that run from 0 to 1.
 *
 * @param toxicity probability of a dose-limiting toxicity
 * @param efficacy probability of a response
 */
@Meaning(
        "Two drugs together: probabilities of toxicity and of response as probit models of doses that run from 0 (least) to 1 (most).")
public record TwoDrugs(
        @Required @Meaning("How often a dose-limiting toxicity follows.")
        Toxicity toxicity,

        @Required @Meaning("How often a response follows.") Efficacy efficacy)
        implements Scenario {

    /** Probit model by its probabilities at three corners of the plane of doses, and its interaction. */
    @Meaning(
            "P(toxicity) at three corners of the plane of doses, and the interaction of the doses on the probit scale.")
    public record Toxicity(
            @Required @Meaning("P(toxicity) with the least dose of both drugs.") @Range(min = 0, max = 1)
            double rho00,

            @Required @Meaning("P(toxicity) with the most of drug x and the least of drug y.") @Range(min = 0, max = 1)
            double rho10,

            @Required @Meaning("P(toxicity) with the least of drug x and the most of drug y.") @Range(min = 0, max = 1)
            double rho01,

            @Required @Meaning("Coefficient of x·y on the probit scale.") @Range(min = 0)
            double interaction) {
        /** @throws IllegalArgumentException if more of a drug would harm less */
        public Toxicity {
            if (!(rho00 > 0 && rho00 <= Math.min(rho10, rho01) && Math.max(rho10, rho01) < 1)) {
                throw new IllegalArgumentException(
                        "found rho00 " + rho00 + ", rho10 " + rho10 + ", rho01 " + rho01
                                + "; allowed: above 0 and below 1, rho00 not above the others: more of a drug cannot harm less");
            }
        }
    }

    /** Probit model by its coefficients. */
    @Meaning(
            "P(response) = F(intercept + slope_x x + slope_y y + interaction xy + square_x x² + square_y y²), F the normal distribution.")
    public record Efficacy(
            @Required @Meaning("Probit of P(response) with the least dose of both drugs.")
            double intercept,

            @Required @Meaning("Coefficient of x.") double slopeX,
            @Required @Meaning("Coefficient of y.") double slopeY,
            @Required @Meaning("Coefficient of x·y.") double interaction,
            @Meaning("Coefficient of x².") double squareX,
            @Meaning("Coefficient of y².") double squareY) {
        static final Efficacy DEFAULTS = new Efficacy(0, 0, 0, 0, 0, 0);
    }
}
