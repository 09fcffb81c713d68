package org.theriac.core.outcome;

import java.util.List;
import java.util.Map;
import org.theriac.core.cohort.Cohort;

/**
 * What is to be predicted. The family is closed and each member fixes the form of its predictions; a member arrives together with the first system
 * that predicts it.
 *
 * @param <P> the predictions that this outcome calls for
 */
public sealed interface Outcome<P extends Predictions> permits Category, TimeToEvent {
    /** One line for reports: "time to death (d.time, event: death)". */
    String describe();

    /** The columns that hold the truth: never inputs. */
    List<String> columns();

    /**
     * Whether a row can be used at all: its outcome is present.
     *
     * @throws org.theriac.core.UserError if the columns are absent, of the wrong type, or hold what the outcome forbids (a negative time, a third
     *     event code): the message names the column, the number of rows and what is allowed
     */
    boolean[] observed(Cohort cohort);

    /**
     * The outcome with all that the table decides written out, such as the classes of a category. Asked once, of the study's observed rows, before they
     * are parted: what was fitted on different parts then agrees.
     *
     * @throws org.theriac.core.UserError if these rows cannot serve, such as rows of one class only
     */
    default Outcome<P> settled(Cohort cohort) {
        return this;
    }

    /** What a reader wants to know of the outcome before anything else: numbers of events, range of times. In the order of the report. */
    Map<String, Double> summary(Cohort cohort);

    /** A code for each row that a stratified split keeps balanced: the event, the class, a quantile. */
    int[] strata(Cohort cohort);

    /** What the codes of {@link #strata} stand for, in their order: headings of the first table. */
    List<String> strataNames();
}
