package org.theriac.biostatistics.intervals;

import java.util.Arrays;

/** The log-likelihood Σ w_i log P_i of masses on {@linkplain InnermostIntervals intervals}, P_i being the mass that row i covers, and the two steps uphill. */
final class MassLikelihood {
    private static final int MOST_HALVINGS = 30;

    private final InnermostIntervals intervals;
    private final double[] weight;
    private final double total;
    private final double[] covered;
    private final double[] cumulative;
    private final double[] gradient;
    private final double[] curvature;
    private final double[] isotonic;
    private final double[] blockWeight;
    private final int[] blockSize;

    MassLikelihood(InnermostIntervals intervals, double[] weight) {
        this.intervals = intervals;
        this.weight = weight;
        total = Arrays.stream(weight).sum();
        int m = intervals.size();
        covered = new double[weight.length];
        cumulative = new double[m];
        gradient = new double[m + 1];
        curvature = new double[m];
        isotonic = new double[m];
        blockWeight = new double[m];
        blockSize = new int[m];
    }

    double of(double[] mass) {
        accumulate(mass);
        return likelihood(cumulative);
    }

    /** How far from the maximum these masses are, at most. */
    double gap(double[] mass) {
        derivatives(mass);
        double greatest = 0;
        for (int j = 0; j < mass.length; j++) {
            greatest = Math.max(greatest, gradient[j]);
        }
        return Math.max(0, greatest - total);
    }

    /** Each interval receives what the rows that cover it expect to lie in it (Turnbull's self-consistency). */
    void expectationMaximisation(double[] mass) {
        derivatives(mass);
        double sum = 0;
        for (int j = 0; j < mass.length; j++) {
            mass[j] *= gradient[j];
            sum += mass[j];
        }
        for (int j = 0; j < mass.length; j++) {
            mass[j] /= sum;
        }
    }

    /** The derivative in each mass: the sum of w_i / P_i over the rows that cover the interval. */
    private void derivatives(double[] mass) {
        accumulate(mass);
        cover(cumulative);
        Arrays.fill(gradient, 0);
        for (int i = 0; i < weight.length; i++) {
            double share = weight[i] == 0 ? 0 : weight[i] / covered[i];
            gradient[intervals.first()[i]] += share;
            gradient[intervals.last()[i] + 1] -= share;
        }
        for (int j = 1; j < mass.length; j++) {
            gradient[j] += gradient[j - 1];
        }
    }

    /** A Newton step of the cumulative distribution with the Hessian's diagonal, made monotone, as long as it leads uphill (Jongbloed, JCGS 7, 1998). */
    void isotonicStep(double[] mass) {
        int m = mass.length;
        accumulate(mass);
        double before = likelihood(cumulative);
        slopes();
        for (int k = 0; k < m - 1; k++) {
            isotonic[k] = cumulative[k] + (curvature[k] > 0 ? gradient[k] / curvature[k] : 0);
        }
        makeMonotone(m - 1);
        isotonic[m - 1] = 1;
        for (int k = 0; k < m - 1; k++) {
            isotonic[k] = Math.min(1, Math.max(0, isotonic[k])) - cumulative[k];
        }
        double length = 1;
        for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
            for (int k = 0; k < m - 1; k++) {
                curvature[k] = cumulative[k] + length * isotonic[k];
            }
            curvature[m - 1] = 1;
            if (likelihood(curvature) > before) {
                for (int j = 0; j < m; j++) {
                    mass[j] = curvature[j] - (j == 0 ? 0 : curvature[j - 1]);
                }
                return;
            }
        }
    }

    /** First derivative and negative second derivative in the cumulative mass at the end of each interval. */
    private void slopes() {
        cover(cumulative);
        Arrays.fill(gradient, 0);
        Arrays.fill(curvature, 0);
        for (int i = 0; i < weight.length; i++) {
            double slope = weight[i] == 0 ? 0 : weight[i] / covered[i];
            double bend = weight[i] == 0 ? 0 : slope / covered[i];
            int end = intervals.last()[i];
            int begin = intervals.first()[i] - 1;
            gradient[end] += slope;
            curvature[end] += bend;
            if (begin >= 0) {
                gradient[begin] -= slope;
                curvature[begin] += bend;
            }
        }
    }

    /** Pool-adjacent-violators of {@code isotonic} with weights {@code curvature}, in place. */
    private void makeMonotone(int count) {
        int blocks = 0;
        for (int k = 0; k < count; k++) {
            double value = isotonic[k];
            double heavy = Math.max(curvature[k], Double.MIN_NORMAL);
            int size = 1;
            while (blocks > 0 && isotonic[blocks - 1] >= value) {
                blocks--;
                double sum = blockWeight[blocks] + heavy;
                value = (isotonic[blocks] * blockWeight[blocks] + value * heavy) / sum;
                heavy = sum;
                size += blockSize[blocks];
            }
            isotonic[blocks] = value;
            blockWeight[blocks] = heavy;
            blockSize[blocks++] = size;
        }
        int end = count;
        while (blocks-- > 0) {
            Arrays.fill(isotonic, end - blockSize[blocks], end, isotonic[blocks]);
            end -= blockSize[blocks];
        }
    }

    private void accumulate(double[] mass) {
        double sum = 0;
        for (int j = 0; j < mass.length; j++) {
            sum += mass[j];
            cumulative[j] = sum;
        }
        for (int j = 0; j < mass.length; j++) {
            cumulative[j] /= sum;
        }
    }

    private void cover(double[] distribution) {
        for (int i = 0; i < weight.length; i++) {
            int before = intervals.first()[i] - 1;
            covered[i] = distribution[intervals.last()[i]] - (before < 0 ? 0 : distribution[before]);
        }
    }

    private double likelihood(double[] distribution) {
        cover(distribution);
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] == 0 ? 0 : weight[i] * Math.log(covered[i]);
        }
        return Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
    }
}
