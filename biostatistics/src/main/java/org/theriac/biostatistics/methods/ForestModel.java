package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.theriac.biostatistics.forest.SurvivalForest;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TabulatedCurves;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;

/** A random survival forest when the training rows are gone. */
record ForestModel(Preparation preparation, SurvivalForest forest, SurvivalForest.Average average)
        implements Model<SurvivalCurves> {
    private static final int MOST_TIMES = 300;

    static ForestModel of(ModelState state) {
        return new ForestModel(
                state.preparation(),
                ForestArrays.read(state, levels(state.preparation())),
                SurvivalForest.Average.valueOf(state.facts().path("average").asText()));
    }

    /** Of the columns of {@link #matrix}: 0 for numbers, the number of codes for categories. */
    static int[] levels(Preparation preparation) {
        return IntStream.concat(
                        IntStream.range(0, preparation.numberNames().size()).map(j -> 0),
                        Arrays.stream(preparation.cardinalities()))
                .toArray();
    }

    /** Numbers, then the codes of categories. */
    static double[][] matrix(Prepared prepared) {
        int p = prepared.preparation().numberNames().size();
        int q = prepared.preparation().categories().size();
        double[][] x = new double[prepared.rows()][p + q];
        for (int i = 0; i < x.length; i++) {
            System.arraycopy(prepared.numbers(), i * p, x[i], 0, p);
            for (int c = 0; c < q; c++) {
                x[i][p + c] = prepared.codes()[i * q + c];
            }
        }
        return x;
    }

    @Override
    public SurvivalCurves predict(Cohort rows) {
        double[][] x = matrix(preparation.apply(rows));
        double[] times = forest.eventTimes();
        int points = Math.min(times.length, MOST_TIMES);
        // the last event time is always among them
        int[] at = IntStream.rangeClosed(1, points)
                .map(k -> (int) ((long) k * times.length / points) - 1)
                .toArray();
        return new TabulatedCurves(
                Arrays.stream(at).mapToDouble(k -> times[k]).toArray(),
                forest.survival(x, at, average),
                forest.mortality(x));
    }

    @Override
    public ModelState state() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("average", average.name());
        TreeMap<String, NumericArray> arrays = new TreeMap<>();
        ForestArrays.write(forest, arrays);
        return new ModelState(preparation, facts, arrays);
    }
}
