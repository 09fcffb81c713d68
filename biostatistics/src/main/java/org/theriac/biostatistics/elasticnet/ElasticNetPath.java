package org.theriac.biostatistics.elasticnet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.ColumnScaling;
import org.theriac.biostatistics.cox.PredictorLikelihood;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** The coefficients of an elastic-net Cox regression for each penalty λ, from the largest to the smallest. Immutable. */
public final class ElasticNetPath {
    private static final int MOST_PRINTED = 100;

    private final List<String> names;
    private final double alpha;
    private final Ties ties;
    private final int rows;
    private final int events;
    private final ColumnScaling scaling;
    private final List<String> constant;
    private final double nullLogLikelihood;
    private final double saturated;
    private final double[] lambda;
    private final double[][] beta;
    private final double[] logLikelihood;
    private final boolean converged;

    private ElasticNetPath(Builder found) {
        this.names = found.names;
        this.alpha = found.alpha;
        this.ties = found.ties;
        this.rows = found.times.size();
        this.events = found.times.events();
        this.scaling = found.scaling;
        this.constant = IntStream.range(0, names.size())
                .filter(j -> !found.usable[j])
                .mapToObj(names::get)
                .toList();
        this.nullLogLikelihood = found.nullLogLikelihood;
        this.saturated = found.saturated;
        this.lambda = found.lambda.stream().mapToDouble(v -> v).toArray();
        this.beta = found.beta.toArray(new double[0][]);
        this.logLikelihood = found.logLikelihood.stream().mapToDouble(v -> v).toArray();
        this.converged = found.converged;
    }

    /** Collects a path while it is walked. */
    static final class Builder {
        private final List<String> names;
        private final double alpha;
        private final Ties ties;
        private final SurvivalTimes times;
        private final ColumnScaling scaling;
        private final boolean[] usable;
        private final double saturated;
        private final List<Double> lambda = new ArrayList<>();
        private final List<double[]> beta = new ArrayList<>();
        private final List<Double> logLikelihood = new ArrayList<>();
        private double nullLogLikelihood;
        private boolean converged = true;

        Builder(
                List<String> names,
                double alpha,
                Ties ties,
                SurvivalTimes times,
                ColumnScaling scaling,
                boolean[] usable,
                PredictorLikelihood likelihood) {
            this.names = names;
            this.alpha = alpha;
            this.ties = ties;
            this.times = times;
            this.scaling = scaling;
            this.usable = usable;
            this.saturated = likelihood.saturated();
        }

        int rows() {
            return times.size();
        }

        int columns() {
            return names.size();
        }

        void start(double logLikelihoodAtZero) {
            nullLogLikelihood = logLikelihoodAtZero;
        }

        /** @param scaled coefficients of the scaled columns */
        void add(double penalty, double[] scaled, double value, boolean stillConverged) {
            double[] b = new double[scaled.length];
            for (int j = 0; j < b.length; j++) {
                b[j] = scaled[j] / scaling.deviation(j);
            }
            lambda.add(penalty);
            beta.add(b);
            logLikelihood.add(value);
            converged &= stillConverged;
        }

        /** Whether smaller penalties would change nothing, or everything is explained. */
        boolean standsStill(int back, double least, double most) {
            int last = logLikelihood.size() - 1;
            double now = explained(logLikelihood.get(last));
            return now > most || (now - explained(logLikelihood.get(last - back))) < least * now;
        }

        private double explained(double value) {
            return (value - nullLogLikelihood) / (saturated - nullLogLikelihood);
        }

        ElasticNetPath build() {
            return new ElasticNetPath(this);
        }
    }

    /** The number of penalties. */
    public int size() {
        return lambda.length;
    }

    /** The names of the columns. */
    public List<String> names() {
        return names;
    }

    /** The share of the absolute values in the penalty; 1 for the lasso. */
    public double alpha() {
        return alpha;
    }

