package org.theriac.core.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.CumulativeIncidences;
import org.theriac.core.outcome.Horizons;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.Predictions;
import org.theriac.core.outcome.SurvivalCurves;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Numbers;

/**
 * What a prediction says of a row in one probability that a clinician reads: that of a class, or of the event by a horizon.
 *
 * @param name "Probability of the event by 365 days"
 * @param of the probability of each row
 */
public record Response(String name, Function<Predictions, double[]> of) {
    /**
     * The probabilities that an outcome is read by: of two classes the positive one's, of more each one's, of a time to event the one by the customary
     * time nearest to the median of the event times, of competing risks the incidence of each cause by such a time; none for an outcome that is not read
     * so.
     *
     * @param cohort all rows of the study
     */
    public static List<Response> of(Outcome<?> outcome, Cohort cohort) {
        if (outcome instanceof Category category) {
            return classes(category, cohort);
        }
        if (outcome instanceof TimeToEvent time) {
            return event(time, cohort);
        }
        if (outcome instanceof CompetingRisks risks) {
            return causes(risks, cohort);
        }
        return List.of();
    }

    private static List<Response> classes(Category category, Cohort cohort) {
        List<Response> responses = new ArrayList<>();
        for (int k = 0; k < category.classes().size(); k++) {
            if (!category.binary() || k == category.positiveClass()) {
                int which = k;
                responses.add(new Response(
                        "Probability of " + label(category, k, cohort),
                        predicted -> ((ClassProbabilities) predicted).ofClass(which)));
            }
        }
        return responses;
    }

    private static String label(Category category, int k, Cohort cohort) {
        String name = category.classes().get(k);
        return cohort.column(category.column()) instanceof NumberColumn
                ? cohort.definition(category.column()).label() + " = " + name
                : name;
    }

    private static List<Response> event(TimeToEvent outcome, Cohort cohort) {
        return horizon(outcome.truth(cohort), outcome.unit()).stream()
                .map(horizon -> new Response(
                        "Probability of the event by " + inWords(horizon, outcome.unit()),
                        predicted -> eventBy((SurvivalCurves) predicted, horizon)))
                .toList();
    }

    private static List<Response> causes(CompetingRisks outcome, Cohort cohort) {
        List<Response> responses = new ArrayList<>();
        horizon(outcome.truth(cohort).anyCause(), outcome.unit()).ifPresent(horizon -> {
            for (int cause = 0; cause < outcome.causes().size(); cause++) {
                int which = cause;
                responses.add(new Response(
                        "Incidence of " + outcome.causeNames().get(cause) + " by " + inWords(horizon, outcome.unit()),
                        predicted -> incidenceBy((CumulativeIncidences) predicted, which, horizon)));
            }
        });
        return responses;
    }

    private static String inWords(double horizon, String unit) {
        return Numbers.value(horizon) + " " + unit;
    }

    /** The customary time nearest to the median of the event times; that median itself where nobody is observed so long. */
    private static Optional<Double> horizon(TimeToEvent.Observed truth, String unit) {
        double[] events = new double[truth.events()];
        if (events.length == 0) {
            return Optional.empty();
        }
        int at = 0;
        double last = 0;
        for (int row = 0; row < truth.rows(); row++) {
            last = Math.max(last, truth.time()[row]);
            if (truth.event()[row]) {
                events[at++] = truth.time()[row];
            }
        }
        Arrays.sort(events);
        double median = events[(events.length - 1) / 2];
        double customary = Horizons.customary(median, unit);
        return Optional.of(customary < last ? customary : median);
    }

    private static double[] incidenceBy(CumulativeIncidences incidences, int cause, double horizon) {
        double[] probability = new double[incidences.rows()];
        for (int row = 0; row < probability.length; row++) {
            probability[row] = incidences.incidenceAt(cause, row, horizon);
        }
        return probability;
    }

    private static double[] eventBy(SurvivalCurves curves, double horizon) {
        double[] probability = new double[curves.rows()];
        for (int row = 0; row < probability.length; row++) {
            probability[row] = 1 - curves.survivalAt(row, horizon);
        }
        return probability;
    }
}
