package org.theriac.biostatistics.trial.ewoc;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.theriac.biostatistics.trial.design.TwoDrugs;

/**
 * The trials simulated under one truth.
 *
 * @param name of the scenario
 */
record ScenarioResult(String name, TwoDrugs scenario, Truth truth, List<SimulatedTrial> trials) {
    ScenarioResult {
        trials = List.copyOf(trials);
    }

    /**
     * A mean over trials with its Monte-Carlo standard error.
     *
     * @param trials over how many, those that did not get that far left out
     */
    record Mean(double value, double standardError, int trials) {
        static Mean of(double[] values) {
            double[] present =
                    Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
            int n = present.length;
            double mean = Arrays.stream(present).average().orElse(Double.NaN);
            double squares =
                    Arrays.stream(present).map(v -> (v - mean) * (v - mean)).sum();
            return new Mean(mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1.0) / n), n);
        }
    }

    Mean mean(ToDoubleFunction<SimulatedTrial> measure) {
        return Mean.of(trials.stream().mapToDouble(measure).toArray());
    }

    /** Whether nowhere on the true curve the probability of response exceeds θ_E: then a rejection is an error. */
    boolean isNull(double nullResponse) {
        return truth.greatestResponse() <= nullResponse;
    }

    /** How often the null hypothesis is rejected with a threshold. */
    Mean rejected(double threshold) {
        return mean(trial -> trial.verdict().statistic() >= threshold ? 1 : 0);
    }

    /**
     * The least threshold that rejects in at most a share of the trials.
     *
     * @return NaN if even a threshold of 1 rejects more often
     */
    double threshold(double share) {
        double[] statistic = trials.stream()
                .mapToDouble(trial -> trial.verdict().statistic())
                .sorted()
                .toArray();
        int allowed = (int) Math.floor(share * statistic.length);
        double threshold = Math.nextUp(statistic[statistic.length - 1 - allowed]);
        return threshold > 1 ? Double.NaN : threshold;
    }

    /** Quantile over trials of the estimated curve's y at x, not confined to doses that exist. */
    double curveQuantile(double x, double target, double level) {
        double[] y = trials.stream()
                .mapToDouble(trial -> new MtdCurve(trial.toxicity(), target).y(x))
                .sorted()
                .toArray();
        return y[(int) Math.round(level * (y.length - 1))];
    }

    /** Mean over trials of a curve of {@value SimulatedTrial#KEPT} points; NaN where no trial has one. */
    Mean[] meanCurve(java.util.function.Function<SimulatedTrial, double[]> curve) {
        Mean[] means = new Mean[SimulatedTrial.KEPT];
        for (int k = 0; k < means.length; k++) {
            int point = k;
            means[k] = mean(trial -> {
                double[] values = curve.apply(trial);
                return values.length == 0 ? Double.NaN : values[point];
            });
        }
        return means;
    }
}
