package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.theriac.biostatistics.aft.AftFit;
import org.theriac.biostatistics.aft.Lifetime;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.ComputedCurves;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;

/**
 * What remains of an accelerated failure time regression when the training rows are gone.
 *
 * @param terms of the design matrix, p
 * @param coefficient the intercept and p more; NaN where the column was redundant
 * @param standardError as the coefficients
 * @param scale σ
 * @param times at which curves are written out
 */
record AftModel(
        Preparation preparation,
        List<Prepared.Term> terms,
        Lifetime lifetime,
        double[] coefficient,
        double[] standardError,
        double scale,
        double[] times)
        implements Model<SurvivalCurves>, Coefficients {
    private static final String LIFETIME = "lifetime";

    static AftModel of(Preparation preparation, List<Prepared.Term> terms, AftFit fit, double[] times) {
        return new AftModel(
                preparation,
                List.copyOf(terms),
                fit.lifetime(),
                fit.coefficients(),
                fit.standardErrors(),
                fit.scales()[0],
                times);
    }

    static AftModel of(ModelState state) {
        return new AftModel(
                state.preparation(),
                RegressionTerms.read(state.facts()),
                Lifetime.valueOf(state.facts().path(LIFETIME).asText().toUpperCase(Locale.ROOT)),
                state.array("coefficients").doubles(),
                state.array("standard_errors").doubles(),
                state.array("scale").doubles()[0],
                state.array("times").doubles());
    }

    /** The risk is −(β₀ + xβ): the later the events, the smaller. Points of many curves are computed when they are asked for. */
    @Override
    public SurvivalCurves predict(Cohort rows) {
        double[][] x = preparation.apply(rows).contrasts();
        double[] risk = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double location = coefficient[0];
            for (int j = 1; j < coefficient.length; j++) {
                location += Double.isNaN(coefficient[j]) ? 0 : coefficient[j] * x[i][j - 1];
            }
            risk[i] = -location;
        }
        return ComputedCurves.keptIfFew(times, risk, (row, k) -> lifetime.survival(-risk[row], scale, times[k]));
    }

    @Override
    public ModelState state() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        RegressionTerms.write(terms, facts);
        facts.put(LIFETIME, lifetime.name().toLowerCase(Locale.ROOT));
        TreeMap<String, NumericArray> arrays = new TreeMap<>();
        arrays.put("coefficients", NumericArray.of(coefficient));
        arrays.put("standard_errors", NumericArray.of(standardError));
        arrays.put("scale", NumericArray.of(scale));
        arrays.put("times", NumericArray.of(times));
        return new ModelState(preparation, facts, arrays);
    }

    @Override
    public List<Coefficients.Term> coefficients() {
        return IntStream.range(0, terms.size())
                .mapToObj(j -> RegressionTerms.tested(terms.get(j), coefficient[j + 1], standardError[j + 1]))
                .toList();
    }

    @Override
    public String ratioName() {
        return "time ratio";
    }
}
