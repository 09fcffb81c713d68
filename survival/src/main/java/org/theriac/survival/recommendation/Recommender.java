package org.theriac.survival.recommendation;

import org.theriac.core.cohort.Cohort;

/** An ability: the model compares the arms of a treatment for single patients. */
public interface Recommender {
    /**
     * The risk under every arm and the arm of least risk, for each row.
     *
     * @throws org.theriac.core.UserError if the treatment column is missing or holds an arm unseen in training
     */
    Recommendation recommend(Cohort rows);
}
