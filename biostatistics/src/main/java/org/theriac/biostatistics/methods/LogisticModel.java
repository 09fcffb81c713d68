package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.theriac.biostatistics.logistic.LogisticFit;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;

/**
 * What remains of a logistic regression when the training rows are gone.
 *
 * @param classes of the outcome, K
 * @param reference the class whose coefficients are 0
 * @param terms of the design matrix, p
 * @param coefficient K × (p + 1), as {@link LogisticFit} has them
 * @param standardError K × (p + 1)
 */
record LogisticModel(
        List<String> classes,
        int reference,
        Preparation preparation,
        List<Prepared.Term> terms,
        double[][] coefficient,
        double[][] standardError)
        implements Model<ClassProbabilities>, Coefficients {

    static LogisticModel of(List<String> classes, ModelState state) {
        return new LogisticModel(
                classes,
                state.facts().path("reference").asInt(),
                state.preparation(),
                RegressionTerms.read(state.facts()),
                rows(state.array("coefficients").doubles(), classes.size()),
                rows(state.array("standard_errors").doubles(), classes.size()));
    }

    private static double[][] rows(double[] flat, int rows) {
        int width = flat.length / rows;
        double[][] split = new double[rows][];
        for (int row = 0; row < rows; row++) {
            split[row] = Arrays.copyOfRange(flat, row * width, (row + 1) * width);
        }
        return split;
    }

    @Override
    public ClassProbabilities predict(Cohort rows) {
        double[][] x = preparation.apply(rows).contrasts();
        return ClassProbabilities.ofLogits(classes, LogisticFit.logits(coefficient, x));
    }

    @Override
    public ModelState state() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("reference", reference);
        RegressionTerms.write(terms, facts);
        TreeMap<String, NumericArray> arrays = new TreeMap<>();
        arrays.put("coefficients", flat(coefficient));
        arrays.put("standard_errors", flat(standardError));
        return new ModelState(preparation, facts, arrays);
    }

    private static NumericArray flat(double[][] rows) {
        return new NumericArray.Float64(
                new long[] {rows.length, rows[0].length},
                Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }

    /** Without the intercepts. With more than two classes the terms of each say which classes they compare. */
    @Override
    public List<Coefficients.Term> coefficients() {
        List<Coefficients.Term> list = new ArrayList<>();
        for (int k = 0; k < classes.size(); k++) {
            if (k != reference) {
                String compared = classes.size() == 2 ? "" : classes.get(k) + " vs " + classes.get(reference) + ": ";
                for (int j = 0; j < terms.size(); j++) {
                    Prepared.Term term = terms.get(j);
                    list.add(RegressionTerms.tested(
                            new Prepared.Term(compared + term.term(), term.reference()),
                            coefficient[k][j + 1],
                            standardError[k][j + 1]));
                }
            }
        }
        return list;
    }

    @Override
    public String ratioName() {
        return "odds ratio";
    }
}
