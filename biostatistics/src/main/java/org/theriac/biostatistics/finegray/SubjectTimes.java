package org.theriac.biostatistics.finegray;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.SubjectIntervals;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;

/**
 * Subjects whose histories stand in rows (start, stop]: each enters with its first row and ends, censored or by an event, with its last. Censoring and entry
 * are those of subjects; where one row ends and the next begins nothing happens.
 *
 * @param times one for each subject
 * @param group of each subject, for its censoring curve; empty: all alike
 * @param row the last row of each subject
 */
public record SubjectTimes(CompetingTimes times, int[] group, int[] row) {
    /**
     * Joins rows.
     *
     * @param rows any number for each subject
     * @param subject any integers, one for each row
     * @param group any integers, one for each row, or none
     * @throws UserError if a subject's rows overlap or leave a gap, if it has an event before its last row, or if it changes its group or weight
     */
    public static SubjectTimes of(CompetingTimes rows, int[] subject, int[] group) {
        int n = rows.size();
        if (subject.length != n) {
            throw new IllegalArgumentException(subject.length + " subjects for " + n + " rows");
        }
        SurvivalTimes times = rows.times();
        if (Arrays.stream(subject).distinct().count() == n) {
            return new SubjectTimes(rows, group, IntStream.range(0, n).toArray());
        }
        if (!times.delayedEntry()) {
            throw new UserError(
                    "A subject has several rows, but rows have no entry time, so that they overlap. Name the column with the start of each row as the outcome's entry:.");
        }
        double[] entries = IntStream.range(0, n).mapToDouble(times::entry).toArray();
        SubjectIntervals intervals = new SubjectIntervals(subject, entries, times.times());
        intervals.requireNoGap();
        int[] order = intervals.order();
        int[] last = new int[n];
        double[] entry = new double[n];
        int subjects = 0;
        for (int k = 0; k < n; k++) {
            int row = order[k];
            if (!intervals.follows(k)) {
                entry[subjects++] = times.entry(row);
            } else {
                requireSame(rows, group, order[k - 1], row);
            }
            last[subjects - 1] = row;
        }
        int[] ends = Arrays.copyOf(last, subjects);
        CompetingTimes ended = rows.take(ends);
        boolean[] event = new boolean[subjects];
        for (int i = 0; i < subjects; i++) {
            event[i] = ended.times().event(i);
        }
        SurvivalTimes whole = SurvivalTimes.ofIntervals(
                Arrays.copyOf(entry, subjects), ended.times().times(), event);
        return new SubjectTimes(
                new CompetingTimes(
                        times.weighted() ? whole.withWeights(ended.times().weights()) : whole,
                        ended.cause(),
                        rows.causes()),
                group.length == 0
                        ? group
                        : IntStream.of(ends).map(i -> group[i]).toArray(),
                ends);
    }

    private static void requireSame(CompetingTimes rows, int[] group, int before, int row) {
        String named = "Rows " + (before + 1) + " and " + (row + 1) + " are of one subject, ";
        if (rows.cause()[before] != 0) {
            throw new UserError(
                    named
                            + "but the first of them ends with an event, after which a subject can have no other. Leave later rows out.");
        }
        if (rows.times().weight(before) != rows.times().weight(row)) {
            throw new UserError(named + "but their weights differ: a subject needs one weight.");
        }
        if (group.length > 0 && group[before] != group[row]) {
            throw new UserError(named + "but of different groups of censoring: a subject needs to stay in one.");
        }
    }
}
