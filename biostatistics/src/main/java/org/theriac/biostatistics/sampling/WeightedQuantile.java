package org.theriac.biostatistics.sampling;

/**
 * Quantiles of weighted draws: the least value at which the weights of all values up to it reach a share of the whole. Selection instead of sorting,
 * O(n) on average. Holds working space; not safe for use by several threads.
 */
public final class WeightedQuantile {
    private double[] values = new double[0];
    private double[] weights = new double[0];
    private int size;
    private double total;

    /** Forgets all draws and makes room for some. */
    public void clear(int capacity) {
        if (values.length < capacity) {
            values = new double[capacity];
            weights = new double[capacity];
        }
        size = 0;
        total = 0;
    }

    /** Takes a draw; within the capacity that was made room for. */
    public void add(double value, double weight) {
        values[size] = value;
        weights[size] = weight;
        total += weight;
        size++;
    }

    /** The sum of all weights. */
    public double total() {
        return total;
    }

    /**
     * @param level share of the whole weight, from 0 to 1
     * @throws IllegalStateException if no draw has any weight
     */
    public double at(double level) {
        if (!(total > 0)) {
            throw new IllegalStateException("none of " + size + " draws has any weight");
        }
        double wanted = level * total;
        int from = 0;
        int to = size;
        double before = 0;
        while (to - from > 1) {
            double pivot = median(values[from], values[(from + to) >>> 1], values[to - 1]);
            int less = from;
            int next = from;
            int greater = to;
            double lessWeight = 0;
            double equalWeight = 0;
            while (next < greater) {
                double value = values[next];
                double weight = weights[next];
                if (value < pivot) {
                    lessWeight += weight;
                    swap(less++, next++);
                } else if (value > pivot) {
                    swap(next, --greater);
                } else {
                    equalWeight += weight;
                    next++;
                }
            }
            if (wanted <= before + lessWeight && less > from) {
                to = less;
            } else if (wanted <= before + lessWeight + equalWeight || greater == to) {
                return pivot;
            } else {
                before += lessWeight + equalWeight;
                from = greater;
            }
        }
        return values[from];
    }

    private void swap(int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
        double weight = weights[i];
        weights[i] = weights[j];
        weights[j] = weight;
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
