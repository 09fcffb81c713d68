package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
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

    static CoxModel of(Preparation preparation, List<Prepared.Term> terms, CoxFit fit) {
        StepCurve baseline = fit.baseline().cumulative(0);
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
        List<Prepared.Term> terms = new ArrayList<>();
        for (JsonNode term : state.facts().path("terms")) {
            terms.add(new Prepared.Term(
                    term.path("term").asText(), term.path("reference").asText()));
        }
        return new CoxModel(
                state.preparation(),
                terms,
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
        ArrayNode list = facts.putArray("terms");
        terms.forEach(term -> list.addObject().put("term", term.term()).put("reference", term.reference()));
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
        NormalDistribution normal = NormalDistribution.of(0, 1);
        List<Coefficients.Term> rows = new ArrayList<>();
        for (int j = 0; j < coefficient.length; j++) {
            double z = coefficient[j] / standardError[j];
            rows.add(new Coefficients.Term(
                    terms.get(j).term(),
                    terms.get(j).reference(),
                    coefficient[j],
                    standardError[j],
                    Double.isNaN(z) ? Double.NaN : 2 * normal.survivalProbability(Math.abs(z))));
        }
        return rows;
    }

    @Override
    public String ratioName() {
        return "hazard ratio";
    }
}
