package org.theriac.survival.recommendation;

import org.theriac.core.cohort.Cohort;
import org.theriac.core.method.AuxiliaryOutputs;
import org.theriac.core.method.Model;
import org.theriac.core.outcome.SurvivalCurves;

/**
 * The recommender of DeepSurv for any survival model with a treatment among its inputs: the model is asked once for each arm,
 * with the treatment column set to it, and the arm of least risk is advised (Katzman et al., 2018, for two arms).
 */
public final class TreatmentRecommender implements Recommender, AuxiliaryOutputs {
    private final Model<? extends SurvivalCurves> model;
    private final TreatmentArms arms;

    /**
     * @param model predicts from inputs that include the treatment column
     * @param arms as they were in training
     */
    public TreatmentRecommender(Model<? extends SurvivalCurves> model, TreatmentArms arms) {
        this.model = model;
        this.arms = arms;
    }

    @Override
    public Recommendation recommend(Cohort rows) {
        return new Recommendation(arms, risk(rows), arms.received(rows));
    }

    /** The risk under each arm and the advised arm; what the rows received is not asked, so that new patients need not have it. */
    @Override
    public Columns auxiliary(Cohort rows) {
        return new Recommendation(arms, risk(rows), arms.receivedIfKnown(rows)).columns();
    }

    private double[][] risk(Cohort rows) {
        double[][] risk = new double[rows.rows()][arms.arms().size()];
        for (int arm = 0; arm < arms.arms().size(); arm++) {
            SurvivalCurves curves = model.predict(arms.assigned(rows, arm));
            for (int row = 0; row < risk.length; row++) {
                risk[row][arm] = curves.risk(row);
            }
        }
        return risk;
    }
}
