package org.theriac.survival.systems.lassonet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HierProxTest {
    /** One group: skip weights v and first-layer weights u. */
    private record Problem(double[] v, double[] u, double lambda, double m, double lambdaBar) {
        static Problem random(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] v = random.doubles(1 + random.nextInt(3), -2, 2).toArray();
            double[] u = random.doubles(random.nextInt(9), -2, 2).toArray();
            double m = new double[] {0, 0.1, 1, 3, 10}[random.nextInt(5)];
            double lambdaBar = random.nextInt(3) == 0 ? random.nextDouble() : 0;
            return new Problem(v, u, random.nextDouble(0, 3), m, lambdaBar);
        }

        Solution solve() {
            double[] theta = v.clone();
            double[] weight = u.clone();
            new HierProx(m, lambdaBar, new int[][] {{0}}, u.length).apply(theta, weight, 1, lambda);
            return new Solution(theta, weight);
        }

        double objective(Solution s) {
            return 0.5 * squares(s.theta, v)
                    + 0.5 * squares(s.weight, u)
                    + lambda * norm(s.theta)
                    + lambdaBar * Arrays.stream(s.weight).map(Math::abs).sum();
        }

        /** The objective with ‖θ‖ = x and everything else at its best. */
        double objective(double x) {
            double sum = 0.5 * (x - norm(v)) * (x - norm(v)) + lambda * x;
            for (double one : u) {
                double size = Math.min(Math.max(Math.abs(one) - lambdaBar, 0), m * x);
                sum += 0.5 * (size - Math.abs(one)) * (size - Math.abs(one)) + lambdaBar * size;
            }
            return sum;
        }

        /** The sheet's and the paper's way: sort |u| and find the number of active bounds. */
        double normBySorting() {
            double[] sorted = Arrays.stream(u).map(Math::abs).sorted().toArray();
            double length = norm(v);
            double sum = 0;
            for (int s = 0; s <= sorted.length; s++) {
                double x = Math.max(length - lambda + m * sum, 0) / (1 + s * m * m);
                double next = s == sorted.length ? 0 : Math.max(sorted[sorted.length - 1 - s] - lambdaBar, 0);
                if (next <= m * x) {
                    return x;
                }
                sum += next;
            }
            throw new AssertionError("no number of active bounds fits");
        }
    }

    private record Solution(double[] theta, double[] weight) {}

    private static double squares(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .sum();
    }

    private static double norm(double[] a) {
        return Math.sqrt(Arrays.stream(a).map(x -> x * x).sum());
    }

    /** Solutions found by brute force over ‖θ‖ in numpy, independent of this program. */
    private static void check(Problem problem, double[] theta, double[] weight, double objective, double tolerance) {
        Solution s = problem.solve();
        assertThat(s.theta()).containsExactly(theta, within(tolerance));
        assertThat(s.weight()).containsExactly(weight, within(tolerance));
        assertThat(problem.objective(s)).isCloseTo(objective, within(1e-8));
    }

    @Test
    void knownMinimaAreFound() {
        check(
                new Problem(new double[] {1}, new double[] {.5, -2, .1}, .5, 1, 0),
                new double[] {1.25},
                new double[] {.5, -1.25, .1},
                .9375,
                1e-12);
        check(
                new Problem(new double[] {.3}, new double[] {2, 1, -.5}, .5, 10, 0),
                new double[] {.196040},
                new double[] {1.960396, 1, -.5},
                .10420792,
                5e-7);
        check(
                new Problem(new double[] {-.2}, new double[] {.05, -.01}, .5, 1, 0),
                new double[] {0},
                new double[] {0, 0},
                .0213,
                1e-12);
        check(
                new Problem(new double[] {.6, -.8}, new double[] {.7, .2, -1.5, 0}, .4, 2, 0),
                new double[] {.432, -.576},
                new double[] {.7, .2, -1.44, 0},
                .329,
                1e-12);
    }

    /** The original divides 0 by 0 here. */
    @Test
    void skipWeightsOfZeroGiveNoNaN() {
        Problem pulled = new Problem(new double[] {0, 0}, new double[] {1, -1}, .1, 1, 0);
        Solution s = pulled.solve();
        assertThat(norm(s.theta())).isCloseTo((2 - .1) / 3, within(1e-12));
        assertThat(pulled.objective(s)).isCloseTo(pulled.objective(norm(s.theta())), within(1e-12));
        Solution empty = new Problem(new double[] {0}, new double[] {0, 0}, 0, 10, 0).solve();
        assertThat(empty.theta()).containsExactly(0);
        assertThat(empty.weight()).containsExactly(0, 0);
    }

    /** 1,000 problems against a search over ‖θ‖ on a grid of 1e-5 around the best of a coarse grid. */
    @Property(tries = 1000)
    void noNormOfAGridIsBetter(@ForAll @LongRange(min = 0) long seed) {
        Problem problem = Problem.random(seed);
        Solution s = problem.solve();
        double best = Double.POSITIVE_INFINITY;
        double at = 0;
        for (int step = 0; step <= 800; step++) {
            double value = problem.objective(step * 1e-2);
            if (value < best) {
                best = value;
                at = step * 1e-2;
            }
        }
        for (int step = -1000; step <= 1000; step++) {
            best = Math.min(best, problem.objective(Math.max(at + step * 1e-5, 0)));
        }
        assertThat(problem.objective(s)).isLessThanOrEqualTo(best + 1e-12).isCloseTo(best, within(1e-7));
    }

    @Property(tries = 300)
    void climbingEqualsSorting(@ForAll @LongRange(min = 0) long seed) {
        Problem problem = Problem.random(seed);
        assertThat(norm(problem.solve().theta())).isCloseTo(problem.normBySorting(), within(1e-12));
    }

    @Property(tries = 300)
    void boundsAlwaysHoldAndSignsStay(@ForAll @LongRange(min = 0) long seed) {
        Problem problem = Problem.random(seed);
        Solution s = problem.solve();
        double bound = problem.m() * norm(s.theta());
        for (int k = 0; k < s.weight().length; k++) {
            assertThat(Math.abs(s.weight()[k])).isLessThanOrEqualTo(bound + 1e-12);
            assertThat(s.weight()[k] * problem.u()[k]).isGreaterThanOrEqualTo(0);
        }
        for (int c = 0; c < s.theta().length; c++) {
            assertThat(s.theta()[c] * problem.v()[c]).isGreaterThanOrEqualTo(0);
        }
    }

    @Property(tries = 100)
    void withoutPenaltyWhatKeepsTheBoundsStays(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] v = random.doubles(2, -2, 2).toArray();
        double[] u = random.doubles(5, -norm(v), norm(v)).toArray();
        Solution s = new Problem(v, u, 0, 1, 0).solve();
        assertThat(s.theta()).containsExactly(v, within(1e-15));
        assertThat(s.weight()).containsExactly(u, within(1e-15));
    }

    @Property(tries = 100)
    void aLargePenaltyEmptiesTheGroup(@ForAll @LongRange(min = 0) long seed) {
        Problem p = Problem.random(seed);
        double enough =
                norm(p.v()) + p.m() * Arrays.stream(p.u()).map(Math::abs).sum();
        Solution s = new Problem(p.v(), p.u(), enough, p.m(), p.lambdaBar()).solve();
        assertThat(norm(s.theta())).isCloseTo(0, within(1e-12));
        assertThat(norm(s.weight())).isCloseTo(0, within(1e-10));
    }

    @Property(tries = 100)
    void withoutANetworkItIsSoftThresholding(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double v = random.nextDouble(-2, 2);
        double lambda = random.nextDouble(2);
        double expected = Math.signum(v) * Math.max(Math.abs(v) - lambda, 0);
        assertThat(new Problem(new double[] {v}, new double[0], lambda, 10, 0)
                        .solve()
                        .theta())
                .containsExactly(new double[] {expected}, within(1e-15));
    }

    /** Columns of a group lie apart in the arrays; solved as one long group they must give the same. */
    @Property(tries = 100)
    void groupsAreSolvedTogetherAndApartFromOthers(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int columns = 5;
        int units = 3;
        int outputs = 2;
        int[][] groups = {{0, 3}, {2}, {4, 1}};
        double[] theta = random.doubles((long) outputs * columns, -1, 1).toArray();
        double[] weight = random.doubles((long) units * columns, -1, 1).toArray();
        double[] theta2 = theta.clone();
        double[] weight2 = weight.clone();
        double norms = new HierProx(2, 0, groups, units).apply(theta2, weight2, columns, 0.7);
        double sum = 0;
        for (int[] group : groups) {
            Solution s = new Problem(pick(theta, columns, group), pick(weight, columns, group), 0.7, 2, 0).solve();
            sum += norm(pick(theta2, columns, group));
            // A problem of several skip weights in one column: the outputs of one input.
            double[] apart = pick(theta, columns, group);
            double[] weights = pick(weight, columns, group);
            new HierProx(2, 0, new int[][] {{0}}, weights.length).apply(apart, weights, 1, 0.7);
            assertThat(pick(theta2, columns, group)).containsExactly(apart, within(1e-14));
            assertThat(pick(weight2, columns, group)).containsExactly(weights, within(1e-14));
            assertThat(apart).containsExactly(s.theta(), within(0.0));
        }
        assertThat(norms).isCloseTo(sum, within(1e-12));
        assertThat(new HierProx(2, 0, groups, units).norms(theta2, columns)).isCloseTo(sum, within(1e-12));
    }

    private static double[] pick(double[] values, int columns, int[] group) {
        return IntStream.range(0, values.length / columns)
                .boxed()
                .flatMapToDouble(row -> Arrays.stream(group).mapToDouble(c -> values[row * columns + c]))
                .toArray();
    }

    /** Endurance is the sum of doses after which the first group is empty; here they are given and counted. */
    @Property(tries = 30)
    void enduranceIsWhatManySmallDosesTake(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] theta = random.doubles(3, -1, 1).toArray();
        double[] weight = random.doubles(12, -2, 2).toArray();
        HierProx operator = new HierProx(3, 0, new int[][] {{0}, {1}, {2}}, 4);
        double endurance = operator.endurance(theta, weight, 3);
        double dose = endurance / 5000;
        int doses = 0;
        while (Arrays.stream(theta).allMatch(t -> t != 0)) {
            operator.apply(theta, weight, 3, dose);
            doses++;
        }
        assertThat(doses * dose).isCloseTo(endurance, within(0.01 * endurance));
    }
}
