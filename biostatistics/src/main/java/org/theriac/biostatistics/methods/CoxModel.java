package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.ProportionalHazards;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;

/**
 * What remains of a Cox regression when the training rows are gone.
 *
 * @param terms of the design matrix, p
 * @param coefficient p; NaN where the column was redundant
 * @param standardError p; NaN where the column was redundant
 * @param mean at which the linear predictor is 0, p
 * @param times event times
 * @param cumulativeHazard baseline at the means
 */
record CoxModel(
        Preparation preparation,
        List<Prepared.Term> terms,
        double[] coefficient,
        double[] standardError,
        double[] mean,
        double[] times,
        double[] cumulativeHazard)
        implements Model<SurvivalCurves>, Coefficients {

    /** @param baseline cumulative hazard at the means */
    static CoxModel of(Preparation preparation, List<Prepared.Term> terms, CoxFit fit, StepCurve baseline) {
        return new CoxModel(
                preparation,
                List.copyOf(terms),
                fit.coefficients(),
                fit.standardErrors(),
                fit.means(),
                baseline.times(),
                baseline.values());
    }

    static CoxModel of(ModelState state) {
        return new CoxModel(
                state.preparation(),
                RegressionTerms.read(state.facts()),
                state.array("coefficients").doubles(),
                state.array("standard_errors").doubles(),
                state.array("means").doubles(),
                state.array("times").doubles(),
                state.array("cumulative_hazard").doubles());
    }

    @Override
    public SurvivalCurves predict(Cohort rows) {
        double[][] x = preparation.apply(rows).contrasts();
        double[] eta = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < coefficient.length; j++) {
                eta[i] += Double.isNaN(coefficient[j]) ? 0 : coefficient[j] * (x[i][j] - mean[j]);
            }
        }
        return new ProportionalHazards(times, cumulativeHazard, eta);
    }

    @Override
    public ModelState state() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        RegressionTerms.write(terms, facts);
        TreeMap<String, NumericArray> arrays = new TreeMap<>();
        arrays.put("coefficients", NumericArray.of(coefficient));
        arrays.put("standard_errors", NumericArray.of(standardError));
        arrays.put("means", NumericArray.of(mean));
        arrays.put("times", NumericArray.of(times));
        arrays.put("cumulative_hazard", NumericArray.of(cumulativeHazard));
        return new ModelState(preparation, facts, arrays);
    }

    @Override
    public List<Coefficients.Term> coefficients() {
        return IntStream.range(0, coefficient.length)
                .mapToObj(j -> RegressionTerms.tested(terms.get(j), coefficient[j], standardError[j]))
                .toList();
    }

    @Override
    public String ratioName() {
        return "hazard ratio";
    }
}
