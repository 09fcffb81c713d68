package org.theriac.survival.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stability selection (Meinshausen and Bühlmann, Journal of the Royal Statistical Society B 72:417-473, 2010): the share of random half-samples in
 * which an input is selected, on one grid of penalties. The share at λ is the largest at any penalty from λ on, so it never falls as λ falls. With
 * q(λ) the mean number of inputs that a half-sample selects somewhere from λ on, and p inputs, selecting those with a share of at least π > ½ is
 * expected to select at most
 *
 * <pre>
 * q² / ((2π − 1) p)
 * </pre>
 *
 * wrong ones (theorem 1, under exchangeable noise). q counts the union over the penalties in every half-sample, as the theorem asks; the original of
 * LassoNet takes p times the mean share, which is smaller.
 */
public final class StabilitySelection {
    private final List<String> inputs;
    private final double[] penalty;
    private final double[][] share;
    private final double[] selectedOnAverage;
    private final double threshold;
    private final double wrong;

    /**
     * Counts.
     *
     * @param inputs names
     * @param penalty the grid, rising
     * @param halves for each half-sample what it selected: one row for each penalty, one column for each input
     * @param threshold π, the least share of a stable input
     * @param wrong how many wrong selections are accepted: it fixes the penalty at which stability is read
     */
    public StabilitySelection(
            List<String> inputs, double[] penalty, List<boolean[][]> halves, double threshold, double wrong) {
        this.inputs = List.copyOf(inputs);
        this.penalty = penalty.clone();
        this.threshold = threshold;
        this.wrong = wrong;
        share = new double[penalty.length][inputs.size()];
        selectedOnAverage = new double[penalty.length];
        halves.forEach(half -> count(half, 1.0 / halves.size()));
        for (int k = penalty.length - 2; k >= 0; k--) {
            for (int j = 0; j < share[k].length; j++) {
                share[k][j] = Math.max(share[k][j], share[k + 1][j]);
            }
        }
    }

    private void count(boolean[][] half, double weight) {
        boolean[] so = new boolean[inputs.size()];
        for (int k = penalty.length - 1; k >= 0; k--) {
            for (int j = 0; j < so.length; j++) {
                so[j] |= half[k][j];
                share[k][j] += half[k][j] ? weight : 0;
                selectedOnAverage[k] += so[j] ? weight : 0;
            }
        }
    }

    /** Names of the inputs. */
    public List<String> inputs() {
        return inputs;
    }

    /** The grid, rising. */
    public double[] penalty() {
        return penalty.clone();
    }

    /** The least share of a stable input. */
    public double threshold() {
        return threshold;
    }

    /** The share of an input at each penalty; it never rises. */
    public double[] shares(int input) {
        return Arrays.stream(share).mapToDouble(row -> row[input]).toArray();
    }

    /** Index of the smallest penalty at which no more wrong selections are expected than accepted; the last if there is none. */
    public int read() {
        for (int k = 0; k < penalty.length; k++) {
            if (expectedWrong(k, threshold) <= wrong) {
                return k;
            }
        }
        return penalty.length - 1;
    }

    /** How many wrong inputs a share of at least {@code least} is expected to let in at most, at a penalty of the grid. */
    public double expectedWrong(int k, double least) {
        return selectedOnAverage[k] * selectedOnAverage[k] / ((2 * least - 1) * inputs.size());
    }

    /** The mean number of inputs that a half-sample selects somewhere from a penalty of the grid on. */
    public double selectedOnAverage(int k) {
        return selectedOnAverage[k];
    }

    /**
     * The inputs' positions by falling share where stability is {@linkplain #read read}. Equal shares are told apart by the mean share over the
     * penalties from there on: an input that stays longer comes first.
     */
    public List<Integer> ranking() {
        int from = read();
        return IntStream.range(0, inputs.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(j -> -share[from][j])
                        .thenComparingDouble(j -> -tail(j, from)))
                .toList();
    }

    private double tail(int input, int from) {
        double sum = 0;
        for (int k = from; k < penalty.length; k++) {
            sum += share[k][input];
        }
        return sum;
    }

    /** Positions of the stable inputs, by falling share. */
    public List<Integer> stable() {
        double[] at = share[read()];
        List<Integer> stable = new ArrayList<>(ranking());
        stable.removeIf(j -> at[j] < threshold - 1e-12);
        return stable;
    }
}
