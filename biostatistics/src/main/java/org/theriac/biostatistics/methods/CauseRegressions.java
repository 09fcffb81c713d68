package org.theriac.biostatistics.methods;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.theriac.biostatistics.cox.CoxFit;
import org.theriac.biostatistics.survival.CauseSpecificHazards;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.StepCurve;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.ModelState;
import org.theriac.core.method.NumericArray;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.preparation.Preparation;
import org.theriac.core.preparation.Prepared;

/**
 * A regression of each cause on the same design matrix, as it remains when the training rows are gone.
 *
 * @param terms of the design matrix
 * @param parts of each cause
 */
record CauseRegressions(Preparation preparation, List<Prepared.Term> terms, List<String> causes, List<Part> parts) {
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

    /** Regresses one of the causes, counted from 1. */
    @FunctionalInterface
    interface Regression {
        Part of(CompetingTimes times, int cause, List<String> names, double[][] x);
    }

    CauseRegressions {
        terms = List.copyOf(terms);
        causes = List.copyOf(causes);
        parts = List.copyOf(parts);
    }

    /** @throws UserError if a cause has no event */
    static CauseRegressions fit(CompetingRisks outcome, Preparation preparation, Cohort train, Regression regression) {
        Prepared prepared = preparation.apply(train);
        List<Prepared.Term> terms = prepared.terms();
        List<String> names = terms.stream().map(Prepared.Term::term).toList();
        List<String> causes = outcome.causeNames();
        CompetingTimes times = CompetingTimes.of(outcome.truth(train), causes.size());
        List<Part> parts = new ArrayList<>();
        for (int r = 1; r <= causes.size(); r++) {
            if (times.events(r) == 0) {
                throw new UserError(
                        "none of the " + times.size() + " training rows has an event of cause " + causes.get(r - 1)
                                + ", so that it cannot be regressed; use fewer folds, or join rare causes.");
            }
            parts.add(regression.of(times, r, names, prepared.contrasts()));
        }
        return new CauseRegressions(preparation, terms, causes, parts);
    }

    static CauseRegressions of(List<String> causes, ModelState state) {
        List<Part> parts = new ArrayList<>();
        for (int r = 1; r <= causes.size(); r++) {
            parts.add(Part.read(prefix(r), state));
        }
        return new CauseRegressions(state.preparation(), RegressionTerms.read(state.facts()), causes, parts);
    }

    private static String prefix(int cause) {
        return "cause" + cause + ".";
    }

    /** The cumulative hazards of all causes at the means. */
    CauseSpecificHazards hazards() {
        return CauseSpecificHazards.of(
                parts.stream().map(Part::cumulativeHazard).toArray(StepCurve[]::new));
    }

    /** By how much a row multiplies the hazard of each cause. */
    double[] ratios(double[] x) {
        return parts.stream().mapToDouble(part -> part.ratio(x)).toArray();
    }

    /** @param incidence causes × times, from the hazards at the means and a row's ratios */
    CumulativeIncidences predict(Cohort rows, BiFunction<CauseSpecificHazards, double[], double[][]> incidence) {
        double[][] x = preparation.apply(rows).contrasts();
        CauseSpecificHazards hazards = hazards();
        double[][][] predicted = new double[parts.size()][x.length][];
        for (int row = 0; row < x.length; row++) {
            double[][] ofRow = incidence.apply(hazards, ratios(x[row]));
            for (int r = 0; r < ofRow.length; r++) {
                predicted[r][row] = ofRow[r];
            }
        }
        return new CumulativeIncidences(causes, hazards.time(), predicted);
    }

    ModelState state() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        RegressionTerms.write(terms, facts);
        TreeMap<String, NumericArray> arrays = new TreeMap<>();
        for (int r = 1; r <= parts.size(); r++) {
            parts.get(r - 1).write(prefix(r), arrays);
        }
        return new ModelState(preparation, facts, arrays);
    }

    /** Those of all causes, one after the other; each term says its cause first. */
    List<Coefficients.Term> coefficients() {
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
}
