package org.theriac.biostatistics.estimation.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.theriac.biostatistics.survival.CompetingTimes;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.outcome.CompetingRisks;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.outcome.TimeToEvent;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.study.Words;

/**
 * The rows of an estimation study with their outcome, as an analysis asks for them. Every row has its outcome; what an analysis's own columns lack is
 * left out by {@link #complete}, analysis by analysis, and counted. Immutable.
 */
public final class Sample {
    private static final int MOST_LEVELS = 20;

    private final Cohort cohort;
    private final Optional<Outcome<?>> outcome;
    private final Map<String, String> reference;
    private final Confidence confidence;
    private final Map<String, Cohort> tables;
    private final int before;
    private final List<String> reasons;

    private Sample(
            Cohort cohort,
            Optional<Outcome<?>> outcome,
            Map<String, String> reference,
            Confidence confidence,
            Map<String, Cohort> tables,
            int before,
            List<String> reasons) {
        this.cohort = cohort;
        this.outcome = outcome;
        this.reference = reference;
        this.confidence = confidence;
        this.tables = tables;
        this.before = before;
        this.reasons = reasons;
    }

    /**
     * @param cohort rows that all have the outcome
     * @param outcome settled; empty where every analysis names its own columns
     * @param reference the level that others are compared with, by column
     */
    public static Sample of(Cohort cohort, Optional<Outcome<?>> outcome, Map<String, String> reference) {
        return new Sample(cohort, outcome, Map.copyOf(reference), Confidence.USUAL, Map.of(), cohort.rows(), List.of());
    }

    /** The same rows, of which estimates have intervals of another confidence. */
    public Sample withConfidence(Confidence other) {
        return new Sample(cohort, outcome, reference, other, tables, before, reasons);
    }

    /** The same rows, with further tables beside them. */
    public Sample withTables(Map<String, Cohort> further) {
        return new Sample(cohort, outcome, reference, confidence, Map.copyOf(further), before, reasons);
    }

    /**
     * A further table of the study, such as rates of a population.
     *
     * @param name as data: names it
     * @throws UserError if there is none of this name
     */
    public Cohort table(String name) {
        Cohort table = tables.get(name);
        if (table == null) {
            throw new UserError("names the table '" + name + "', which data: does not; write data: {" + name
                    + ": {table: …}} beside the patients.");
        }
        return table;
    }

    /** That of all intervals. */
    public Confidence confidence() {
        return confidence;
    }

    /** The rows with all their columns. */
    public Cohort cohort() {
        return cohort;
    }

    /** The number of rows. */
    public int rows() {
        return cohort.rows();
    }

    /** The outcome of the study, if it names one for all analyses. */
    public Optional<Outcome<?>> outcome() {
        return outcome;
    }

    /** The unit of the outcome's times. */
    public String unit() {
        return risks().map(CompetingRisks::unit)
                .orElseGet(() -> needed() instanceof TimeToEvent event ? event.unit() : "");
    }

    private Outcome<?> needed() {
        return outcome.orElseThrow(() -> new UserError(
                "needs the study's outcome; write outcome: {time_to_event: {time: …, event: …}} in the study file."));
    }

    /** Whether the outcome has several causes. */
    public boolean competing() {
        return risks().isPresent();
    }

    private Optional<CompetingRisks> risks() {
        return outcome.filter(CompetingRisks.class::isInstance).map(CompetingRisks.class::cast);
    }

    /**
     * Times to the event.
     *
     * @param cause of several: the one whose events count, all others being censored; empty: any of them
     * @throws UserError if there is no such cause
     */
    public SurvivalTimes times(Optional<String> cause) {
        if (needed() instanceof CompetingRisks risks) {
            CompetingRisks.Observed truth = risks.truth(cohort);
            return SurvivalTimes.of(
                    cause.map(name -> truth.causeSpecific(cause(risks, name))).orElseGet(truth::anyCause));
        }
        if (cause.isPresent()) {
            throw new UserError(
                    "names the cause '" + cause.get()
                            + "', but the study's outcome has one event; leave cause: out, or write outcome: {competing_risks: {…}}.");
        }
        if (needed() instanceof TimeToEvent event) {
            return SurvivalTimes.of(event.truth(cohort));
        }
        throw new UserError("needs times to an event; the study's outcome is " + needed().describe() + ".");
    }

