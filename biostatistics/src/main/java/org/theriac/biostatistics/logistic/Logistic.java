package org.theriac.biostatistics.logistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.ColumnScaling;
import org.theriac.core.UserError;

/**
 * Logistic regression by maximum likelihood: log P(class k | x) / P(reference | x) = β_k0 + x β_k. With two classes it is Cox's (Journal of the Royal
 * Statistical Society B 20, 1958), with more the multinomial one. An immutable description of the fit; each {@code with…} returns a changed copy.
 *
 * <pre>{@code LogisticFit fit = Logistic.of(2).withNames(List.of("age", "sex")).fit(x, y);}</pre>
 *
 * <p>Newton–Raphson on centred and scaled columns. Columns that are constant or depend on earlier ones get the coefficient NaN; coefficients that run
 * away because a column separates the classes (Albert and Anderson, Biometrika 71, 1984) are named by {@link LogisticFit#infinite()}. Each of few
 * iterations costs O(n (K−1)² p²).
 */
public final class Logistic {
    private final int classes;
    private final int reference;
    private final double ridge;
    private final List<String> names;

    private Logistic(int classes, int reference, double ridge, List<String> names) {
        this.classes = classes;
        this.reference = reference;
        this.ridge = ridge;
        this.names = names;
    }

    /** Regression of a number of classes, the first being the reference. */
    public static Logistic of(int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException("logistic regression of " + classes + " classes");
        }
        return new Logistic(classes, 0, 0, List.of());
    }

    /** With another class as reference. */
    public Logistic withReference(int classIndex) {
        return new Logistic(classes, classIndex, ridge, names);
    }

    /**
     * With a ridge penalty λ/2 Σ (β_kj sd_j)² on all coefficients but the intercepts. Standard errors are then those of the penalised information,
     * the log-likelihood is reported without the penalty.
     */
    public Logistic withRidge(double lambda) {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("the ridge penalty must be a number ≥ 0, not " + lambda);
        }
        return new Logistic(classes, reference, lambda, names);
    }

    /** With names of the columns; x1, x2 … otherwise. */
    public Logistic withNames(List<String> columnNames) {
        return new Logistic(classes, reference, ridge, List.copyOf(columnNames));
    }

    /**
     * Fits. A class without rows gets probability 0.
     *
     * @param x n × p, all finite
     * @param y index of each row's class, n
     * @throws UserError if a covariate is missing, no row has the reference class, or all have
     */
    public LogisticFit fit(double[][] x, int[] y) {
        if (x.length != y.length || x.length == 0) {
            throw new IllegalArgumentException(x.length + " rows of covariates for " + y.length + " classes");
        }
        int p = x[0].length;
        List<String> columns = names.isEmpty()
                ? IntStream.rangeClosed(1, p).mapToObj(j -> "x" + j).toList()
                : names;
        int[] rows = new int[classes];
        for (int k : y) {
            rows[k]++;
        }
        int[] free = IntStream.range(0, classes)
                .filter(k -> k != reference && rows[k] > 0)
                .toArray();
        if (rows[reference] == 0 || free.length == 0) {
            throw new UserError("Logistic regression needs rows of the reference class and of another one; there are "
                    + rows[reference] + " of the reference class among " + y.length + ".");
        }
        ColumnScaling scaling = ColumnScaling.of(x, columns);
        int[] kept = scaling.independent(x);
        int q = kept.length + 1;
        MultinomialLikelihood.Design design =
                new MultinomialLikelihood.Design(scaling.design(x, kept), q, numbered(y, free), free.length);
        double[] start = new double[free.length * q];
        double nullLogLikelihood = rows[reference] * Math.log(rows[reference] / (double) y.length);
        for (int m = 0; m < free.length; m++) {
            start[m * q] = Math.log(rows[free[m]] / (double) rows[reference]);
            nullLogLikelihood += rows[free[m]] * Math.log(rows[free[m]] / (double) y.length);
        }
        return result(Newton.maximise(design, start, ridge), nullLogLikelihood, free, columns, scaling, kept);
    }

    private static int[] numbered(int[] y, int[] free) {
        return Arrays.stream(y)
                .map(k -> Math.max(Arrays.binarySearch(free, k), -1))
                .toArray();
    }

    /** Back from scaled columns to their own units: β_j = b_j / sd_j, β_0 = b_0 − Σ b_j mean_j / sd_j. */
    private LogisticFit result(
            Newton newton,
            double nullLogLikelihood,
            int[] free,
            List<String> columns,
            ColumnScaling scaling,
            int[] kept) {
        int p = columns.size();
        int q = kept.length + 1;
        double[][] coefficients = new double[classes][p + 1];
        double[][] errors = new double[classes][p + 1];
        for (int k = 0; k < classes; k++) {
            Arrays.fill(errors[k], Double.NaN);
            if (k != reference) {
                Arrays.fill(coefficients[k], Double.NaN);
                coefficients[k][0] = Double.NEGATIVE_INFINITY;
            }
        }
        List<LogisticFit.Term> infinite = new ArrayList<>();
        for (int m = 0; m < free.length; m++) {
            int k = free[m];
            double[] toIntercept = new double[q];
            toIntercept[0] = 1;
            coefficients[k][0] = newton.beta()[m * q];
            for (int a = 1; a < q; a++) {
                int j = kept[a - 1];
                double b = newton.beta()[m * q + a];
                toIntercept[a] = -scaling.mean(j) / scaling.deviation(j);
                coefficients[k][0] += b * toIntercept[a];
                coefficients[k][j + 1] = b / scaling.deviation(j);
                errors[k][j + 1] = Math.sqrt(newton.variance()[m * q + a][m * q + a]) / scaling.deviation(j);
                if (newton.moving()[m * q + a]) {
                    infinite.add(new LogisticFit.Term(k, columns.get(j)));
                }
            }
            errors[k][0] = Math.sqrt(quadraticForm(newton.variance(), m * q, toIntercept));
        }
        List<String> aliased = IntStream.range(0, p)
                .filter(j -> Arrays.binarySearch(kept, j) < 0)
                .mapToObj(columns::get)
                .toList();
        return new LogisticFit(
                columns,
                reference,
                coefficients,
                errors,
                newton.logLikelihood(),
                nullLogLikelihood,
                newton.iterations(),
                newton.converged(),
                aliased,
                infinite);
    }

    private static double quadraticForm(double[][] v, int from, double[] t) {
        double sum = 0;
        for (int a = 0; a < t.length; a++) {
            for (int b = 0; b < t.length; b++) {
                sum += t[a] * t[b] * v[from + a][from + b];
            }
        }
        return sum;
    }
}
