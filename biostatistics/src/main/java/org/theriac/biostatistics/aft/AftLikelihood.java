package org.theriac.biostatistics.aft;

import org.theriac.biostatistics.aft.CensoredTimes.Seen;
import org.theriac.biostatistics.algebra.RowBlocks;

/**
 * Log-likelihood, score and information of {@code log T = offset + xβ + σ_s W} at (β, log σ_1 … log σ_S). A row contributes the density of what was seen
 * exactly, or the probability of the interval, given that it had not happened before its entry. O(n q), and O(n q²) for the information, which is computed
 * when it is asked for.
 */
final class AftLikelihood {
    /**
     * What stays the same during a fit.
     *
     * @param x n × q, flat, the first column of ones
     * @param offset of each row's location
     * @param stratum of each row, from 0
     * @param strata number of scales; 0 when σ = 1 is not estimated
     */
    record Design(LogTimes times, double[] x, int q, double[] offset, int[] stratum, int strata, ErrorLaw law) {
        int parameters() {
            return q + strata;
        }
    }

    private final Design design;
    private final double[] score;
    /** For each row what its covariates are multiplied by in the score. */
    private final double[] inScore;
    /** For each row what the products of its covariates are multiplied by in the information. */
    private final double[] inInformation;
    /** For each row what its covariates are multiplied by in the information with its log σ. */
    private final double[] inCross;

    private final double[] scaleInformation;
    private final double[] terms = new double[3];
    private double logLikelihood;

    AftLikelihood(Design design, double[] theta) {
        this.design = design;
        LogTimes times = design.times();
        int q = design.q();
        int n = times.rows();
        this.score = new double[theta.length];
        this.scaleInformation = new double[design.strata()];
        this.inScore = new double[n];
        this.inInformation = new double[n];
        this.inCross = new double[n];
        double[] scale = new double[Math.max(design.strata(), 1)];
        for (int s = 0; s < scale.length; s++) {
            scale[s] = design.strata() == 0 ? 1 : Math.exp(theta[q + s]);
        }
        double[] location = design.offset().clone();
        RowBlocks.addTo(design.x(), q, theta, location);
        for (int row = 0; row < n; row++) {
            if (times.weight(row) > 0) {
                add(row, times, location[row], scale[design.strata() == 0 ? 0 : design.stratum()[row]]);
            }
        }
        RowBlocks.addRows(design.x(), q, inScore, score);
    }

    double logLikelihood() {
        return logLikelihood;
    }

    double[] score() {
        return score;
    }

    /** The observed information, minus the Hessian; away from the maximum it need not be positive definite. */
    double[][] information() {
        int q = design.q();
        double[][] information = new double[score.length][score.length];
        RowBlocks.addProducts(design.x(), q, inInformation, information);
        for (int s = 0; s < design.strata(); s++) {
            double[] own = inCross;
            if (design.strata() > 1) {
                own = new double[inCross.length];
                for (int row = 0; row < own.length; row++) {
                    own[row] = design.stratum()[row] == s ? inCross[row] : 0;
                }
            }
            RowBlocks.addRows(design.x(), q, own, information[q + s]);
            information[q + s][q + s] = scaleInformation[s];
        }
        for (int j = 0; j < score.length; j++) {
            for (int k = 0; k < j; k++) {
                information[k][j] = information[j][k];
            }
        }
        return information;
    }

    private void add(int row, LogTimes times, double location, double sigma) {
        ErrorLaw law = design.law();
        double weight = times.weight(row);
        double from = (times.lower(row) - location) / sigma;
        switch (times.seen(row)) {
            case EXACTLY -> {
                law.seen(from, terms);
                contribute(row, sigma, weight, from);
                logLikelihood -= weight * (Math.log(sigma) + times.lower(row));
                if (design.strata() > 0) {
                    score[design.q() + design.stratum()[row]] -= weight;
                }
            }
            case UNTIL -> {
                law.survived(from, terms);
                contribute(row, sigma, weight, from);
            }
            case SINCE -> {
                double to = (times.upper(row) - location) / sigma;
                double log = law.logCumulative(to);
                double ratio = Math.exp(law.logDensity(to) - log);
                terms[0] = log;
                terms[1] = ratio;
                terms[2] = ratio * (law.slope(to) - ratio);
                contribute(row, sigma, weight, to);
            }
            case BETWEEN -> between(row, sigma, weight, from, (times.upper(row) - location) / sigma);
            case NOT_AT_ALL -> {}
        }
        if (times.entered(row) && times.seen(row) != Seen.NOT_AT_ALL) {
            double entry = (times.entry(row) - location) / sigma;
            law.survived(entry, terms);
            contribute(row, sigma, -weight, entry);
        }
    }

    /** The terms g(w), g′, g″ of one standardised time; w = (log t − xβ)/σ moves by −x/σ with β and by −w with log σ. */
    private void contribute(int row, double sigma, double weight, double w) {
        double first = weight * terms[1];
        double second = weight * terms[2];
        logLikelihood += weight * terms[0];
        double mixed = second * w + first;
        add(row, sigma, first, first * w, second, mixed, mixed * w);
    }

    /** log (F(to) − F(from)). */
    private void between(int row, double sigma, double weight, double from, double to) {
        ErrorLaw law = design.law();
        double log = law.logBetween(from, to);
        double a = Math.exp(law.logDensity(from) - log);
        double b = Math.exp(law.logDensity(to) - log);
        double firstFrom = -a;
        double firstTo = b;
        double secondFrom = -a * law.slope(from) - a * a;
        double secondTo = b * law.slope(to) - b * b;
        double mixed = a * b;
        logLikelihood += weight * log;
        double toFrom = secondFrom + mixed;
        double toTo = secondTo + mixed;
        double along = toFrom * from + toTo * to + firstFrom + firstTo;
        add(
                row,
                sigma,
                weight * (firstFrom + firstTo),
                weight * (firstFrom * from + firstTo * to),
                weight * (toFrom + toTo),
                weight * along,
                weight
                        * (secondFrom * from * from
                                + 2 * mixed * from * to
                                + secondTo * to * to
                                + firstFrom * from
                                + firstTo * to));
    }

    /**
     * Adds to score and information.
     *
     * @param byLocation Σ g over the standardised times
     * @param byScale Σ g w
     * @param locations second derivative in (xβ, xβ), times σ²
     * @param mixed second derivative in (xβ, log σ), times σ
     * @param scales second derivative in (log σ, log σ)
     */
    private void add(
            int row, double sigma, double byLocation, double byScale, double locations, double mixed, double scales) {
        inScore[row] -= byLocation / sigma;
        inInformation[row] -= locations / (sigma * sigma);
        if (design.strata() > 0) {
            int s = design.stratum()[row];
            score[design.q() + s] -= byScale;
            scaleInformation[s] -= scales;
            inCross[row] -= mixed / sigma;
        }
    }
}