    /**
     * The same with case weights from a column.
     *
     * @throws UserError if a weight is missing or negative
     */
    public SurvivalTimes times(Optional<String> cause, Optional<String> weights) {
        SurvivalTimes times = times(cause);
        return weights.map(column -> times.withWeights(numbers(column, "weights")))
                .orElse(times);
    }

    /** Times to the first of several events that exclude each other. */
    public CompetingTimes competingTimes() {
        if (needed() instanceof CompetingRisks risks) {
            return CompetingTimes.of(risks.truth(cohort), risks.causes().size());
        }
        throw new UserError("needs causes that compete; the study's outcome is " + needed().describe()
                + ". Write outcome: {competing_risks: {…}}.");
    }

    /** The names of the causes, in the order of their codes from 1 on. */
    public List<String> causes() {
        return risks().map(CompetingRisks::causeNames).orElse(List.of());
    }

    /** A cause's code, from 1 on. */
    public int cause(String name) {
        if (needed() instanceof CompetingRisks risks) {
            return cause(risks, name);
        }
        throw new UserError("names the cause '" + name + "'; the study's outcome is " + needed().describe() + ".");
    }

    private static int cause(CompetingRisks risks, String name) {
        int code = risks.causeNames().indexOf(name) + 1;
        if (code == 0) {
            throw new UserError("names the cause '" + name + "': " + Words.unknown("cause", name, risks.causeNames()));
        }
        return code;
    }

    /**
     * The rows that have a value in each of some columns.
     *
     * @throws UserError if a column does not exist, or no row is left
     */
    public Sample complete(Collection<String> columns) {
        List<Column<?>> used = new LinkedHashSet<>(columns)
                .stream().<Column<?>>map(this::column).toList();
        IntPredicate present = row -> used.stream().noneMatch(column -> column.missing(row));
        int[] rows = IntStream.range(0, rows()).filter(present).toArray();
        List<String> lacking = new ArrayList<>(reasons);
        used.stream()
                .filter(column -> column.missingCount() > 0)
                .map(Column::name)
                .map(name -> name + " missing")
                .filter(reason -> !lacking.contains(reason))
                .forEach(lacking::add);
        if (rows.length == 0) {
            throw new UserError("none of the " + rows() + " rows has a value in each of " + String.join(", ", columns)
                    + ", the columns used.");
        }
        return rows.length == rows()
                ? this
                : new Sample(cohort.take(rows), outcome, reference, confidence, tables, before, List.copyOf(lacking));
    }

    /**
     * The given rows, the others being left out.
     *
     * @param why they are, as a list of reasons goes on: "groups of fewer than 5 rows"
     */
    public Sample take(int[] rows, String why) {
        if (rows.length == rows()) {
            return this;
        }
        List<String> all = new ArrayList<>(reasons);
        all.add(why);
        return new Sample(cohort.take(rows), outcome, reference, confidence, tables, before, List.copyOf(all));
    }

    /** How many rows were left out by {@link #complete}. */
    public int leftOut() {
        return before - rows();
    }

    /** Why rows were left out. */
    public List<String> reasons() {
        return reasons;
    }

    /** "227 rows, 164 events; fewer than 5 left out: ph.ecog missing.", with small counts withheld. */
    public String inWords(int events) {
        return Numbers.count(rows()) + " rows, " + SmallCells.count(events) + " events; " + leftOutInWords();
    }

    /** The same without an event. */
    public String inWords() {
        return Numbers.count(rows()) + " rows; " + leftOutInWords();
    }

    private String leftOutInWords() {
        if (leftOut() == 0) {
            return "no row left out.";
        }
        return (SmallCells.small(leftOut()) ? "fewer than " + SmallCells.LEAST : Numbers.count(leftOut()))
                + " left out: " + String.join(", ", reasons) + ".";
    }

    /** @throws UserError if the table has no such column */
    public Column<?> column(String name) {
        if (!cohort.has(name)) {
            throw new UserError("the table has no column '" + name + "'" + Words.meant(name, cohort.names())
                    + ". Its columns are: " + String.join(", ", cohort.names()) + ".");
        }
        return cohort.column(name);
    }

