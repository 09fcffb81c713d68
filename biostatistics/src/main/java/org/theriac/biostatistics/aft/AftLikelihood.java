package org.theriac.biostatistics.aft;

import org.theriac.biostatistics.aft.CensoredTimes.Seen;

/**
 * Log-likelihood, score and information of {@code log T = offset + xβ + σ_s W} at (β, log σ_1 … log σ_S). A row contributes the density of what was seen exactly,
 * or the probability of the interval, given that it had not happened before its entry. Costs O(n q²).
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
    record Design(
            CensoredTimes times, double[] x, int q, double[] offset, int[] stratum, int strata, ErrorLaw law) {
        int parameters() {
            return q + strata;
        }
    }

    private final Design design;
    private final double[] theta;
    private final double[] score;
    private final double[][] information;
    /** What the covariates of each row are multiplied by in the score. */
    private final double[] inScore;
    /** What the products of the covariates of each row are multiplied by in the information. */
    private final double[] inInformation;

    private double logLikelihood;

    AftLikelihood(Design design, double[] theta) {
        this.design = design;
        this.theta = theta;
        this.score = new double[theta.length];
        this.information = new double[theta.length][theta.length];
        CensoredTimes times = design.times();
        this.inScore = new double[times.rows()];
        this.inInformation = new double[times.rows()];
        for (int row = 0; row < times.rows(); row++) {
            if (times.weight(row) > 0) {
                add(row, times);
            }
        }
        addCovariates();
        for (int j = 0; j < theta.length; j++) {
            for (int k = 0; k < j; k++) {
                information[k][j] = information[j][k];
            }
        }
    }

    double logLikelihood() {
        return logLikelihood;
    }

    double[] score() {
        return score;
    }

    /** The observed information, minus the Hessian; away from the maximum it need not be positive definite. */
    double[][] information() {
        return information;
    }

    private double location(int row) {
        double location = design.offset()[row];
        for (int j = 0; j < design.q(); j++) {
            location += design.x()[row * design.q() + j] * theta[j];
        }
        return location;
    }

    private double logScale(int row) {
        return design.strata() == 0 ? 0 : theta[design.q() + design.stratum()[row]];
    }

    private void add(int row, CensoredTimes times) {
        double location = location(row);
        double logScale = logScale(row);
        double sigma = Math.exp(logScale);
        ErrorLaw law = design.law();
        double weight = times.weight(row);
        double from = (Math.log(times.lower(row)) - location) / sigma;
        double to = (Math.log(times.upper(row)) - location) / sigma;
        switch (times.seen(row)) {
            case EXACTLY -> {
                contribute(row, sigma, weight, from, law.logDensity(from), law.slope(from), law.curvature(from));
                logLikelihood -= weight * (logScale + Math.log(times.lower(row)));
                if (design.strata() > 0) {
                    score[design.q() + design.stratum()[row]] -= weight;
                }
            }
            case UNTIL -> survived(row, sigma, weight, from);
            case SINCE -> {
                double log = law.logCumulative(to);
                double ratio = Math.exp(law.logDensity(to) - log);
                contribute(row, sigma, weight, to, log, ratio, ratio * (law.slope(to) - ratio));
            }
            case BETWEEN -> between(row, sigma, weight, from, to);
            case NOT_AT_ALL -> {}
        }
        if (times.entry(row) > 0 && times.seen(row) != Seen.NOT_AT_ALL) {
            survived(row, sigma, -weight, (Math.log(times.entry(row)) - location) / sigma);
        }
    }

    /** log S(w), with its derivatives −h and −h (log f)′ − h². */
    private void survived(int row, double sigma, double weight, double w) {
        double log = design.law().logSurvival(w);
        double hazard = Math.exp(design.law().logDensity(w) - log);
        contribute(row, sigma, weight, w, log, -hazard, -hazard * (design.law().slope(w) + hazard));
    }

    /** A term g(w) of one standardised time; w = (log t − xβ)/σ moves by −x/σ with β and by −w with log σ. */
    private void contribute(int row, double sigma, double weight, double w, double value, double first, double second) {
        logLikelihood += weight * value;
        add(
                row,
                sigma,
                weight * first,
                weight * first * w,
                weight * second,
                weight * (second * w + first),
                weight * (second * w + first) * w);
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
        inScore[row] += byLocation / sigma;
        inInformation[row] += locations / (sigma * sigma);
        if (design.strata() > 0) {
            int q = design.q();
            int s = q + design.stratum()[row];
            score[s] -= byScale;
            information[s][s] -= scales;
            double[] cross = information[s];
            double[] x = design.x();
            double factor = mixed / sigma;
            for (int j = 0, at = row * q; j < q; j++, at++) {
                cross[j] -= factor * x[at];
            }
        }
    }

    /** Adds x times its factor to the score and xxᵀ times its factor to the information: four rows at a time, which is where a fit spends its time. */
    private void addCovariates() {
        int q = design.q();
        int rows = inScore.length;
        double[] x = design.x();
        int row = 0;
        for (; row + 4 <= rows; row += 4) {
            int a = row * q;
            int b = a + q;
            int c = b + q;
            int d = c + q;
            for (int j = 0; j < q; j++) {
                score[j] -= inScore[row] * x[a + j]
                        + inScore[row + 1] * x[b + j]
                        + inScore[row + 2] * x[c + j]
                        + inScore[row + 3] * x[d + j];
                double fa = inInformation[row] * x[a + j];
                double fb = inInformation[row + 1] * x[b + j];
                double fc = inInformation[row + 2] * x[c + j];
                double fd = inInformation[row + 3] * x[d + j];
                double[] line = information[j];
                for (int k = 0; k <= j; k++) {
                    line[k] -= fa * x[a + k] + fb * x[b + k] + fc * x[c + k] + fd * x[d + k];
                }
            }
        }
        for (; row < rows; row++) {
            int a = row * q;
            for (int j = 0; j < q; j++) {
                score[j] -= inScore[row] * x[a + j];
                double factor = inInformation[row] * x[a + j];
                for (int k = 0; k <= j; k++) {
                    information[j][k] -= factor * x[a + k];
                }
            }
        }
    }
}
