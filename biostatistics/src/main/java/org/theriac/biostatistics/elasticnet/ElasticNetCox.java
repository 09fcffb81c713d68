package org.theriac.biostatistics.elasticnet;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.theriac.biostatistics.algebra.ColumnScaling;
import org.theriac.biostatistics.algebra.Ranks;
import org.theriac.biostatistics.cox.PredictorLikelihood;
import org.theriac.biostatistics.cox.Ties;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Cox regression under an elastic-net penalty, for a whole path of penalties: minimises {@code −ℓ(β)/W + λ Σ f_j (α|β_j| + (1−α)/2 β_j²)}, ℓ the log
 * partial likelihood, W the sum of the case weights, β on columns scaled to (weighted) standard deviation 1 with denominator n. α = 1 is the lasso. Simon,
 * Friedman, Hastie and Tibshirani, Journal of Statistical Software 39(5), 2011. An immutable description; each {@code with…} returns a changed copy.
 *
 * <pre>{@code ElasticNetPath path = ElasticNetCox.of(0.5).withNames(names).fit(times, x);}</pre>
 *
 * <p>Rows are sorted once; a step costs O(n a), now and then O(n a²), with a the columns that can take part. Memory O(n p).
 */
public final class ElasticNetCox {
    private static final int LAMBDAS = 100;
    private static final int LOOK_BACK = 4;

    /** As glmnet does: the path ends where four penalties together explain a thousandth more, or all is explained. */
    private static final double STANDSTILL = 1e-3;

    private static final double SATURATED = 0.999;

    private final double alpha;
    private final Ties ties;
    private final Path path;
    private final double[] factors;
    private final int[] strata;
    private final double[] offset;
    private final List<String> names;

    /**
     * Which penalties.
     *
     * @param given all of them, descending; empty: {@code count} from the smallest that keeps every coefficient at 0, evenly on the logarithmic scale
     * @param ratio of the last to the first; 0: 1e-4 with more rows than columns, 1e-2 otherwise
     */
    private record Path(double[] given, int count, double ratio) {}

    private ElasticNetCox(
            double alpha, Ties ties, Path path, double[] factors, int[] strata, double[] offset, List<String> names) {
        this.alpha = alpha;
        this.ties = ties;
        this.path = path;
        this.factors = factors;
        this.strata = strata;
        this.offset = offset;
        this.names = names;
    }

