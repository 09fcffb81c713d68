package org.theriac.survival.systems.lassonet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;

/**
 * The matrix that a penalty can be fair on: prepared numbers and indicators of levels, each scaled to mean 0 and standard deviation 1 in the training
 * rows (indicators too, unless standardising is switched off); columns that are constant there are left out.
 *
 * @param terms kept columns of {@link Prepared#contrasts()}
 * @param centre of each kept column
 * @param scale of each kept column, never 0
 */
record Design(Preparation preparation, int[] terms, double[] centre, double[] scale) {

    /** A deviation below this share of a column's size is rounding. */
    private static final double CONSTANT = 1e-12;

    /** Standardised columns nearer than this to each other in every row carry the same information. */
    private static final double COPY = 1e-7;

    /** @throws UserError if no input varies */
    static Design fit(Preparation preparation, Cohort train, boolean standardise) {
        double[][] rows = preparation.apply(train).contrasts();
        int width = rows.length == 0 ? 0 : rows[0].length;
        int[] terms = new int[width];
        double[] centre = new double[width];
        double[] scale = new double[width];
        int kept = 0;
        for (int term = 0; term < width; term++) {
            double mean = 0;
            double largest = 0;
            for (double[] row : rows) {
                mean += row[term] / rows.length;
                largest = Math.max(largest, Math.abs(row[term]));
            }
            double squares = 0;
            for (double[] row : rows) {
                squares += (row[term] - mean) * (row[term] - mean);
            }
            double deviation = Math.sqrt(squares / Math.max(1, rows.length - 1));
            if (deviation > CONSTANT * largest) {
                terms[kept] = term;
                centre[kept] = standardise ? mean : 0;
                scale[kept++] = standardise ? deviation : 1;
            }
        }
        if (kept == 0) {
            throw new UserError("no input varies over the " + train.rows()
                    + " training rows, so there is nothing to select from; give inputs that differ between patients.");
        }
        return new Design(
                preparation, Arrays.copyOf(terms, kept), Arrays.copyOf(centre, kept), Arrays.copyOf(scale, kept));
    }

    /** Number of columns. */
    int width() {
        return terms.length;
    }

    /** The rows' matrix, row-major. */
    double[] of(Cohort cohort) {
        double[][] rows = preparation.apply(cohort).contrasts();
        double[] matrix = new double[rows.length * terms.length];
        int at = 0;
        for (double[] row : rows) {
            for (int j = 0; j < terms.length; j++) {
                matrix[at++] = (row[terms[j]] - centre[j]) / scale[j];
            }
        }
        return matrix;
    }

    /** For each column the position, in {@link Preparation#inputs()}, of the input that it comes from. */
    int[] inputs() {
        int[] inputOfTerm = new Prepared(preparation, 0, new double[0], new int[0]).inputOfTerm();
        return Arrays.stream(terms).map(term -> inputOfTerm[term]).toArray();
    }

    /** Pairs of columns that are each other's copy or mirror image in these rows, which are neighbours in the order of a weighted sum: O(p (n + log p)). */
    List<int[]> duplicates(double[] matrix) {
        int n = matrix.length / width();
        double[] fingerprint = new double[width()];
        for (int row = 0; row < n; row++) {
            // Any fixed weights without a pattern do: two different columns hardly ever have one weighted sum.
            double weight = Math.sin(1 + row * 2.399963229728653);
            for (int j = 0; j < width(); j++) {
                fingerprint[j] += weight * matrix[row * width() + j];
            }
        }
        List<Integer> order = IntStream.range(0, width())
                .boxed()
                .sorted(Comparator.comparingDouble(j -> Math.abs(fingerprint[j])))
                .toList();
        List<int[]> pairs = new ArrayList<>();
        for (int k = 1; k < order.size(); k++) {
            int a = order.get(k - 1);
            int b = order.get(k);
            if (same(matrix, a, b, fingerprint[a] * fingerprint[b] < 0 ? -1 : 1)) {
                pairs.add(new int[] {Math.min(a, b), Math.max(a, b)});
            }
        }
        pairs.sort(Comparator.<int[]>comparingInt(pair -> pair[0]).thenComparingInt(pair -> pair[1]));
        return pairs;
    }

    private boolean same(double[] matrix, int a, int b, int sign) {
        for (int row = 0; row < matrix.length; row += width()) {
            if (Math.abs(matrix[row + a] - sign * matrix[row + b]) > COPY) {
                return false;
            }
        }
        return true;
    }

    /** The arrays of a model. */
    Map<String, NumericArray> arrays() {
        TreeMap<String, NumericArray> arrays = new TreeMap<>();
        arrays.put(
                "design.terms",
                NumericArray.of(Arrays.stream(terms).asDoubleStream().toArray()));
        arrays.put("design.centre", NumericArray.of(centre));
        arrays.put("design.scale", NumericArray.of(scale));
        return arrays;
    }

    /** As {@link #arrays} gave it. */
    static Design of(ModelState state) {
        int[] terms = Arrays.stream(state.array("design.terms").doubles())
                .mapToInt(value -> (int) value)
                .toArray();
        return new Design(
                state.preparation(),
                terms,
                state.array("design.centre").doubles(),
                state.array("design.scale").doubles());
    }
}
