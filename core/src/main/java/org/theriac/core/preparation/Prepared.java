package org.theriac.core.preparation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theriac.core.preparation.Preparation.CategoryStep;
import org.theriac.core.preparation.Preparation.NumberStep;

/**
 * Prepared rows.
 *
 * @param preparation what prepared them
 * @param rows n
 * @param numbers n × p, row-major; the columns are {@link Preparation#numberNames()}
 * @param codes n × q, row-major; one column for each category, 0 for pooled or unseen
 */
public record Prepared(Preparation preparation, int rows, double[] numbers, int[] codes) {

    /**
     * A column of a design matrix.
     *
     * @param term what it stands for: "Age (years)", "Sex: male"
     * @param reference the level that a dummy is compared with; empty for numbers
     */
    public record Term(String term, String reference) {}

    /** Terms of {@link #contrasts()}, in its order. */
    public List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        preparation.numberNames().forEach(name -> terms.add(new Term(name, "")));
        for (CategoryStep step : preparation.categories()) {
            for (int level = 1; level < step.levels().size(); level++) {
                terms.add(new Term(
                        step.heading() + ": " + step.levels().get(level),
                        step.levels().get(0)));
            }
            if (pooledTerm(step)) {
                terms.add(new Term(
                        step.heading() + ": " + Preparation.OTHER, step.levels().get(0)));
            }
        }
        return terms;
    }

    /** For each of {@link #terms()} the position, in {@link Preparation#inputs()}, of the input that it comes from. */
    public int[] inputOfTerm() {
        List<Integer> inputs = new ArrayList<>();
        int input = 0;
        for (NumberStep step : preparation.numbers()) {
            inputs.addAll(Collections.nCopies(step.flagged() ? 2 : 1, input++));
        }
        for (CategoryStep step : preparation.categories()) {
            int width = Math.max(step.levels().size() - 1, 0) + (pooledTerm(step) ? 1 : 0);
            inputs.addAll(Collections.nCopies(width, input++));
        }
        return inputs.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Numbers and treatment contrasts side by side, n rows of {@link #terms()} columns: a dummy for every level but the most frequent one. A level
     * never seen in training counts as that one where training had nothing pooled.
     */
    public double[][] contrasts() {
        int p = preparation.numberNames().size();
        int q = preparation.categories().size();
        int width = terms().size();
        double[][] rowsOut = new double[rows][width];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(numbers, row * p, rowsOut[row], 0, p);
            int at = p;
            for (int c = 0; c < q; c++) {
                CategoryStep step = preparation.categories().get(c);
                int code = codes[row * q + c];
                int dummies = Math.max(step.levels().size() - 1, 0);
                if (code >= 2) {
                    rowsOut[row][at + code - 2] = 1;
                } else if (code == 0 && pooledTerm(step)) {
                    rowsOut[row][at + dummies] = 1;
                }
                at += dummies + (pooledTerm(step) ? 1 : 0);
            }
        }
        return rowsOut;
    }

    private static boolean pooledTerm(CategoryStep step) {
        return step.pooled() > 0 && !step.levels().isEmpty();
    }
}
