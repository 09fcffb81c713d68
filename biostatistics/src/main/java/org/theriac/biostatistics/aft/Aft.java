package org.theriac.biostatistics.aft;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.ColumnScaling;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Accelerated failure time regression by maximum likelihood: log T = β₀ + xβ + σW (Kalbfleisch and Prentice, The Statistical Analysis of Failure Time
 * Data, 2002, chapter 3). e^β is the factor by which one unit of a covariate stretches time. An immutable description of the fit; each {@code with…}
 * returns a changed copy.
 *
 * <pre>{@code AftFit fit = Aft.of(Lifetime.WEIBULL).withNames(List.of("age", "sex")).fit(times, x);}</pre>
 *
 * <p>Times may be seen exactly, right-, left- or interval-censored, with delayed entry and case weights. Columns that are constant or depend on earlier
 * ones get the coefficient NaN.
 */
public final class Aft {
    private final Lifetime lifetime;
    private final List<String> names;
    private final int[] stratum;
    private final double[] offset;

    private Aft(Lifetime lifetime, List<String> names, int[] stratum, double[] offset) {
        this.lifetime = lifetime;
        this.names = names;
        this.stratum = stratum;
        this.offset = offset;
    }

    /** Regression with this law of the times. */
    public static Aft of(Lifetime lifetime) {
        return new Aft(lifetime, List.of(), new int[0], new double[0]);
    }

    /** With names of the columns; x1, x2 … otherwise. */
    public Aft withNames(List<String> columnNames) {
        return new Aft(lifetime, List.copyOf(columnNames), stratum, offset);
    }

    /**
     * With a scale σ of its own for each stratum, and common coefficients.
     *
     * @param strata a number from 0 for each row
     */
    public Aft withStrata(int[] strata) {
        return new Aft(lifetime, names, strata.clone(), offset);
    }

    /** With a known part of the location of log T, one for each row. */
    public Aft withOffset(double[] offsetOfRow) {
        return new Aft(lifetime, names, stratum, offsetOfRow.clone());
    }

    /** Fits right-censored times. */
    public AftFit fit(SurvivalTimes times, double[][] x) {
        return fit(CensoredTimes.of(times), x);
    }

    /**
     * Fits.
     *
     * @param x n × p, all finite; p may be 0
     * @throws UserError if a covariate is missing, or all times are right-censored
     */
    public AftFit fit(CensoredTimes times, double[][] x) {
        if (x.length != times.rows()) {
            throw new IllegalArgumentException(x.length + " rows of covariates for " + times.rows() + " times");
        }
        int p = x[0].length;
        List<String> columns = names.isEmpty()
                ? IntStream.rangeClosed(1, p).mapToObj(j -> "x" + j).toList()
                : names;
        if (times.count(CensoredTimes.Seen.EXACTLY)
                        + times.count(CensoredTimes.Seen.BETWEEN)
                        + times.count(CensoredTimes.Seen.SINCE)
                == 0) {
            throw new UserError(
                    "All " + times.rows() + " times are right-censored: no event was seen, so a parametric model"
                            + " has no maximum. See how the event is coded.");
        }
        ColumnScaling scaling = ColumnScaling.of(x, times.weights(), columns);
        int[] kept = scaling.independent(x);
        LogTimes logs = new LogTimes(times);
        AftLikelihood.Design constant = design(logs, scaling.design(x, new int[0]), 1);
        AftNewton none = AftNewton.maximise(constant, start(times, constant));
        AftNewton all = none;
        if (kept.length > 0) {
            AftLikelihood.Design full = design(logs, scaling.design(x, kept), kept.length + 1);
            all = AftNewton.maximise(full, withoutCovariates(none, full));
        }
        return new AftFit(lifetime, columns, kept, scaling, all, none.logLikelihood(), strata(), times);
    }

    private int strata() {
        return lifetime.unitScale() ? 0 : 1 + Arrays.stream(stratum).max().orElse(0);
    }

    private AftLikelihood.Design design(LogTimes times, double[] x, int q) {
        int[] strata = stratum.length == 0 ? new int[times.rows()] : stratum;
        if (strata.length != times.rows()) {
            throw new IllegalArgumentException(strata.length + " strata for " + times.rows() + " rows");
        }
        double[] shifts = offset.length == 0 ? new double[times.rows()] : offset;
        if (shifts.length != times.rows()) {
            throw new IllegalArgumentException(shifts.length + " offsets for " + times.rows() + " rows");
        }
        return new AftLikelihood.Design(times, x, q, shifts, strata, strata(), lifetime.error());
    }

    /** A fit of the intercept as the start of one with covariates. */
    private static double[] withoutCovariates(AftNewton none, AftLikelihood.Design design) {
        double[] theta = new double[design.parameters()];
        theta[0] = none.theta()[0];
        System.arraycopy(none.theta(), 1, theta, design.q(), design.strata());
        return theta;
    }

    /** The mean and the spread of the logarithms of what is known. */
    private static double[] start(CensoredTimes times, AftLikelihood.Design design) {
        double total = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < times.rows(); i++) {
            double middle = times.middle(i);
            if (middle > 0) {
                double log = Math.log(middle) - design.offset()[i];
                total += times.weight(i);
                sum += times.weight(i) * log;
                squares += times.weight(i) * log * log;
            }
        }
        double mean = sum / total;
        double[] theta = new double[design.parameters()];
        theta[0] = mean;
        double sd = Math.sqrt(Math.max(squares / total - mean * mean, 1e-4));
        Arrays.fill(theta, design.q(), theta.length, Math.log(sd));
        return theta;
    }
}
