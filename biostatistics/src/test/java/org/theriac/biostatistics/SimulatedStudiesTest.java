package org.theriac.biostatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theriac.biostatistics.aft.Aft;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.biostatistics.concordance.HarrellConcordance;
import org.theriac.biostatistics.cox.Cox;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.cox.ProportionalHazardsTest;
import org.theriac.biostatistics.survival.KaplanMeier;
import org.theriac.biostatistics.survival.LogRank;
import org.theriac.biostatistics.survival.RestrictedMean;
import org.theriac.biostatistics.survival.SurvivalTimes;

/** What estimators promise over many samples, on 1,000 simulated trials whose truth is known: Weibull times, 30 % censored. */
class SimulatedStudiesTest {
    private static final int TRIALS = 1000;
    private static final double SHAPE = 1.5;

    /** A trial of n patients, half of them treated; b is the log hazard ratio of the treatment. */
    private record Trial(double[] time, boolean[] event, double[][] x, int[] arm) {
        static Trial draw(int n, double b, SplittableRandom random) {
            Trial trial = new Trial(new double[n], new boolean[n], new double[n][2], new int[n]);
            for (int i = 0; i < n; i++) {
                trial.arm[i] = i % 2;
                trial.x[i][0] = i % 2;
                trial.x[i][1] = random.nextGaussian();
                double t = Math.pow(
                        -Math.log1p(-random.nextDouble()) / Math.exp(b * trial.x[i][0] + 0.3 * trial.x[i][1]),
                        1 / SHAPE);
                double end = 3 * random.nextDouble();
                trial.time[i] = Math.min(t, end);
                trial.event[i] = t <= end;
            }
            return trial;
        }

        SurvivalTimes times() {
            return SurvivalTimes.of(time, event);
        }

        double censored() {
            int count = 0;
            for (boolean e : event) {
                count += e ? 0 : 1;
            }
            return count / (double) event.length;
        }
    }

    private interface Verdict {
        boolean of(Trial trial);
    }

