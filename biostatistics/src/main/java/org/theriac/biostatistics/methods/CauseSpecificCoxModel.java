package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.survival.CauseSpecificHazards;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;

/**
 * What remains of the Cox regressions of all causes when the training rows are gone.
 *
 * @param terms of the design matrix, which the causes share
 * @param parts of each cause
 */
record CauseSpecificCoxModel(Preparation preparation, List<Prepared.Term> terms, List<String> causes, List<Part> parts)
        implements Model<CumulativeIncidences>, Coefficients {
    /**
     * The regression of one cause.
     *
     * @param coefficient p; NaN where the column was redundant
     * @param standardError p; NaN where the column was redundant
     * @param mean at which the linear predictor is 0, p
     * @param cumulativeHazard baseline at the means
     */
    record Part(double[] coefficient, double[] standardError, double[] mean, StepCurve cumulativeHazard) {
        static Part of(CoxFit fit) {
            return new Part(
                    fit.coefficients(),
                    fit.standardErrors(),
                    fit.means(),
                    fit.baseline().cumulative(0));
        }

        double ratio(double[] x) {
            double eta = 0;
            for (int j = 0; j < coefficient.length; j++) {
                eta += Double.isNaN(coefficient[j]) ? 0 : coefficient[j] * (x[j] - mean[j]);
            }
            return Math.exp(eta);
        }

        void write(String prefix, TreeMap<String, NumericArray> arrays) {
            arrays.put(prefix + "coefficients", NumericArray.of(coefficient));
            arrays.put(prefix + "standard_errors", NumericArray.of(standardError));
            arrays.put(prefix + "means", NumericArray.of(mean));
            arrays.put(prefix + "times", NumericArray.of(cumulativeHazard.times()));
            arrays.put(prefix + "cumulative_hazard", NumericArray.of(cumulativeHazard.values()));
        }

        static Part read(String prefix, ModelState state) {
            return new Part(
                    state.array(prefix + "coefficients").doubles(),
                    state.array(prefix + "standard_errors").doubles(),
                    state.array(prefix + "means").doubles(),
                    new StepCurve(
                            0,
                            state.array(prefix + "times").doubles(),
                            state.array(prefix + "cumulative_hazard").doubles()));
        }
    }

    CauseSpecificCoxModel {
        terms = List.copyOf(terms);
        causes = List.copyOf(causes);
        parts = List.copyOf(parts);
    }

    static CauseSpecificCoxModel of(List<String> causes, ModelState state) {
        List<Part> parts = new ArrayList<>();
        for (int r = 1; r <= causes.size(); r++) {
            parts.add(Part.read(prefix(r), state));
        }
        return new CauseSpecificCoxModel(state.preparation(), RegressionTerms.read(state.facts()), causes, parts);
    }

    private static String prefix(int cause) {
        return "cause" + cause + ".";
    }

    @Override
    public CumulativeIncidences predict(Cohort rows) {
        double[][] x = preparation.apply(rows).contrasts();
        CauseSpecificHazards hazards = CauseSpecificHazards.of(
                parts.stream().map(Part::cumulativeHazard).toArray(StepCurve[]::new));
        double[][][] incidence = new double[parts.size()][x.length][];
        for (int row = 0; row < x.length; row++) {
            double[] own = x[row];
            double[][] ofRow = hazards.incidence(
                    parts.stream().mapToDouble(part -> part.ratio(own)).toArray());
            for (int r = 0; r < ofRow.length; r++) {
                incidence[r][row] = ofRow[r];
            }
        }
        return new CumulativeIncidences(causes, hazards.time(), incidence);
    }

    @Override
    public ModelState state() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        RegressionTerms.write(terms, facts);
        TreeMap<String, NumericArray> arrays = new TreeMap<>();
        for (int r = 1; r <= parts.size(); r++) {
            parts.get(r - 1).write(prefix(r), arrays);
        }
        return new ModelState(preparation, facts, arrays);
    }

    /** Those of all causes, one after the other; each term says its cause first. */
    @Override
    public List<Coefficients.Term> coefficients() {
        List<Coefficients.Term> all = new ArrayList<>();
        for (int r = 0; r < parts.size(); r++) {
            for (int j = 0; j < terms.size(); j++) {
                Prepared.Term named = new Prepared.Term(
                        causes.get(r) + ": " + terms.get(j).term(), terms.get(j).reference());
                all.add(RegressionTerms.tested(
                        named, parts.get(r).coefficient()[j], parts.get(r).standardError()[j]));
            }
        }
        return all;
    }

    @Override
    public String ratioName() {
        return "hazard ratio";
    }
}
