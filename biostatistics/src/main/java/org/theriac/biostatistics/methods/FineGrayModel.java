package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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
 * What remains of the Fine–Gray regressions of all causes when the training rows are gone.
 *
 * @param terms of the design matrix, which the causes share
 * @param parts of each cause, with the cumulative subdistribution hazard as its hazard
 */
record FineGrayModel(
        Preparation preparation, List<Prepared.Term> terms, List<String> causes, List<CauseSpecificCoxModel.Part> parts)
        implements Model<CumulativeIncidences>, Coefficients {
    FineGrayModel {
        terms = List.copyOf(terms);
        causes = List.copyOf(causes);
        parts = List.copyOf(parts);
    }

    static FineGrayModel of(List<String> causes, ModelState state) {
        List<CauseSpecificCoxModel.Part> parts = new ArrayList<>();
        for (int r = 1; r <= causes.size(); r++) {
            parts.add(CauseSpecificCoxModel.Part.read(prefix(r), state));
        }
        return new FineGrayModel(state.preparation(), RegressionTerms.read(state.facts()), causes, parts);
    }

    private static String prefix(int cause) {
        return "cause" + cause + ".";
    }

    @Override
    public CumulativeIncidences predict(Cohort rows) {
        double[][] x = preparation.apply(rows).contrasts();
        CauseSpecificHazards hazards = hazards();
        double[][][] incidence = new double[parts.size()][x.length][];
        for (int row = 0; row < x.length; row++) {
            double[][] ofRow = incidence(hazards, x[row]);
            for (int r = 0; r < ofRow.length; r++) {
                incidence[r][row] = ofRow[r];
            }
        }
        return new CumulativeIncidences(causes, hazards.time(), incidence);
    }

    /** For how many rows the causes' own incidences add up to more than 1 by the end of follow-up. */
    int beyondOne(double[][] x) {
        int count = 0;
        for (double[] row : x) {
            double sum = 0;
            for (CauseSpecificCoxModel.Part part : parts) {
                double[] hazard = part.cumulativeHazard().values();
                sum += -Math.expm1(-hazard[hazard.length - 1] * part.ratio(row));
            }
            count += sum > 1 ? 1 : 0;
        }
        return count;
    }

    private CauseSpecificHazards hazards() {
        return CauseSpecificHazards.of(
                parts.stream().map(CauseSpecificCoxModel.Part::cumulativeHazard).toArray(StepCurve[]::new));
    }

    /** Causes × times. The step that would lead beyond 1 is shortened in proportion, those after it are 0. */
    private double[][] incidence(CauseSpecificHazards hazards, double[] x) {
        int m = hazards.time().length;
        int causeCount = parts.size();
        double[][] incidence = new double[causeCount][m];
        double[] hazard = new double[causeCount];
        double[] ratio = parts.stream().mapToDouble(part -> part.ratio(x)).toArray();
        double[] own = new double[causeCount];
        double[] step = new double[causeCount];
        double left = 1;
        for (int k = 0; k < m; k++) {
            double sum = 0;
            for (int r = 0; r < causeCount; r++) {
                hazard[r] += hazards.increment()[r][k];
                double now = hazard[r] == 0 ? 0 : -Math.expm1(-hazard[r] * ratio[r]);
                step[r] = now - own[r];
                own[r] = now;
                sum += step[r];
            }
            double share = sum > left ? left / sum : 1;
            for (int r = 0; r < causeCount; r++) {
                incidence[r][k] = (k == 0 ? 0 : incidence[r][k - 1]) + share * step[r];
            }
            left = Math.max(0, left - share * sum);
        }
        return incidence;
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
        return "subdistribution hazard ratio";
    }
}