    /** In how many trials a statement holds. */
    private static double share(int patients, double b, long seed, Verdict verdict) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = 0;
        for (int k = 0; k < TRIALS; k++) {
            count += verdict.of(Trial.draw(patients, b, random)) ? 1 : 0;
        }
        return count / (double) TRIALS;
    }

    @Test
    void intervalsOfCoxCoverTheTruth() {
        assertThat(Trial.draw(4000, 0.5, new SplittableRandom(1)).censored()).isBetween(0.25, 0.35);
        double covered = share(150, 0.5, 2, trial -> {
            CoxFit.Coefficient c =
                    Cox.efron().fit(trial.times(), trial.x).table().get(0);
            return c.lower() <= 0.5 && 0.5 <= c.upper();
        });
        assertThat(covered).isBetween(0.935, 0.965);
    }

    @Test
    void intervalsOfAcceleratedTimesCoverTheTruth() {
        double covered = share(150, 0.5, 3, trial -> {
            var c = Aft.of(Lifetime.WEIBULL).fit(trial.times(), trial.x).table().get(1);
            return c.lower() <= -0.5 / SHAPE && -0.5 / SHAPE <= c.upper();
        });
        assertThat(covered).isBetween(0.93, 0.965);
    }

    @Test
    void intervalsOfKaplanMeierCoverTheTruth() {
        // without an effect of treatment the hazard varies by the second covariate alone
        double truth = meanSurvival(0.8);
        double covered = share(100, 0, 4, trial -> {
            KaplanMeier.Estimate e = KaplanMeier.fit(trial.times()).at(0.8);
            return e.lower() <= truth && truth <= e.upper();
        });
        assertThat(covered).isBetween(0.93, 0.97);
    }

    /** E exp(−t^shape e^{0.3 Z}) over a standard normal Z, by the midpoint rule. */
    private static double meanSurvival(double t) {
        double sum = 0;
        double step = 1e-3;
        for (double z = -8 + step / 2; z < 8; z += step) {
            sum += step * Math.exp(-z * z / 2 - Math.pow(t, SHAPE) * Math.exp(0.3 * z)) / Math.sqrt(2 * Math.PI);
        }
        return sum;
    }

    @Test
    void testsOfNoDifferenceKeepTheirLevel() {
        assertThat(share(100, 0, 5, t -> LogRank.test(t.times(), t.arm).p() < 0.05))
                .isBetween(0.035, 0.065);
        assertThat(share(100, 0, 6, t -> LogRank.test(t.times(), t.arm, 1).p() < 0.05))
                .isBetween(0.035, 0.065);
        assertThat(share(100, 0, 7, t -> difference(t).p() < 0.05)).isBetween(0.035, 0.07);
        assertThat(share(100, 0.7, 8, t -> LogRank.test(t.times(), t.arm).p() < 0.05))
                .isGreaterThan(0.7);
    }

    private static RestrictedMean.Difference difference(Trial t) {
        return RestrictedMean.fit(arm(t, 1), 1).minus(RestrictedMean.fit(arm(t, 0), 1));
    }

    private static SurvivalTimes arm(Trial t, int arm) {
        int[] rows =
                IntStream.range(0, t.arm.length).filter(i -> t.arm[i] == arm).toArray();
        return t.times().take(rows);
    }

    @Test
    void proportionalityIsKeptWhereItHoldsAndRejectedWhereHazardsCross() {
        double kept = share(120, 0.5, 9, t -> proportionality(Cox.efron().fit(t.times(), t.x)) < 0.05);
        assertThat(kept).isBetween(0.03, 0.07);
        SplittableRandom random = new SplittableRandom(10);
        int rejected = 0;
        for (int k = 0; k < 100; k++) {
            // Weibull times of shape 0.6 and 3: the hazard falls in one arm and rises in the other
            double[] time = new double[200];
            double[][] x = new double[200][1];
            boolean[] event = new boolean[200];
            Arrays.fill(event, true);
            for (int i = 0; i < time.length; i++) {
                x[i][0] = i % 2;
                time[i] = Math.pow(-Math.log1p(-random.nextDouble()), i % 2 == 0 ? 1 / 0.6 : 1 / 3.0);
            }
            rejected += proportionality(Cox.efron().fit(SurvivalTimes.of(time, event), x)) < 0.05 ? 1 : 0;
        }
        assertThat(rejected).isGreaterThan(95);
    }

    private static double proportionality(CoxFit fit) {
        return ProportionalHazardsTest.of(fit, ProportionalHazardsTest.Transform.KM)
                .global()
                .p();
    }

    @Test
    void robustErrorsApproachThoseOfTheModelThatHolds() {
        Trial trial = Trial.draw(20_000, 0.5, new SplittableRandom(11));
        CoxFit fit = Cox.efron().withRobustVariance().fit(trial.times(), trial.x);
        for (int j = 0; j < 2; j++) {
            assertThat(fit.standardErrors()[j] / Math.sqrt(fit.modelVariance()[j][j]))
                    .isCloseTo(1, within(0.03));
        }
        assertThat(fit.coefficients()[0]).isCloseTo(0.5, within(0.06));
    }

    @Test
    void aMonotoneChangeOfTimeLeavesRankStatisticsAlone() {
        Trial trial = Trial.draw(200, 0.5, new SplittableRandom(12));
        SurvivalTimes stretched = SurvivalTimes.of(
                Arrays.stream(trial.time).map(t -> Math.expm1(2 * t)).toArray(), trial.event);
        double[] risk = Arrays.stream(trial.x).mapToDouble(x -> x[1]).toArray();
        assertThat(LogRank.test(stretched, trial.arm).statistic())
                .isEqualTo(LogRank.test(trial.times(), trial.arm).statistic());
        assertThat(HarrellConcordance.of(stretched, risk)).isEqualTo(HarrellConcordance.of(trial.times(), risk));
    }
}
