package org.theriac.biostatistics.multistate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.RoundedTies;
import org.theriac.biostatistics.survival.SubjectIntervals;
import org.theriac.core.UserError;

/**
 * Rows (start, stop] during which a subject is in one state, and the state that it enters at stop, if any. A history without gaps: each row starts where the
 * subject's last one stopped, in the state entered there. Times that differ only by rounding are made equal. Immutable.
 *
 * @param states their names
 * @param subject codes 0 …, one for each of n rows
 * @param start n times
 * @param stop n times
 * @param from the state of each row, 0 …
 * @param to the state entered at its stop, {@link #NONE} for none (censored, or only the end of a row)
 * @param weight n case weights ≥ 0
 */
public record StateHistories(
        List<String> states, int[] subject, double[] start, double[] stop, int[] from, int[] to, double[] weight) {
    /** In place of a state entered. */
    public static final int NONE = -1;

    /** @throws UserError if rows are empty, overlap, leave a gap, or do not begin in the state in which the row before them ended */
    public StateHistories {
        states = List.copyOf(states);
        int n = subject.length;
        if (from.length != n || to.length != n || weight.length != n) {
            throw new IllegalArgumentException("each of the " + n + " rows needs states and a weight");
        }
        int[] distinct = Arrays.stream(subject).sorted().distinct().toArray();
        subject = Arrays.stream(subject)
                .map(s -> Arrays.binarySearch(distinct, s))
                .toArray();
        double[][] merged = RoundedTies.merged(stop, start);
        stop = merged[0];
        start = merged[1];
        from = from.clone();
        to = to.clone();
        weight = weight.clone();
        for (int i = 0; i < n; i++) {
            if (from[i] < 0 || from[i] >= states.size() || to[i] < NONE || to[i] >= states.size()) {
                throw new IllegalArgumentException("states " + from[i] + " and " + to[i] + " of " + states.size());
            }
            if (!(weight[i] >= 0) || Double.isInfinite(weight[i])) {
                throw new UserError("A row weight is negative, missing or infinite: weights must be numbers ≥ 0.");
            }
        }
        SubjectIntervals intervals = new SubjectIntervals(subject, start, stop);
        intervals.requireNoGap();
        int[] order = intervals.order();
        for (int k = 1; k < n; k++) {
            int row = order[k];
            int before = order[k - 1];
            int expected = to[before] == NONE ? from[before] : to[before];
            if (intervals.follows(k) && from[row] != expected) {
                throw new UserError("Row " + (row + 1) + " begins in state '" + states.get(from[row])
                        + "', but the subject's row before it, " + (before + 1) + ", ended in '" + states.get(expected)
                        + "'. Correct the states, or supply the transition that is missing.");
            }
        }
    }

    /** Rows of weight 1. */
    public static StateHistories of(
            List<String> states, int[] subject, double[] start, double[] stop, int[] from, int[] to) {
        double[] ones = new double[subject.length];
        Arrays.fill(ones, 1);
        return new StateHistories(states, subject, start, stop, from, to, ones);
    }

    /**
     * Rows that tell only the state entered; each begins where the subject's last transition led.
     *
     * @param initial the state of each row's subject at its first row
     */
    public static StateHistories following(
            List<String> states, int[] subject, double[] start, double[] stop, int[] to, int[] initial) {
        SubjectIntervals intervals = new SubjectIntervals(subject, start, stop);
        int[] order = intervals.order();
        int[] from = new int[subject.length];
        for (int k = 0; k < order.length; k++) {
            int row = order[k];
            if (!intervals.follows(k)) {
                from[row] = initial[row];
            } else {
                int before = order[k - 1];
                from[row] = to[before] == NONE ? from[before] : to[before];
            }
        }
        return of(states, subject, start, stop, from, to);
    }

    /**
     * Competing risks as states: one of no event, and one for each cause, from which nobody returns.
     *
     * @param names of no event and of the causes
     */
    public static StateHistories ofCauses(CompetingTimes times, List<String> names) {
        int n = times.size();
        int[] subject = new int[n];
        double[] start = new double[n];
        int[] to = new int[n];
        for (int i = 0; i < n; i++) {
            subject[i] = i;
            start[i] = times.times().delayedEntry() ? times.times().entry(i) : 0;
            to[i] = times.cause()[i] == 0 ? NONE : times.cause()[i];
        }
        return new StateHistories(
                names,
                subject,
                start,
                times.times().times(),
                new int[n],
                to,
                times.times().weights());
    }

    /** The number of rows. */
    public int rows() {
        return subject.length;
    }

    /** The number of subjects. */
    public int subjects() {
        return Arrays.stream(subject).max().orElse(-1) + 1;
    }

    /**
     * How often each state was left for each other, not weighted, and how many subjects were last seen in it.
     *
     * @param states their names
     * @param count states × states
     * @param censored for each state the histories that end in it without a transition
     */
    public record Transitions(List<String> states, int[][] count, int[] censored) {
        @Override
        public String toString() {
            int width =
                    Math.max(10, states.stream().mapToInt(String::length).max().orElse(0)) + 2;
            StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", "from \\ to"));
            states.forEach(state -> text.append(String.format(Locale.ROOT, "%" + width + "s", state)));
            text.append(String.format(Locale.ROOT, "%" + width + "s%n", "censored"));
            for (int j = 0; j < count.length; j++) {
                text.append(String.format(Locale.ROOT, "%-" + width + "s", states.get(j)));
                for (int c : count[j]) {
                    text.append(String.format(Locale.ROOT, "%" + width + "d", c));
                }
                text.append(String.format(Locale.ROOT, "%" + width + "d%n", censored[j]));
            }
            return text.toString();
        }
    }

    /** The table of transitions. */
    public Transitions transitions() {
        int[][] count = new int[states.size()][states.size()];
        int[] censored = new int[states.size()];
        int[] last = new int[subjects()];
        Arrays.fill(last, -1);
        for (int i = 0; i < rows(); i++) {
            if (to[i] != NONE) {
                count[from[i]][to[i]]++;
            }
            int known = last[subject[i]];
            last[subject[i]] = known < 0 || stop[i] > stop[known] ? i : known;
        }
        for (int row : last) {
            if (to[row] == NONE) {
                censored[from[row]]++;
            }
        }
        return new Transitions(states, count, censored);
    }
}
