package org.theriac.biostatistics.trial.ewoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theriac.biostatistics.sampling.ChainDiagnostics;
import org.theriac.biostatistics.sampling.StandardNormal;
import org.theriac.biostatistics.sampling.WeightedQuantile;
import org.theriac.core.run.Run;

class EfficacySamplerTest {
    private static final double[] X = {0, 0, 0, 0.2, 0.2, 0.4, 0.7, 0.3, 1, 0.9, 0.5, 0.1};
    private static final double[] Y = {0, 0, 0.2, 0, 0.4, 0.2, 0.5, 0.9, 0.1, 0.2, 0.6, 1};
    private static final boolean[] RESPONSE = {
        false, false, false, false, true, false, true, false, true, false, true, true
    };

    /** The prior's shape decides which branch draws the slopes: a tenth has a whole inverse, 0.7 has not, 1 is the exponential distribution. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.7, 1})
    void quantilesOfTheResponseEqualThoseOfWeightedPriorDraws(double shape) {
        EfficacyPrior prior = new EfficacyPrior(0.25, shape, shape);
        RandomGenerator random = Run.inMemory(3).random("chains", 0);
        EfficacyDraws draws = EfficacyDraws.run(new EfficacySampler(X, Y, RESPONSE, prior), 500, 40_000, random);
        double[][] places = {{0, 0}, {0.5, 0.5}, {1, 0.1}, {0.2, 0.9}};
        double[][] weighted = weightedPriorDraws(prior, places, 400_000);
        for (int p = 0; p < places.length; p++) {
            for (int q = 0; q < 3; q++) {
                assertThat(draws.quantileOfProbability(places[p][0], places[p][1], LEVELS[q]))
                        .as("shape %s, place %s, level %s", shape, Arrays.toString(places[p]), LEVELS[q])
                        .isCloseTo(weighted[p][q], within(0.025));
            }
        }
    }

    private static final double[] LEVELS = {0.1, 0.5, 0.9};

    /** Importance sampling from the prior: right by construction. */
    private static double[][] weightedPriorDraws(EfficacyPrior prior, double[][] places, int count) {
        RandomGenerator random = Run.inMemory(4).random("prior", 0);
        GammaDistribution gamma = GammaDistribution.of(prior.shape(), 1 / prior.rate());
        double deviation = 1 / Math.sqrt(prior.precision());
        // quantiles of the gamma distribution by table: the distribution's own inversion is slow
        double[] table = new double[20_001];
        for (int i = 0; i < table.length; i++) {
            table[i] = gamma.inverseCumulativeProbability((i + 0.5) / table.length);
        }
        double[][] probability = new double[places.length][count];
        double[] weight = new double[count];
        for (int s = 0; s < count; s++) {
            EfficacySurface b = new EfficacySurface(
                    deviation * random.nextGaussian(),
                    table[random.nextInt(table.length)],
                    table[random.nextInt(table.length)],
                    table[random.nextInt(table.length)],
                    deviation * random.nextGaussian(),
                    deviation * random.nextGaussian());
            weight[s] = 1;
            for (int i = 0; i < X.length; i++) {
                double p = b.probability(X[i], Y[i]);
                weight[s] *= RESPONSE[i] ? p : 1 - p;
            }
            for (int p = 0; p < places.length; p++) {
                probability[p][s] = b.probability(places[p][0], places[p][1]);
            }
        }
        assertThat(effective(weight)).isGreaterThan(1500);
        WeightedQuantile quantile = new WeightedQuantile();
        double[][] quantiles = new double[places.length][LEVELS.length];
        for (int p = 0; p < places.length; p++) {
            for (int q = 0; q < LEVELS.length; q++) {
                quantile.clear(count);
                for (int s = 0; s < count; s++) {
                    quantile.add(probability[p][s], weight[s]);
                }
                quantiles[p][q] = quantile.at(LEVELS[q]);
            }
        }
        return quantiles;
    }

    private static double effective(double[] weight) {
        double sum = Arrays.stream(weight).sum();
        return sum * sum / Arrays.stream(weight).map(w -> w * w).sum();
    }

    /** One patient, intercept alone free: P(b0 &lt; 0 | response) by quadrature over the normal prior. */
    @Test
    void aSingleResponseMovesTheInterceptAsQuadratureSays() {
        EfficacyPrior prior = new EfficacyPrior(1, 1, 100);
        EfficacyDraws draws = EfficacyDraws.run(
                new EfficacySampler(new double[1], new double[1], new boolean[] {true}, prior),
                200,
                40_000,
                Run.inMemory(5).random("chain", 0));
        double below = 0;
        double all = 0;
        for (double b = -8; b < 8; b += 0.001) {
            double density = Math.exp(-b * b / 2) * StandardNormal.probability(b);
            all += density;
            below += b < 0 ? density : 0;
        }
        double share = Arrays.stream(draws.coefficient(0)).filter(b -> b < 0).count() / (double) draws.count();
        assertThat(share).isCloseTo(below / all, within(0.01));
    }

    @Test
    void fourChainsOfATrialOfSixtyPatientsMeet() {
        RandomGenerator random = Run.inMemory(6).random("patients", 0);
        double[] x = random.doubles(60).toArray();
        double[] y = Arrays.stream(x).map(v -> 1 - v).toArray();
        boolean[] response = new boolean[60];
        for (int i = 0; i < 60; i++) {
            response[i] = random.nextDouble() < 0.3;
        }
        EfficacySampler sampler = new EfficacySampler(x, y, response, new EfficacyPrior(0.01, 0.1, 0.1));
        double[][][] chains = new double[EfficacySampler.COEFFICIENTS][4][];
        for (int c = 0; c < 4; c++) {
            EfficacyDraws draws =
                    EfficacyDraws.run(sampler, 500, 4000, Run.inMemory(7).random("chain", c));
            for (int j = 0; j < EfficacySampler.COEFFICIENTS; j++) {
                chains[j][c] = draws.coefficient(j);
            }
        }
        for (double[][] coefficient : chains) {
            ChainDiagnostics diagnostics = ChainDiagnostics.of(coefficient);
            assertThat(diagnostics.splitRHat()).isLessThan(1.05);
            assertThat(diagnostics.effectiveSize()).isGreaterThan(200);
        }
    }
}
