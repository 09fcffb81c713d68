package org.theriac.core.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.report.SmallCells;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * Right-censored time to the first of several events that exclude each other: death of the disease or of something else, transplant or death. A row that
 * has had one of them can no longer have another, so that treating the others as censored would overstate each (1 − Kaplan–Meier is not a cumulative
 * incidence).
 *
 * <p>A study file may leave out the causes; {@link #settled} takes them from the table, once, before rows are parted.
 *
 * @param time column with the time from the index time to the first event or to the end of observation; not negative
 * @param event column that tells how the observation ended, by any words or numbers
 * @param censored the value of that column that means that no event was seen
 * @param causes the values that mean an event, each with the cause's name, in the order of tables; empty: not settled yet
 * @param unit unit of the time, for axes and tables
 * @param entry column with the time at which the row comes under observation; empty: 0 for all
 */
public record CompetingRisks(
        @Required @Meaning("Column with the time to the first event or to the end of observation.")
        String time,

        @Required @Meaning("Column that tells how the observation ended: censored, or by which cause.")
        String event,

        @Meaning("The value of the event column that means that no event was seen.")
        String censored,

        @Meaning(
                "The values of the event column that mean an event, each with the name of its cause; empty: all others.")
        Map<String, String> causes,

        @Meaning("Unit of the time, for axes and tables.") String unit,

        @Meaning(
                "Column with the time at which the row comes under observation, for delayed entry and for rows (start, stop].")
        Optional<String> entry)
        implements Outcome<CumulativeIncidences> {

    /** The settings from which a study file's {@code competing_risks} starts. */
    public static final CompetingRisks DEFAULTS = new CompetingRisks("", "", "0", Map.of(), "days", Optional.empty());

    private static final int MOST_CAUSES = 20;

    /** @throws IllegalArgumentException if two causes share a name, or the censored value is among them */
    public CompetingRisks {
        causes = Collections.unmodifiableMap(new LinkedHashMap<>(causes));
        if (causes.values().stream().distinct().count() < causes.size()) {
            throw new IllegalArgumentException("causes gives one name to two values: "
                    + String.join(", ", causes.values()) + ". Each cause needs its own.");
        }
        if (causes.containsKey(censored)) {
            throw new IllegalArgumentException(
                    "causes names the value '" + censored + "', which is the one that means censored.");
        }
    }

    /**
     * Observed times and causes of a cohort's rows.
     *
     * @param time length n
     * @param cause length n; 0: censored, r: the r-th cause
     * @param entry length n; empty: all rows are observed from time 0
     */
    public record Observed(double[] time, int[] cause, Optional<double[]> entry) {
        public int rows() {
            return time.length;
        }

        /** The rows that ended by a cause, from 1 on. */
        public int events(int ofCause) {
            return (int) Arrays.stream(cause).filter(c -> c == ofCause).count();
        }

        /** The same rows with one cause as the event and all others as censorings, as a cause-specific hazard needs them. */
        public TimeToEvent.Observed causeSpecific(int ofCause) {
            boolean[] event = new boolean[cause.length];
            for (int row = 0; row < event.length; row++) {
                event[row] = cause[row] == ofCause;
            }
            return new TimeToEvent.Observed(time, event, entry);
        }

        /** The same rows with any cause as the event. */
        public TimeToEvent.Observed anyCause() {
            boolean[] event = new boolean[cause.length];
            for (int row = 0; row < event.length; row++) {
                event[row] = cause[row] > 0;
            }
            return new TimeToEvent.Observed(time, event, entry);
        }
    }

    @Override
    public String describe() {
        String which = causes.isEmpty() ? "" : ": " + String.join(", ", causes.values());
        return "competing risks (" + entry.map(name -> "entry " + name + ", ").orElse("") + "time " + time + " in "
                + unit + ", event " + event + which + "; censored: " + censored + ")";
    }

    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(time, event));
        entry.ifPresent(columns::add);
        return List.copyOf(columns);
    }

    /** The names of the causes, in their order. */
    public List<String> causeNames() {
        return List.copyOf(causes.values());
    }

    private FollowUp followUp() {
        return new FollowUp(time, entry, unit);
    }

    @Override
    public boolean[] observed(Cohort cohort) {
        boolean[] observed = followUp().observed(cohort);
        Column<?> events = FollowUp.present(cohort, event, "event");
        boolean[] ended = new boolean[observed.length];
        for (int row = 0; row < observed.length; row++) {
            observed[row] &= !events.missing(row);
            ended[row] = observed[row] && !CellText.of(events, row).equals(censored);
        }
        if (!causes.isEmpty()) {
            refuseUnknown(events, observed);
        }
        followUp().requireSequences(cohort, observed, ended);
        return observed;
    }

    private void refuseUnknown(Column<?> events, boolean[] observed) {
        TreeMap<String, Integer> unknown = new TreeMap<>();
        for (int row = 0; row < observed.length; row++) {
            if (observed[row]) {
                String word = CellText.of(events, row);
                if (!word.equals(censored) && !causes.containsKey(word)) {
                    unknown.merge(word, 1, Integer::sum);
                }
            }
        }
        if (!unknown.isEmpty()) {
            String found = String.join(", ", unknown.keySet().stream().limit(5).toList());
            throw new UserError("column '" + event + "' (event) holds " + found + " in "
                    + unknown.values().stream().mapToInt(Integer::intValue).sum()
                    + " rows, which is neither censored ('" + censored + "') nor one of the causes ("
                    + String.join(", ", causes.keySet())
                    + "). Name it among causes, or name the value that means censored: censored: <value>.");
        }
    }

    /**
     * The same with its causes written out.
     *
     * @throws UserError if no row has an event, a named cause is in none of the rows, or there are too many values to be causes
     */
    @Override
    public CompetingRisks settled(Cohort cohort) {
        Column<?> events = FollowUp.present(cohort, event, "event");
        TreeSet<String> found = new TreeSet<>(CompetingRisks::byValue);
        boolean anyCensored = false;
        for (int row = 0; row < cohort.rows(); row++) {
            if (!events.missing(row)) {
                String word = CellText.of(events, row);
                anyCensored |= word.equals(censored);
                if (!word.equals(censored)) {
                    found.add(word);
                }
            }
        }
        if (found.isEmpty()) {
            throw new UserError("none of the " + cohort.rows() + " rows has an event: column '" + event
                    + "' holds only '" + censored + "', which means censored.");
        }
        if (!causes.isEmpty()) {
            List<String> absent = causes.keySet().stream()
                    .filter(value -> !found.contains(value))
                    .toList();
            if (!absent.isEmpty()) {
                throw new UserError("causes names " + String.join(", ", absent) + ", which no row of column '" + event
                        + "' holds; its values are: " + String.join(", ", found) + ".");
            }
            return this;
        }
        if (!anyCensored) {
            throw new UserError(
                    "no row of column '" + event + "' (event) holds '" + censored
                            + "', which is to mean censored; its values are: "
                            + String.join(", ", found.stream().limit(5).toList())
                            + ". Name the value that does: censored: <value>; if no row is censored, name the causes: causes: {<value>: <name>}.");
        }
        if (found.size() > MOST_CAUSES) {
            throw new UserError("column '" + event + "' (event) holds " + found.size()
                    + " different values beside '" + censored + "'; at most " + MOST_CAUSES
                    + " are causes. Name those that are: causes: {<value>: <name>}.");
        }
        Map<String, String> all = new LinkedHashMap<>();
        List<String> order = events instanceof CategoryColumn categories
                ? categories.levels().stream().filter(found::contains).toList()
                : List.copyOf(found);
        order.forEach(value -> all.put(value, value));
        return new CompetingRisks(time, event, censored, all, unit, entry);
    }

    /** Numbers by size, words by the alphabet. */
    private static int byValue(String a, String b) {
        try {
            return Double.compare(Double.parseDouble(a), Double.parseDouble(b));
        } catch (NumberFormatException e) {
            return a.compareTo(b);
        }
    }

    /** Times and causes of rows that were all {@linkplain #observed observed}, of a settled outcome. */
    public Observed truth(Cohort cohort) {
        if (causes.isEmpty()) {
            throw new IllegalStateException("the causes of column " + event + " are not settled yet");
        }
        Column<?> events = FollowUp.present(cohort, event, "event");
        List<String> values = List.copyOf(causes.keySet());
        int[] cause = new int[cohort.rows()];
        for (int row = 0; row < cause.length; row++) {
            String word = CellText.of(events, row);
            cause[row] = word.equals(censored) ? 0 : values.indexOf(word) + 1;
            if (cause[row] == 0 && !word.equals(censored)) {
                throw new IllegalArgumentException("a row's event is neither censored nor a cause of " + causes);
            }
        }
        return new Observed(followUp().times(cohort), cause, followUp().entries(cohort));
    }

    @Override
    public int[] strata(Cohort cohort) {
        return truth(cohort).cause();
    }

    @Override
    public List<String> strataNames() {
        List<String> names = new ArrayList<>(List.of("censored"));
        names.addAll(causes.values());
        return List.copyOf(names);
    }

    /** The causes only: those without an event may have one later. */
    @Override
    public List<Fate> fates(Cohort cohort) {
        Observed truth = truth(cohort);
        return IntStream.rangeClosed(1, causes.size())
                .mapToObj(cause -> new Fate(
                        "have the event " + causeNames().get(cause - 1),
                        truth.causeSpecific(cause).event()))
                .toList();
    }

    @Override
    public Map<String, Double> summary(Cohort cohort) {
        int[] counts = new int[causes.size() + 1];
        for (int cause : truth(cohort).cause()) {
            counts[cause]++;
        }
        boolean[] withheld = SmallCells.withheld(new int[][] {counts})[0];
        Map<String, Double> summary = new LinkedHashMap<>();
        List<String> names = strataNames();
        for (int r = 1; r < counts.length; r++) {
            if (!withheld[r]) {
                summary.put("events of cause " + names.get(r), (double) counts[r]);
            }
        }
        if (!withheld[0]) {
            summary.put("censored", (double) counts[0]);
        }
        followUp().summarise(cohort, summary);
        return summary;
    }

    @Override
    public List<Remark> remarks(Cohort cohort) {
        return Remark.ofGaps(followUp().gaps(cohort));
    }
}
