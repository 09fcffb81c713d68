package org.theriac.core.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * Right-censored time to one event.
 *
 * @param time column with the time from the index time to the event or to the end of observation; not negative
 * @param event column that tells whether the event was seen: 1/0, true/false or yes/no, unless {@code eventIs} names the value that means "seen"
 * @param eventIs the value of the event column that means that the event was seen, when it is not 1, true or yes (R's lung: 2)
 * @param unit unit of the time, for axes and tables
 */
public record TimeToEvent(
        @Required @Meaning("Column with the time to the event or to the end of observation.")
        String time,

        @Required @Meaning("Column that tells whether the event was seen (1/0, true/false, yes/no).")
        String event,

        @Meaning("The value of the event column that means 'seen', when it is not 1, true or yes.")
        Optional<String> eventIs,

        @Meaning("Unit of the time, for axes and tables.") String unit)
        implements Outcome<SurvivalCurves> {

    /** The settings from which a study file's {@code time_to_event} starts. */
    public static final TimeToEvent DEFAULTS = new TimeToEvent("", "", Optional.empty(), "days");

    private static final List<String> QUARTILES = List.of("lower quartile of the", "median", "upper quartile of the");

    /**
     * Observed times and events of a cohort's rows.
     *
     * @param time length n
     * @param event length n; false: censored
     */
    public record Observed(double[] time, boolean[] event) {
        public int rows() {
            return time.length;
        }

        public int events() {
            int count = 0;
            for (boolean seen : event) {
                count += seen ? 1 : 0;
            }
            return count;
        }
    }

    @Override
    public String describe() {
        return "time to event (time " + time + " in " + unit + ", event " + event
                + eventIs.map(v -> " = " + v).orElse("") + ")";
    }

    @Override
    public List<String> columns() {
        return List.of(time, event);
    }

    @Override
    public boolean[] observed(Cohort cohort) {
        NumberColumn times = times(cohort);
        Column<?> events = present(cohort, event, "event");
        boolean[] observed = new boolean[cohort.rows()];
        int negative = 0;
        for (int row = 0; row < observed.length; row++) {
            observed[row] = !times.missing(row) && !events.missing(row);
            if (observed[row] && !(times.value(row) >= 0 && times.value(row) < Double.POSITIVE_INFINITY)) {
                negative++;
            }
        }
        if (negative > 0) {
            throw new UserError("column '" + time + "' (time) is negative or infinite in " + negative + " of "
                    + cohort.rows() + " rows; a time to event is a finite number of " + unit
                    + ", 0 or more. Correct or remove these rows.");
        }
        seen(events, observed);
        return observed;
    }

    @Override
    public int[] strata(Cohort cohort) {
        Observed truth = truth(cohort);
        int[] strata = new int[cohort.rows()];
        for (int row = 0; row < strata.length; row++) {
            strata[row] = truth.event[row] ? 1 : 0;
        }
        return strata;
    }

    @Override
    public List<String> strataNames() {
        return List.of("censored", "event");
    }

    /** Only the event: those without it may have it later. */
    @Override
    public List<Fate> fates(Cohort cohort) {
        return List.of(new Fate("have the event", truth(cohort).event));
    }

    @Override
    public Map<String, Double> summary(Cohort cohort) {
        Observed truth = truth(cohort);
        double[] sorted = truth.time.clone();
        Arrays.sort(sorted);
        Map<String, Double> summary = new LinkedHashMap<>();
        summary.put("events", (double) truth.events());
        summary.put("censored", (double) (truth.rows() - truth.events()));
        // quartiles, not extremes: the longest follow-up is one patient's
        for (int quarter = 1; quarter <= 3; quarter++) {
            summary.put(QUARTILES.get(quarter - 1) + " observed time (" + unit + ")", quartile(sorted, quarter));
        }
        return summary;
    }

    private static double quartile(double[] sorted, int quarter) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(quarter * (sorted.length - 1) / 4.0)];
    }

    /** Times and events of rows that were all {@linkplain #observed observed}. */
    public Observed truth(Cohort cohort) {
        boolean[] all = new boolean[cohort.rows()];
        Arrays.fill(all, true);
        return new Observed(times(cohort).values(), seen(present(cohort, event, "event"), all));
    }

    private NumberColumn times(Cohort cohort) {
        Column<?> column = present(cohort, time, "time");
        if (column instanceof NumberColumn numbers) {
            return numbers;
        }
        throw new UserError(
                "column '" + time + "' (time) does not hold numbers; a time to event is a number of " + unit + ".");
    }

    private static Column<?> present(Cohort cohort, String name, String role) {
        if (!cohort.has(name)) {
            throw new UserError("the table has no column '" + name + "' (" + role + "); its columns are: "
                    + String.join(", ", cohort.names()) + ".");
        }
        return cohort.column(name);
    }

    private boolean[] seen(Column<?> column, boolean[] observed) {
        boolean[] seen = new boolean[observed.length];
        TreeSet<String> refused = new TreeSet<>();
        for (int row = 0; row < seen.length; row++) {
            if (observed[row]) {
                Optional<Boolean> reading = reading(CellText.of(column, row));
                seen[row] = reading.orElse(false);
                if (reading.isEmpty() && refused.size() < 5) {
                    refused.add(CellText.of(column, row));
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new UserError(
                    "column '" + event + "' (event) holds " + String.join(", ", refused)
                            + "; allowed are 1/0, true/false, yes/no. If another value means that the event was seen, name it: event_is: <value>.");
        }
        return seen;
    }

    private Optional<Boolean> reading(String word) {
        if (eventIs.isPresent()) {
            return Optional.of(word.equals(eventIs.get()));
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> Optional.of(true);
            case "0", "false", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Distinct event times, ascending. */
    public double[] eventTimes(Cohort cohort) {
        Observed truth = truth(cohort);
        List<Double> times = new ArrayList<>();
        for (int row = 0; row < truth.rows(); row++) {
            if (truth.event[row]) {
                times.add(truth.time[row]);
            }
        }
        return times.stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .distinct()
                .toArray();
    }
}
