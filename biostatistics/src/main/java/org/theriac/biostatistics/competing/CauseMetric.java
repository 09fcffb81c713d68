package org.theriac.biostatistics.competing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.biostatistics.metrics.ObservedRows;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.CurveSet;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Judged;
import org.theriac.core.evaluation.Metric;
import org.theriac.core.evaluation.NamedMetric;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;

/** A metric of the predicted incidence of one cause; the catalogue holds it for no cause in particular, a study for each of its own. */
abstract class CauseMetric extends NamedMetric<CompetingRisks, CumulativeIncidences> {
    private final int cause;

    /** @param of the cause; its number, from 1 on, is 0 for none in particular */
    CauseMetric(String id, String title, String convention, Direction direction, Cause of) {
        super(id + of.suffix(), title + of.inWords(), convention, direction, CompetingRisks.class);
        cause = of.number();
    }

    /**
     * A cause.
     *
     * @param number from 1 on; 0: none in particular
     */
    record Cause(int number, String name) {
        static final Cause NONE = new Cause(0, "");

        String suffix() {
            return number == 0 ? "" : "_" + name.replaceAll("[^\\p{L}\\p{N}]+", "_");
        }

        String inWords() {
            return number == 0 ? "" : ", " + name;
        }
    }

    /** The same metric of a cause. */
    abstract CauseMetric of(Cause cause);

    @Override
    public List<Metric<CompetingRisks, CumulativeIncidences>> each(CompetingRisks outcome) {
        List<String> names = outcome.causeNames();
        return IntStream.rangeClosed(1, names.size())
                .<Metric<CompetingRisks, CumulativeIncidences>>mapToObj(r -> of(new Cause(r, names.get(r - 1))))
                .toList();
    }

    @Override
    public Optional<String> inapplicable(Judged<CompetingRisks, CumulativeIncidences> judged) {
        CompetingTimes test = test(judged);
        Optional<String> refused = test.times().delayedEntry() ? underDelayedEntry(judged) : Optional.empty();
        return refused.or(() -> test.events(cause) == 0
                ? Optional.of("None of the test rows has an event of this cause.")
                : Optional.empty());
    }

    /** Why the metric cannot be had where rows come under observation later than at 0; empty when it can. */
    Optional<String> underDelayedEntry(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return Optional.of(
                "Not defined for rows with entry times: its weights or pairs take every row as observed from 0.");
    }

    /** The answer of a measure whose weights can take care of entry times: {@link ObservedRows}. */
    static Optional<String> weighable(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return ObservedRows.repeatedSubjects(judged.train(), judged.test())
                .or(() -> observed(judged).withoutEvents());
    }

    static ObservedRows observed(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return ObservedRows.of(train(judged).times(), test(judged).times());
    }

    /** 1: this cause; 2: another; 0: censored. */
    int[] coded(int[] causes) {
        return coded(causes, cause);
    }

    static int[] coded(int[] causes, int cause) {
        return Arrays.stream(causes).map(c -> c == 0 ? 0 : c == cause ? 1 : 2).toArray();
    }

    /** Of the rows that are looked at those with an event of this cause. */
    boolean[] ofInterest(Judged<CompetingRisks, CumulativeIncidences> judged, ObservedRows rows) {
        boolean[] is = new boolean[rows.rows().length];
        for (int k = 0; k < is.length; k++) {
            is[k] = test(judged).cause()[rows.rows()[k]] == cause;
        }
        return is;
    }

    int cause() {
        return cause;
    }

    static CompetingTimes train(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return times(judged, judged.train());
    }

    static CompetingTimes test(Judged<CompetingRisks, CumulativeIncidences> judged) {
        return times(judged, judged.test());
    }

    private static CompetingTimes times(Judged<CompetingRisks, CumulativeIncidences> judged, Cohort rows) {
        CompetingRisks outcome = judged.task().outcome();
        return CompetingTimes.of(outcome.truth(rows), outcome.causes().size());
    }

    /** 1 − F of this metric's cause, as curves that fall. */
    CurveSet free(CumulativeIncidences predicted) {
        return CurveSet.computed(
                predicted.times(), predicted.rows(), (row, k) -> 1 - predicted.incidence(cause - 1, row, k));
    }
}