    /** The rule for tied event times. */
    public Ties ties() {
        return ties;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of events, not weighted. */
    public int events() {
        return events;
    }

    /** The penalties, descending, a copy. */
    public double[] lambdas() {
        return lambda.clone();
    }

    /** The k-th penalty. */
    public double lambda(int k) {
        return lambda[k];
    }

    /** Log hazard ratios for one unit of each column under the k-th penalty. */
    public double[] coefficients(int k) {
        return beta[k].clone();
    }

    /**
     * The coefficients under any penalty: between two of the path by a straight line, outside it those at its end. A fit with
     * {@link ElasticNetCox#withLambdas} is exact.
     */
    public double[] coefficientsAt(double penalty) {
        int after = 0;
        while (after < lambda.length && lambda[after] > penalty) {
            after++;
        }
        if (after == 0 || after == lambda.length) {
            return beta[after == 0 ? 0 : lambda.length - 1].clone();
        }
        double share = (lambda[after - 1] - penalty) / (lambda[after - 1] - lambda[after]);
        double[] between = new double[names.size()];
        for (int j = 0; j < between.length; j++) {
            between[j] = (1 - share) * beta[after - 1][j] + share * beta[after][j];
        }
        return between;
    }

    /** One column's coefficient under each penalty, for a chart. */
    public double[] trace(int column) {
        return Arrays.stream(beta).mapToDouble(b -> b[column]).toArray();
    }

    /** How many coefficients are not 0 under the k-th penalty: for the lasso an unbiased estimate of its degrees of freedom. */
    public int nonzero(int k) {
        return (int) Arrays.stream(beta[k]).filter(b -> b != 0).count();
    }

    /** The log partial likelihood under the k-th penalty, without the penalty. */
    public double logLikelihood(int k) {
        return logLikelihood[k];
    }

    /** The log partial likelihood with all coefficients 0. */
    public double nullLogLikelihood() {
        return nullLogLikelihood;
    }

    /** The share of the null deviance, 2 (saturated − ℓ), that is explained under the k-th penalty. */
    public double devianceRatio(int k) {
        return (logLikelihood[k] - nullLogLikelihood) / (saturated - nullLogLikelihood);
    }

    /** Columns without variation; their coefficients are 0. */
    public List<String> constant() {
        return constant;
    }

    /** Whether every penalty's solution meets the conditions of optimality. */
    public boolean converged() {
        return converged;
    }

    /** The (weighted) means of the columns, at which the linear predictor is 0. */
    public double[] means() {
        return scaling.means().clone();
    }

    /** The (weighted) standard deviations of the columns, by which the penalty scales them; 1 for a constant. */
    public double[] deviations() {
        return scaling.deviations().clone();
    }

    /** (x − means)·β of new rows, q × p, under the k-th penalty. */
    public double[] linearPredictor(double[][] x, int k) {
        int[] active =
                IntStream.range(0, names.size()).filter(j -> beta[k][j] != 0).toArray();
        double[] eta = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j : active) {
                eta[i] += beta[k][j] * (x[i][j] - scaling.mean(j));
            }
        }
        return eta;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Elastic-net Cox regression, alpha %s, %s ties, n %d, events %d, %d columns",
                Double.toString(alpha),
                ties.name().toLowerCase(Locale.ROOT),
                rows,
                events,
                names.size());
        line(text, "%5s %10s %14s %12s", "", "lambda", "coefficients", "deviance");
        int every = Math.max(1, (size() + MOST_PRINTED - 1) / MOST_PRINTED);
        for (int k = 0; k < size(); k += every) {
            line(text, "%5d %10.4g %14d %10.2f %%", k + 1, lambda[k], nonzero(k), 100 * devianceRatio(k));
        }
        if (!constant.isEmpty()) {
            line(text, "Without variation: %s", String.join(", ", constant));
        }
        if (!converged) {
            line(text, "Some of the penalties did not converge");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
