package org.theriac.biostatistics.trial.ewoc;

import java.util.List;

/**
 * What one simulated trial came to. What was not reached is NaN or empty.
 *
 * @param toxicity the estimated surface at the end
 * @param efficacyAlong P(P(response) &gt; θ_E) along the estimated curve, at every fifth point of the grid
 * @param allocationX x of the patients of stage two
 * @param effectiveShare share of the patients of stage two at truly effective combinations
 * @param escalatedAfterToxicity how many doses of stage one were raised on a track whose patient of the cohort before had a toxicity; overdose control
 *     allows it, since the other track's patient counts too and the accepted probability of an overdose rises
 * @param path combinations in order of treatment, for the first trials only
 * @param pathToxicity the dose-limiting toxicities of the path
 */
record SimulatedTrial(
        Counts counts,
        Ending ending,
        Verdict verdict,
        ToxicitySurface toxicity,
        CurveError error,
        Worth worth,
        double[] efficacyAlong,
        double[] allocationX,
        double effectiveShare,
        int escalatedAfterToxicity,
        List<Combination> path,
        boolean[] pathToxicity) {
    /** Every how many points of the grid a curve is kept. */
    static final int STRIDE = 5;

    /** Points of a curve that are kept. */
    static final int KEPT = (MtdCurve.GRID - 1) / STRIDE + 1;

    /** Patients and their dose-limiting toxicities in both stages. */
    record Counts(int patientsOne, int toxicitiesOne, int patientsTwo, int toxicitiesTwo) {
        int patients() {
            return patientsOne + patientsTwo;
        }

        double toxicityRate() {
            return (toxicitiesOne + toxicitiesTwo) / (double) patients();
        }
    }

    /** Why a trial ends. */
    enum End {
        COMPLETE,
        UNSAFE_START,
        UNSAFE_RATE,
        FUTILE
    }

    /**
     * @param end why it ended
     * @param asked what the stopping rules asked for first, whether it was followed or not
     * @param futileAfter how many patients it would have treated by the rule for futility alone
     */
    record Ending(End end, End asked, int futileAfter) {}

    /**
     * @param statistic the greatest posterior probability of efficacy along the curve; 0 if the trial was stopped
     * @param recommended the recommended combination; NaN if there is none
     * @param trueResponse its true probability of response
     */
    record Verdict(double statistic, Combination recommended, double trueResponse) {
        static final Verdict NONE = new Verdict(0, new Combination(Double.NaN, Double.NaN), Double.NaN);
    }

    /**
     * How far the estimated curve lies from the true one.
     *
     * @param signed distance at every fifth point of the grid, negative where the estimate is too careful; NaN where the true curve runs beyond all
     *     doses
     * @param withinTenth share of the points of the true curve no farther off than a tenth of their distance from the origin
     * @param withinFifth the same with a fifth
     */
    record CurveError(double[] signed, double withinTenth, double withinFifth) {}

    /**
     * What the posterior samples at the end are worth.
     *
     * @param toxicity effective number of weighted draws
     * @param efficacy the least effective number of draws over the coefficients
     */
    record Worth(double toxicity, double efficacy) {}
}
