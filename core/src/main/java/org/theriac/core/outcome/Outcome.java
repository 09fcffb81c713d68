package org.theriac.core.outcome;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.theriac.core.cohort.Cohort;

/**
 * What is to be predicted. The family is closed and each member fixes the form of its predictions; a member arrives together with the first system
 * that predicts it.
 *
 * @param <P> the predictions that this outcome calls for
 */
public sealed interface Outcome<P extends Predictions> permits Category, CompetingRisks, TimeToEvent {
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

    /** What the reader of a report should know of these rows, such as gaps in their observation; asked once, of the study's observed rows. */
    default List<Remark> remarks(Cohort cohort) {
        return List.of();
    }

    /** What a reader wants to know of the outcome before anything else: numbers of events, range of times. In the order of the report. */
    Map<String, Double> summary(Cohort cohort);

    /** A code for each row that a stratified split keeps balanced: the event, the class, a quantile. */
    int[] strata(Cohort cohort);

    /** What the codes of {@link #strata} stand for, in their order: headings of the first table. */
    List<String> strataNames();

    /**
     * Rows that share what no input may give away.
     *
     * @param statement what is true of them, as a sentence goes on after "all of them": "have the event"
     * @param rows one for each row of the cohort
     */
    record Fate(String statement, boolean[] rows) {}

    /** The fates that an input which determines the outcome would determine: those of each stratum, unless the outcome knows better. */
    default List<Fate> fates(Cohort cohort) {
        int[] strata = strata(cohort);
        return IntStream.range(0, strataNames().size())
                .mapToObj(code -> {
                    boolean[] rows = new boolean[strata.length];
                    for (int row = 0; row < rows.length; row++) {
                        rows[row] = strata[row] == code;
                    }
                    return new Fate("are of group '" + strataNames().get(code) + "'", rows);
                })
                .toList();
    }
}
