package org.theriac.biostatistics.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.theriac.biostatistics.algebra.GeneralisedCholesky;
import org.theriac.biostatistics.cox.CoxFit;

/**
 * Marginal regressions of the times to the first, second … event, fitted together.
 *
 * @param fit with the columns of the first event first, then those of the second …
 * @param names of the covariates
 * @param events how many events have coefficients
 */
public record WeiLinWeissfeld(CoxFit fit, List<String> names, int events) {
    /** The copy of names is immutable. */
    public WeiLinWeissfeld {
        names = List.copyOf(names);
    }

    /** The coefficients of one event, from 1 on. */
    public List<CoxFit.Coefficient> of(int event) {
        int p = names.size();
        return fit.table().subList((event - 1) * p, event * p);
    }

    /**
     * For each covariate the average of its coefficients over the events that has the least robust variance, c'β with c = V⁻¹1/(1'V⁻¹1) (their section 3).
     */
    public List<CoxFit.Coefficient> average() {
        double[] beta = fit.coefficients();
        double[][] robust = fit.variance();
        double[][] model = fit.modelVariance();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double quantile = normal.inverseCumulativeProbability(0.975);
        List<CoxFit.Coefficient> rows = new ArrayList<>();
        int p = names.size();
        for (int j = 0; j < p; j++) {
            double[][] v = new double[events][events];
            double[] ones = new double[events];
            for (int a = 0; a < events; a++) {
                ones[a] = 1;
                for (int b = 0; b < events; b++) {
                    v[a][b] = robust[a * p + j][b * p + j];
                }
            }
            double[] c = GeneralisedCholesky.of(v).solve(ones);
            double total = 0;
            for (double w : c) {
                total += w;
            }
            double estimate = 0;
            double modelVariance = 0;
            for (int a = 0; a < events; a++) {
                estimate += c[a] / total * beta[a * p + j];
                for (int b = 0; b < events; b++) {
                    modelVariance += c[a] * c[b] / (total * total) * model[a * p + j][b * p + j];
                }
            }
            double se = Math.sqrt(1 / total);
            double z = estimate / se;
            rows.add(new CoxFit.Coefficient(
                    names.get(j),
                    estimate,
                    Math.sqrt(modelVariance),
                    se,
                    z,
                    2 * normal.survivalProbability(Math.abs(z)),
                    estimate - quantile * se,
                    estimate + quantile * se));
        }
        return rows;
    }
}
