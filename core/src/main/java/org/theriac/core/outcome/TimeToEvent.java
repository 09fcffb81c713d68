package org.theriac.core.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.report.SmallCells;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * Right-censored time to one event. With an entry time a row is at risk only from then on: delayed entry, or the history of a subject cut into rows
 * (start, stop] whose covariates change. Those rows belong to their subject and follow one another; the event ends the last of them.
 *
 * @param time column with the time from the index time to the event or to the end of observation; not negative
 * @param event column that tells whether the event was seen: 1/0, true/false or yes/no, unless {@code eventIs} names the value that means "seen"
 * @param eventIs the value of the event column that means that the event was seen, when it is not 1, true or yes (R's lung: 2)
 * @param unit unit of the time, for axes and tables
 * @param entry column with the time at which the row comes under observation; empty: 0 for all
 */
public record TimeToEvent(
        @Required @Meaning("Column with the time to the event or to the end of observation.")
        String time,

        @Required @Meaning("Column that tells whether the event was seen (1/0, true/false, yes/no).")
        String event,

        @Meaning("The value of the event column that means 'seen', when it is not 1, true or yes.")
        Optional<String> eventIs,

        @Meaning("Unit of the time, for axes and tables.") String unit,

        @Meaning(
                "Column with the time at which the row comes under observation, for delayed entry and for rows (start, stop].")
        Optional<String> entry)
        implements Outcome<SurvivalCurves> {

    /** The settings from which a study file's {@code time_to_event} starts. */
    public static final TimeToEvent DEFAULTS = new TimeToEvent("", "", Optional.empty(), "days");

    private static final Pattern OPPOSITE = Pattern.compile(
            "(.*[ _.])?(alive|living|survived|survivor|survives|censored|censor|censoring|cens|cnsr|lost)([ _.].*)?",
            Pattern.CASE_INSENSITIVE);

    /** An outcome whose rows are all observed from time 0. */
    public TimeToEvent(String time, String event, Optional<String> eventIs, String unit) {
        this(time, event, eventIs, unit, Optional.empty());
    }

    /**
     * Observed times and events of a cohort's rows.
     *
     * @param time length n
     * @param event length n; false: censored
     * @param entry length n; empty: all rows are observed from time 0
     */
    public record Observed(double[] time, boolean[] event, Optional<double[]> entry) {
        /** Rows observed from time 0. */
        public Observed(double[] time, boolean[] event) {
            this(time, event, Optional.empty());
        }

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
        return "time to event (" + entry.map(name -> "entry " + name + ", ").orElse("") + "time " + time + " in " + unit
                + ", event " + event + eventIs.map(v -> " = " + v).orElse("") + ")";
    }

    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(time, event));
        entry.ifPresent(columns::add);
        return List.copyOf(columns);
    }

    private FollowUp followUp() {
        return new FollowUp(time, entry, unit);
    }

    @Override
    public boolean[] observed(Cohort cohort) {
        boolean[] observed = followUp().observed(cohort);
        Column<?> events = FollowUp.present(cohort, event, "event");
        refuseOpposite();
        for (int row = 0; row < observed.length; row++) {
            observed[row] &= !events.missing(row);
        }
        followUp().requireSequences(cohort, observed, seen(events, observed));
        return observed;
    }

    /** @throws UserError if no row has the event */
    @Override
    public TimeToEvent settled(Cohort cohort) {
        if (truth(cohort).events() == 0) {
            Column<?> events = FollowUp.present(cohort, event, "event");
            TreeSet<String> held = new TreeSet<>();
            for (int row = 0; row < cohort.rows() && held.size() < 5; row++) {
                held.add(CellText.of(events, row));
            }
            throw new UserError("none of the " + cohort.rows() + " rows has the event: column '" + event + "' holds "
                    + String.join(", ", held)
                    + eventIs.map(value -> " and never " + value + " (event_is)")
                            .orElse("")
                    + ". Name the column that tells of the event, and with event_is the value that means 'seen'.");
        }
        return this;
    }

    /** A column that tells who is alive or censored reads as the event turned round, and nothing in its values shows it. */
    private void refuseOpposite() {
        if (eventIs.isEmpty() && OPPOSITE.matcher(event).matches()) {
            throw new UserError("column '" + event
                    + "' (event): by its name, 1 or true may mean that the event was not seen. Say which value means 'seen', such as"
                    + " event_is: 0 or event_is: 1.");
        }
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
        Map<String, Double> summary = new LinkedHashMap<>();
        int censored = truth.rows() - truth.events();
        // of a few persons neither number: each follows from the other and the rows
        if (!SmallCells.small(truth.events()) && !SmallCells.small(censored)) {
            summary.put("events", (double) truth.events());
            summary.put("censored", (double) censored);
        }
        followUp().summarise(cohort, summary);
        return summary;
    }

    @Override
    public List<Remark> remarks(Cohort cohort) {
        List<Remark> remarks = new ArrayList<>(Remark.ofGaps(followUp().gaps(cohort)));
        severalOthers(cohort).ifPresent(remarks::add);
        return remarks;
    }

    /** Where one value of several is the event, another may be an event that ends the risk of it, which censoring says it does not. */
    private Optional<Remark> severalOthers(Cohort cohort) {
        if (eventIs.isEmpty()) {
            return Optional.empty();
        }
        Column<?> events = FollowUp.present(cohort, event, "event");
        TreeSet<String> others = new TreeSet<>();
        long count = 0;
        for (int row = 0; row < cohort.rows(); row++) {
            String word = CellText.of(events, row);
            if (!events.missing(row) && !word.equals(eventIs.get())) {
                others.add(word);
                count++;
            }
        }
        if (others.size() < 2) {
            return Optional.empty();
        }
        String named = others.stream().limit(5).collect(Collectors.joining(", ")) + (others.size() > 5 ? ", …" : "");
        return Optional.of(new Remark(
                "several-censorings",
                "Column '" + event + "' holds, beside " + eventIs.get() + ", " + named
                        + ", and all of these count as censored. If one of them ends the risk of the event, the causes compete: write"
                        + " outcome: {competing_risks: {…}}.",
                count));
    }

    /** Times and events of rows that were all {@linkplain #observed observed}. */
    public Observed truth(Cohort cohort) {
        boolean[] all = new boolean[cohort.rows()];
        Arrays.fill(all, true);
        return new Observed(
                followUp().times(cohort),
                seen(FollowUp.present(cohort, event, "event"), all),
                followUp().entries(cohort));
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
