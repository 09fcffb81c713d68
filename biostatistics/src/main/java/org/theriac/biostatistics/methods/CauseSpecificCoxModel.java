package org.theriac.biostatistics.methods;

import java.util.List;
import org.theriac.biostatistics.survival.CauseSpecificHazards;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.Coefficients;
import org.theriac.core.method.Model;
import org.theriac.core.method.ModelState;
import org.theriac.core.outcome.CumulativeIncidences;

/** Cox regressions of all causes, together as cumulative incidences. */
record CauseSpecificCoxModel(CauseRegressions regressions) implements Model<CumulativeIncidences>, Coefficients {
    @Override
    public CumulativeIncidences predict(Cohort rows) {
        return regressions.predict(rows, CauseSpecificHazards::incidence);
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
        return "hazard ratio";
    }
}
