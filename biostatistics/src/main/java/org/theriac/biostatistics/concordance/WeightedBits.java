package org.theriac.biostatistics.concordance;

/** Sums of the weights of the rows whose bits are set. Small whole weights are split into binary digits, and set bits are counted. */
final class WeightedBits {
    private static final int MOST_DIGITS = 5;

    private final double[] weight;
    /** For each binary digit the rows whose weight has it; empty if weights are not small whole numbers. */
    private final long[][] digits;

    private WeightedBits(double[] weight, long[][] digits) {
        this.weight = weight;
        this.digits = digits;
    }

    static WeightedBits of(double[] weight) {
        int needed = 1;
        for (double w : weight) {
            if (w != Math.rint(w) || w >= 1 << MOST_DIGITS) {
                return new WeightedBits(weight, new long[0][]);
            }
            while (w >= 1 << needed) {
                needed++;
            }
        }
        long[][] digits = new long[needed][(weight.length + 63) >>> 6];
        for (int j = 0; j < weight.length; j++) {
            int w = (int) weight[j];
            for (int digit = 0; digit < needed; digit++) {
                digits[digit][j >>> 6] |= (long) (w >>> digit & 1) << j;
            }
        }
        return new WeightedBits(weight, digits);
    }

    /** The sum over set bits in {@code bits[offset + from] … bits[offset + to − 1]}, the bits of rows 64·from and later. */
    double sum(long[] bits, int offset, int from, int to) {
        if (digits.length == 0) {
            return sumOfWeights(bits, offset, from, to);
        }
        long sum = 0;
        for (int digit = 0; digit < digits.length; digit++) {
            long[] rows = digits[digit];
            long count = 0;
            for (int k = from; k < to; k++) {
                count += Long.bitCount(bits[offset + k] & rows[k]);
            }
            sum += count << digit;
        }
        return sum;
    }

    private double sumOfWeights(long[] bits, int offset, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            for (long rest = bits[offset + k]; rest != 0; rest &= rest - 1) {
                sum += weight[(k << 6) + Long.numberOfTrailingZeros(rest)];
            }
        }
        return sum;
    }
}
