package org.theriac.biostatistics.competing;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
        if (test.times().delayedEntry()) {
            return Optional.of(
                    "Not defined for rows with entry times: its weights or pairs take every row as observed from 0.");
        }
        return test.events(cause) == 0
                ? Optional.of("None of the test rows has an event of this cause.")
                : Optional.empty();
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
        return free(predicted, cause);
    }

    static CurveSet free(CumulativeIncidences predicted, int cause) {
        return CurveSet.computed(
                predicted.times(), predicted.rows(), (row, k) -> 1 - predicted.incidence(cause - 1, row, k));
    }
}
