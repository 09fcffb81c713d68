package org.theriac.biostatistics.methods;

import java.util.List;
import org.theriac.biostatistics.survival.CauseSpecificHazards;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.CumulativeIncidences;

/**
 * Fine–Gray regressions of all causes.
 *
 * @param regressions with the cumulative subdistribution hazard of each cause as its hazard
 */
record FineGrayModel(CauseRegressions regressions) implements Model<CumulativeIncidences>, Coefficients {
    @Override
    public CumulativeIncidences predict(Cohort rows) {
        return regressions.predict(rows, FineGrayModel::incidence);
    }

    /** For how many rows the causes' own incidences add up to more than 1 by the end of follow-up. */
    int beyondOne(Cohort rows) {
        int count = 0;
        for (double[] row : regressions.preparation().apply(rows).contrasts()) {
            double sum = 0;
            for (CauseRegressions.Part part : regressions.parts()) {
                double[] hazard = part.cumulativeHazard().values();
                sum += -Math.expm1(-hazard[hazard.length - 1] * part.ratio(row));
            }
            count += sum > 1 ? 1 : 0;
        }
        return count;
    }

    /** Causes × times. The step that would lead beyond 1 is shortened in proportion, those after it are 0. */
    private static double[][] incidence(CauseSpecificHazards hazards, double[] ratio) {
        int m = hazards.time().length;
        int causeCount = ratio.length;
        double[][] incidence = new double[causeCount][m];
        double[] hazard = new double[causeCount];
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
        return regressions.state();
    }

    @Override
    public List<Coefficients.Term> coefficients() {
        return regressions.coefficients();
    }

    @Override
    public String ratioName() {
        return "subdistribution hazard ratio";
    }
}
