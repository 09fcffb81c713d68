package org.theriac.biostatistics.survival;

import java.util.Arrays;
import org.theriac.core.outcome.CompetingRisks;

/**
 * Right-censored times of n rows to the first of several events that exclude each other, optionally with delayed entry. Immutable.
 *
 * @param times with any cause as the event
 * @param cause of each row, from 1 on; 0: censored
 * @param causes how many there are
 */
public record CompetingTimes(SurvivalTimes times, int[] cause, int causes) {
    /** @throws IllegalArgumentException if lengths differ or a cause is not among them */
    public CompetingTimes {
        cause = cause.clone();
        if (cause.length != times.size()) {
            throw new IllegalArgumentException(cause.length + " causes for " + times.size() + " times");
        }
        for (int i = 0; i < cause.length; i++) {
            if (cause[i] < 0 || cause[i] > causes || cause[i] > 0 != times.event(i)) {
                throw new IllegalArgumentException("cause " + cause[i] + " of " + causes + " for a row "
                        + (times.event(i) ? "with" : "without") + " an event");
            }
        }
    }

    /**
     * The rows of a study's outcome.
     *
     * @param causes how many the outcome has
     */
    public static CompetingTimes of(CompetingRisks.Observed truth, int causes) {
        return new CompetingTimes(SurvivalTimes.of(truth.anyCause()), truth.cause(), causes);
    }

    /** The number of rows. */
    public int size() {
        return cause.length;
    }

    /** The number of rows that ended by a cause, from 1 on; not weighted. */
    public int events(int ofCause) {
        return (int) Arrays.stream(cause).filter(c -> c == ofCause).count();
    }

    /** The same rows with one cause as the event and the others as censorings, as a cause-specific hazard needs them. */
    public SurvivalTimes causeSpecific(int ofCause) {
        return times.withEvents(isCause(ofCause));
    }

    /** Which rows ended by a cause. */
    public boolean[] isCause(int ofCause) {
        boolean[] is = new boolean[cause.length];
        for (int i = 0; i < is.length; i++) {
            is[i] = cause[i] == ofCause;
        }
        return is;
    }

    /** The given rows, in the given order, repetitions allowed. */
    public CompetingTimes take(int[] rows) {
        return new CompetingTimes(
                times.take(rows), Arrays.stream(rows).map(i -> cause[i]).toArray(), causes);
    }
}