    /**
     * The path for a mixture of penalties, with Breslow's ties, the convention of glmnet and scikit-survival.
     *
     * @param alpha the share of the absolute values: 1 for the lasso, 0 for ridge regression
     */
    public static ElasticNetCox of(double alpha) {
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new UserError("alpha of the elastic net is " + alpha
                    + "; allowed are numbers from 0 (ridge regression) to 1 (lasso).");
        }
        return new ElasticNetCox(
                alpha,
                Ties.BRESLOW,
                new Path(new double[0], LAMBDAS, 0),
                new double[0],
                new int[0],
                new double[0],
                List.of());
    }

    /** With another rule for tied event times. */
    public ElasticNetCox withTies(Ties rule) {
        return new ElasticNetCox(alpha, rule, path, factors, strata, offset, names);
    }

    /** With these penalties, in any order; the path then has all of them. */
    public ElasticNetCox withLambdas(double... lambdas) {
        double[] given = Arrays.stream(lambdas).sorted().toArray();
        for (double lambda : given) {
            if (!(lambda >= 0) || Double.isInfinite(lambda)) {
                throw new UserError("A penalty lambda is " + lambda + "; allowed are numbers from 0.");
            }
        }
        for (int i = 0, j = given.length - 1; i < j; i++, j--) {
            double swapped = given[i];
            given[i] = given[j];
            given[j] = swapped;
        }
        return new ElasticNetCox(
                alpha, ties, new Path(given, path.count(), path.ratio()), factors, strata, offset, names);
    }

    /**
     * With so many penalties down to a share of the largest.
     *
     * @param ratio of the last penalty to the first; 0 for the usual one
     */
    public ElasticNetCox withPathLength(int count, double ratio) {
        if (count < 1 || !(ratio >= 0 && ratio < 1)) {
            throw new IllegalArgumentException(count + " penalties down to a share of " + ratio);
        }
        return new ElasticNetCox(alpha, ties, new Path(new double[0], count, ratio), factors, strata, offset, names);
    }

    /** With a factor on the penalty of each column, 0 for one that is never penalised; they are scaled to a mean of 1. */
    public ElasticNetCox withPenaltyFactors(double... factorOfColumn) {
        return new ElasticNetCox(alpha, ties, path, factorOfColumn.clone(), strata, offset, names);
    }

    /** With a baseline hazard for each stratum (any integers, one for each row). */
    public ElasticNetCox withStrata(int[] stratum) {
        return new ElasticNetCox(alpha, ties, path, factors, stratum.clone(), offset, names);
    }

    /** With a known part of the linear predictor, one for each row. */
    public ElasticNetCox withOffset(double[] offsetOfRow) {
        return new ElasticNetCox(alpha, ties, path, factors, strata, offsetOfRow.clone(), names);
    }

    /** With names of the columns; x1, x2 … otherwise. */
    public ElasticNetCox withNames(List<String> columnNames) {
        return new ElasticNetCox(alpha, ties, path, factors, strata, offset, List.copyOf(columnNames));
    }

    /**
     * Fits the path.
     *
     * @param times n rows
     * @param x n × p covariates, all finite
     * @throws UserError if a covariate is missing, or no row has an event
     */
    public ElasticNetPath fit(SurvivalTimes times, double[][] x) {
        int n = times.size();
        if (x.length != n) {
            throw new IllegalArgumentException(x.length + " rows of covariates for " + n + " times");
        }
        if (times.events() == 0) {
            throw new UserError("None of the " + n + " rows has the event, so no hazard can be estimated. "
                    + "Check how the event is coded.");
        }
        int p = x[0].length;
        List<String> columnNames = names.isEmpty()
                ? IntStream.rangeClosed(1, p).mapToObj(j -> "x" + j).toList()
                : names;
        if (columnNames.size() != p) {
            throw new IllegalArgumentException(columnNames.size() + " names for " + p + " columns");
        }
        ColumnScaling scaling = ColumnScaling.of(x, times.weights(), columnNames);
        PredictorLikelihood likelihood = PredictorLikelihood.of(times, ties, stratum(n));
        int[] order = likelihood.order();
        double[][] columns = new double[p][n];
        boolean[] usable = new boolean[p];
        for (int j = 0; j < p; j++) {
            double squares = 0;
            for (int q = 0; q < n; q++) {
                columns[j][q] = (x[order[q]][j] - scaling.mean(j)) / scaling.deviation(j);
                squares += times.weight(order[q]) * columns[j][q] * columns[j][q];
            }
            usable[j] = squares > 0.5;
        }
        double total = Arrays.stream(times.weights()).sum();
        PathSolver solver =
                new PathSolver(likelihood, columns, factors(p), usable, alpha, total, ordered(offset, order));
        return walk(solver, new ElasticNetPath.Builder(columnNames, alpha, ties, times, scaling, usable, likelihood));
    }

    private ElasticNetPath walk(PathSolver solver, ElasticNetPath.Builder found) {
        found.start(solver.logLikelihood());
        double largest = solver.largestLambda();
        double[] lambdas = path.given().length > 0 ? path.given() : sequence(largest, found.rows(), found.columns());
        double last = Math.max(largest, lambdas[0]);
        for (int k = 0; k < lambdas.length; k++) {
            solver.solve(lambdas[k], last);
            last = lambdas[k];
            found.add(lambdas[k], solver.beta(), solver.logLikelihood(), solver.converged());
            if (path.given().length == 0 && k >= LOOK_BACK && found.standsStill(LOOK_BACK, STANDSTILL, SATURATED)) {
                break;
            }
        }
        return found.build();
    }

    private double[] sequence(double largest, int n, int p) {
        double ratio = path.ratio() > 0 ? path.ratio() : n > p ? 1e-4 : 1e-2;
        double[] lambdas = new double[path.count()];
        for (int k = 0; k < lambdas.length; k++) {
            lambdas[k] = largest * (k == 0 ? 1 : Math.pow(ratio, (double) k / (lambdas.length - 1)));
        }
        return lambdas;
    }

    /**
     * Fits the path, and judges it by cross-validation: what the rows of a fold add to the log partial likelihood of all rows, under coefficients
     * learned without them (Verweij and van Houwelingen, Statistics in Medicine 12, 1993). Costs one path for each fold more.
     *
     * @param foldOfRow a number from 0 for each row; rows of one subject belong into one fold, see {@link #folds}
     * @param afterFold is told how many folds are done; it may throw to stop
     * @throws UserError as {@link #fit}, and if the rows outside a fold have no event
     */
    public ElasticNetSelection select(SurvivalTimes times, double[][] x, int[] foldOfRow, IntConsumer afterFold) {
        ElasticNetPath whole = fit(times, x);
        int folds = Arrays.stream(foldOfRow).max().orElse(0) + 1;
        double[][] deviance = new double[folds][];
        double[] weight = new double[folds];
        for (int f = 0; f < folds; f++) {
            int fold = f;
            int[] rest = IntStream.range(0, x.length)
                    .filter(i -> foldOfRow[i] != fold)
                    .toArray();
            for (int i = 0; i < x.length; i++) {
                weight[f] += foldOfRow[i] == f && times.event(i) ? times.weight(i) : 0;
            }
            deviance[f] = weight[f] == 0 ? new double[whole.size()] : heldOut(whole, times, x, rest);
            afterFold.accept(f + 1);
        }
        return ElasticNetSelection.of(whole, deviance, weight);
    }

    private double[] heldOut(ElasticNetPath whole, SurvivalTimes times, double[][] x, int[] rest) {
        SurvivalTimes train = times.take(rest);
        if (train.events() == 0) {
            throw new UserError("Without one of the folds no row has the event: use fewer folds.");
        }
        double[][] seen = Arrays.stream(rest).mapToObj(i -> x[i]).toArray(double[][]::new);
        int n = times.size();
        ElasticNetPath path0 = new ElasticNetCox(
                        alpha,
                        ties,
                        new Path(whole.lambdas(), whole.size(), 0),
                        factors,
                        strata.length == 0 ? strata : pick(strata, rest),
                        offset.length == 0
                                ? offset
                                : Arrays.stream(rest)
                                        .mapToDouble(i -> offset[i])
                                        .toArray(),
                        names)
                .fit(train, seen);
        PredictorLikelihood all = PredictorLikelihood.of(times, ties, stratum(n));
        PredictorLikelihood part =
                PredictorLikelihood.of(train, ties, strata.length == 0 ? new int[rest.length] : pick(stratum(n), rest));
        double[] deviance = new double[whole.size()];
        for (int k = 0; k < deviance.length; k++) {
            double[] eta = path0.linearPredictor(x, k);
            for (int i = 0; i < offset.length; i++) {
                eta[i] += offset[i];
            }
            double[] seenEta = Arrays.stream(rest).mapToDouble(i -> eta[i]).toArray();
            double allDeviance =
                    all.saturated() - all.at(ordered(eta, all.order())).logLikelihood();
            double partDeviance =
                    part.saturated() - part.at(ordered(seenEta, part.order())).logLikelihood();
            deviance[k] = 2 * (allDeviance - partDeviance);
        }
        return deviance;
    }

    /**
     * Deals subjects to folds of nearly equal size, those with an event first, so that each fold has its share of events.
     *
     * @param subject of each row, any integers
     * @return a fold from 0 for each row
     */
    public static int[] folds(int count, int[] subject, boolean[] event, RandomGenerator random) {
        int[] code = Ranks.of(subject);
        int subjects = Arrays.stream(code).max().orElse(0) + 1;
        if (count < 2 || count > subjects) {
            throw new UserError(count + " folds for " + subjects
                    + " subjects: cross-validation needs at least 2 folds and a subject in each.");
        }
        boolean[] hasEvent = new boolean[subjects];
        for (int i = 0; i < code.length; i++) {
            hasEvent[code[i]] |= event[i];
        }
        int[] shuffled = IntStream.range(0, subjects).toArray();
        for (int i = subjects - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = swapped;
        }
        int[] foldOfSubject = new int[subjects];
        int dealt = 0;
        for (boolean withEvent : new boolean[] {true, false}) {
            for (int s : shuffled) {
                if (hasEvent[s] == withEvent) {
                    foldOfSubject[s] = dealt++ % count;
                }
            }
        }
        return Arrays.stream(code).map(s -> foldOfSubject[s]).toArray();
    }

    private int[] stratum(int n) {
        if (strata.length > 0 && strata.length != n) {
            throw new IllegalArgumentException(strata.length + " strata for " + n + " rows");
        }
        return strata.length == 0 ? new int[n] : Ranks.of(strata);
    }

    private static int[] pick(int[] values, int[] rows) {
        return Ranks.of(Arrays.stream(rows).map(i -> values[i]).toArray());
    }

    private static double[] ordered(double[] values, int[] order) {
        double[] moved = new double[order.length];
        for (int q = 0; q < (values.length == 0 ? 0 : moved.length); q++) {
            moved[q] = values[order[q]];
        }
        return moved;
    }

    private double[] factors(int p) {
        double[] scaled = factors.clone();
        if (scaled.length == 0) {
            scaled = new double[p];
            Arrays.fill(scaled, 1);
        }
        double sum = 0;
        for (double f : scaled) {
            if (!(f >= 0) || Double.isInfinite(f)) {
                throw new UserError("A penalty factor is " + f + "; allowed are numbers from 0.");
            }
            sum += f;
        }
        if (scaled.length != p || sum == 0) {
            throw new UserError("There are " + scaled.length + " penalty factors for " + p
                    + " columns; each column needs one, and at least one of them must be above 0.");
        }
        for (int j = 0; j < p; j++) {
            scaled[j] *= p / sum;
        }
        return scaled;
    }
}
