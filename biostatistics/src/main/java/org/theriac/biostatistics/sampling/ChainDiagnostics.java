package org.theriac.biostatistics.sampling;

import java.util.Arrays;

/**
 * Whether Markov chains have met, and what their draws are worth, after Gelman et al., Bayesian Data Analysis, 3rd edition, 2013, section 11.4.
 *
 * @param splitRHat potential scale reduction of the halves of all chains; 1 when they agree, above 1.01 is suspect
 * @param effectiveSize number of independent draws that would estimate the mean as well
 */
public record ChainDiagnostics(double splitRHat, double effectiveSize) {
    /**
     * @param chains chains × draws of one quantity, all equally long, at least four draws each
     */
    public static ChainDiagnostics of(double[][] chains) {
        double[][] halves = new double[2 * chains.length][];
        int half = chains[0].length / 2;
        for (int c = 0; c < chains.length; c++) {
            halves[2 * c] = Arrays.copyOfRange(chains[c], 0, half);
            halves[2 * c + 1] = Arrays.copyOfRange(chains[c], chains[c].length - half, chains[c].length);
        }
        double[] means =
                Arrays.stream(halves).mapToDouble(ChainDiagnostics::mean).toArray();
        double within = 0;
        for (int h = 0; h < halves.length; h++) {
            within += autocovariance(halves[h], means[h], 0) * half / (half - 1.0) / halves.length;
        }
        double grand = mean(means);
        double betweenMeans =
                Arrays.stream(means).map(m -> (m - grand) * (m - grand)).sum() / (halves.length - 1.0);
        if (within == 0) {
            // chains that never moved agree only if they stand at one value
            return new ChainDiagnostics(betweenMeans == 0 ? 1 : Double.POSITIVE_INFINITY, betweenMeans == 0 ? 1 : 0);
        }
        double marginal = within * (half - 1.0) / half + betweenMeans;
        return new ChainDiagnostics(Math.sqrt(marginal / within), effectiveSize(halves, means, within, marginal));
    }

    /** Sums autocorrelations in pairs until a pair is negative (Geyer's initial positive and monotone sequence). */
    private static double effectiveSize(double[][] halves, double[] means, double within, double marginal) {
        int length = halves[0].length;
        double pairs = 0;
        double last = Double.POSITIVE_INFINITY;
        for (int lag = 0; lag + 1 < length; lag += 2) {
            double pair = correlation(halves, means, lag, within, marginal)
                    + correlation(halves, means, lag + 1, within, marginal);
            if (pair < 0) {
                break;
            }
            last = Math.min(last, pair);
            pairs += last;
        }
        double draws = (double) halves.length * length;
        return Math.min(draws / Math.max(2 * pairs - 1, 1 / Math.log10(draws)), draws * Math.log10(draws));
    }

    private static double correlation(double[][] halves, double[] means, int lag, double within, double marginal) {
        double covariance = 0;
        for (int h = 0; h < halves.length; h++) {
            covariance += autocovariance(halves[h], means[h], lag) / halves.length;
        }
        return 1 - (within - covariance) / marginal;
    }

    private static double autocovariance(double[] draws, double mean, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < draws.length; i++) {
            sum += (draws[i] - mean) * (draws[i + lag] - mean);
        }
        return sum / draws.length;
    }

    private static double mean(double[] draws) {
        return Arrays.stream(draws).average().orElse(Double.NaN);
    }
}
