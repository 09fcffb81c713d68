package org.theriac.biostatistics.trial.ewoc;

import java.util.List;
import java.util.Optional;
import org.theriac.biostatistics.trial.design.Drug;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Computation;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Escalation;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.GammaPrior;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Priors;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Randomisation;
import org.theriac.biostatistics.trial.design.EwocTwoDrugs.Stopping;
import org.theriac.core.run.Run;

/** The design of the published case study: cabazitaxel 10 to 25 and cisplatin 50 to 100 mg/m2. */
final class CaseStudy {
    static final Drug CABAZITAXEL = new Drug("cabazitaxel", "mg/m2", 10, 25, Optional.empty());
    static final Drug CISPLATIN = new Drug("cisplatin", "mg/m2", 50, 100, Optional.empty());

    private CaseStudy() {}

    static EwocTwoDrugs design() {
        return design(CABAZITAXEL, CISPLATIN, Escalation.DEFAULTS, Randomisation.DEFAULTS, false);
    }

    static EwocTwoDrugs lagged() {
        return design(CABAZITAXEL, CISPLATIN, Escalation.DEFAULTS, Randomisation.DEFAULTS, true);
    }

    static EwocTwoDrugs design(Drug x, Drug y, Escalation escalation, Randomisation randomisation, boolean lag) {
        return new EwocTwoDrugs(
                x,
                y,
                1 / 3.0,
                0.15,
                0.8,
                escalation,
                randomisation,
                Stopping.DEFAULTS,
                Priors.DEFAULTS,
                Computation.DEFAULTS,
                lag);
    }

    static ToxicityDraws draws(int count) {
        return new ToxicityDraws(GammaPrior.DEFAULTS, count, Run.inMemory(1).random("prior", 0));
    }

    /** The posterior after patients {x, y, dlt}. */
    static ToxicityPosterior after(ToxicityDraws draws, double[]... patients) {
        ToxicityPosterior posterior = new ToxicityPosterior(draws, 1 / 3.0);
        for (double[] patient : patients) {
            posterior.observe(patient[0], patient[1], patient[2] == 1);
        }
        return posterior;
    }

    static List<Combination> pair(double x1, double y1, double x2, double y2) {
        return List.of(new Combination(x1, y1), new Combination(x2, y2));
    }
}
