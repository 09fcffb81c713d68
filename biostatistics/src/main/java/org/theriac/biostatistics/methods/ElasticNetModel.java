package org.theriac.biostatistics.methods;

import java.util.List;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.SurvivalCurves;

/** A Cox model whose coefficients were penalised: they have no standard errors, and those that are 0 are not listed. */
record ElasticNetModel(CoxModel cox) implements Model<SurvivalCurves>, Coefficients {
    @Override
    public SurvivalCurves predict(Cohort rows) {
        return cox.predict(rows);
    }

    @Override
    public ModelState state() {
        return cox.state();
    }

    @Override
    public List<Term> coefficients() {
        return cox.coefficients().stream().filter(term -> term.estimate() != 0).toList();
    }

    @Override
    public String ratioName() {
        return cox.ratioName();
    }
}