    /**
     * A column's numbers.
     *
     * @param role what the column is for, for messages
     * @throws UserError if it does not hold numbers
     */
    public double[] numbers(String name, String role) {
        if (column(name) instanceof NumberColumn numbers) {
            return numbers.values();
        }
        throw new UserError("column '" + name + "' (" + role + ") does not hold numbers. If it should, write types: {"
                + name + ": number} under data:.");
    }

    /**
     * A column as categories that occur, the level to compare with first. Numbers are levels too, by size.
     *
     * @throws UserError if it holds free text or files, too many numbers, or lacks the level that the study's reference names
     */
    public CategoryColumn categories(String name) {
        CategoryColumn column = occurring(column(name));
        String first = reference.get(name);
        if (first == null) {
            return column;
        }
        int at = column.levels().indexOf(first);
        if (at < 0) {
            throw new UserError("reference: names '" + first + "' of column '" + name + "': "
                    + Words.unknown("level", first, column.levels()));
        }
        List<String> levels = new ArrayList<>(column.levels());
        levels.add(0, levels.remove(at));
        return new CategoryColumn(
                name,
                levels,
                IntStream.range(0, column.rows())
                        .map(row -> column.missing(row) ? -1 : levels.indexOf(column.get(row)))
                        .toArray());
    }

    private static CategoryColumn occurring(Column<?> column) {
        if (column instanceof CategoryColumn categories) {
            boolean[] occurs = new boolean[categories.levels().size()];
            for (int row = 0; row < column.rows(); row++) {
                if (!column.missing(row)) {
                    occurs[categories.code(row)] = true;
                }
            }
            List<String> levels = IntStream.range(0, occurs.length)
                    .filter(level -> occurs[level])
                    .mapToObj(categories.levels()::get)
                    .toList();
            return recoded(column, levels);
        }
        if (!(column instanceof NumberColumn numbers)) {
            throw new UserError("column '" + column.name()
                    + "' holds neither categories nor numbers. If it should, write types: {" + column.name()
                    + ": category} under data:.");
        }
        double[] distinct = Arrays.stream(numbers.values())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .distinct()
                .toArray();
        if (distinct.length > MOST_LEVELS) {
            throw new UserError("column '" + column.name() + "' holds " + distinct.length
                    + " different numbers; at most " + MOST_LEVELS
                    + " make groups. Compare it with a number instead, such as " + column.name() + " > "
                    + NumberColumn.word(distinct[distinct.length / 2]) + ".");
        }
        return recoded(
                column, Arrays.stream(distinct).mapToObj(NumberColumn::word).toList());
    }

    private static CategoryColumn recoded(Column<?> column, List<String> levels) {
        int[] codes = new int[column.rows()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = column.missing(row) ? -1 : levels.indexOf(level(column, row));
        }
        return new CategoryColumn(column.name(), levels, codes);
    }

    /** A value as a study file names it: whole numbers without a fraction. */
    public static String level(Column<?> column, int row) {
        return column instanceof NumberColumn numbers
                ? NumberColumn.word(numbers.value(row))
                : String.valueOf(column.get(row));
    }

    /** A code for each row's subject, from 0 on. */
    public int[] subjects() {
        Map<String, Integer> codes = new TreeMap<>();
        return IntStream.range(0, rows())
                .map(row -> {
                    Integer code = codes.putIfAbsent(cohort.subject(row), codes.size());
                    return code == null ? codes.size() - 1 : code;
                })
                .toArray();
    }

    /** A code for each row's value of a column, from 0 on: the clusters that it names. */
    public int[] codes(String column) {
        Map<String, Integer> codes = new HashMap<>();
        return IntStream.range(0, rows())
                .map(row -> {
                    String key = cohort.key(row, column);
                    Integer code = codes.putIfAbsent(key, codes.size());
                    return code == null ? codes.size() - 1 : code;
                })
                .toArray();
    }

    /** Whether a subject has several rows. */
    public boolean repeated() {
        return Arrays.stream(subjects()).max().orElse(-1) + 1 < rows();
    }
}
