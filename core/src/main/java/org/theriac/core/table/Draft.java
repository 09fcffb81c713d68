package org.theriac.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.theriac.core.cohort.Definition;
import org.theriac.core.study.Words;
import org.theriac.core.table.Description.ColumnSummary;

/**
 * What a study of a table may be about, guessed from its names and values; empty where nothing fits. A person has to read it.
 *
 * @param subject the column that seems to name the subject
 * @param time the column that seems to hold the time to the event
 * @param event the column that seems to tell whether the event was seen
 * @param eventIs the value that seems to mean "seen", where it is not 1, true or yes
 * @param category the column that seems to hold a class to be predicted, where there is no time to an event
 */
public record Draft(
        Description description,
        Optional<String> subject,
        Optional<String> time,
        Optional<String> event,
        Optional<String> eventIs,
        Optional<String> category) {
    private static final int MOST_CLASSES = 10;
    private static final Pattern SUBJECT =
            names("(patient|subject|case|person|study)?[ _.]?(id|no|nr|number|identifier)|pid|mrn|sno|patient|subject");
    private static final Pattern TIME = names(
            "(.*[ _.])?(time|days|months|weeks|duration|follow[ _.]?up|fu[ _.]?time|futime|rfstime|survtime|os|pfs|rfs)([ _.](time|days|months|years))?");
    private static final Pattern EVENT = names(
            "(.*[ _.])?(event|status|death|dead|died|deceased|censor|cens|relapse|recurrence|arrest|fstat|outcome)([ _.].*)?");
    private static final Pattern CATEGORY =
            names("(.*[ _.])?(class|label|labels|diagnosis|diagnosed|diseased|finding|outcome|target|type|subtype)");
    private static final List<String> SEEN = List.of("1", "true", "yes");
    private static final List<String> CODED =
            List.of("2", "dead", "deceased", "died", "event", "relapse", "recurrence");

    private static Pattern names(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /** Guesses from names first, then from values: a time is never negative, an event has two values. */
    public static Draft of(Description description) {
        List<ColumnSummary> columns = description.columns();
        Optional<String> subject = columns.stream()
                .filter(column -> SUBJECT.matcher(column.name()).matches())
                .filter(column -> column.missing() == 0 && column.distinct() * 20L >= description.rows())
                .map(ColumnSummary::name)
                .findFirst();
        Optional<String> time = columns.stream()
                .filter(column -> TIME.matcher(column.name()).matches() && outcome(column))
                .filter(column -> column.spread()
                        .filter(s -> s.minimum() >= 0 && column.distinct() > 2)
                        .isPresent())
                .map(ColumnSummary::name)
                .findFirst();
        Optional<ColumnSummary> event = columns.stream()
                .filter(column -> EVENT.matcher(column.name()).matches() && outcome(column) && column.distinct() == 2)
                .findFirst();
        Optional<String> category = columns.stream()
                .filter(column -> time.isEmpty() || event.isEmpty())
                .filter(column -> column.distinct() > 1 && column.distinct() <= MOST_CLASSES && !column.identifying())
                .filter(column -> column.definition().known() == Definition.Known.AFTER
                        || CATEGORY.matcher(column.name()).matches() && outcome(column))
                .map(ColumnSummary::name)
                .findFirst();
        return new Draft(
                description, subject, time, event.map(ColumnSummary::name), event.flatMap(Draft::eventIs), category);
    }

    /** A dictionary that says a column is known at prediction says that it is no outcome. */
    private static boolean outcome(ColumnSummary column) {
        Definition definition = column.definition();
        return definition.equals(Definition.unsaid(column.name())) || definition.known() == Definition.Known.AFTER;
    }

    private static Optional<String> eventIs(ColumnSummary event) {
        List<String> words = new ArrayList<>();
        event.spread().ifPresent(spread -> {
            words.add(Long.toString(Math.round(spread.minimum())));
            words.add(Long.toString(Math.round(spread.maximum())));
        });
        event.levels().forEach(level -> words.add(level.level()));
        boolean plain =
                words.stream().anyMatch(word -> SEEN.contains(word.toLowerCase(Locale.ROOT))) && !words.contains("2");
        return plain
                ? Optional.empty()
                : words.stream()
                        .filter(word -> CODED.contains(word.toLowerCase(Locale.ROOT)))
                        .findFirst();
    }

    /** With this column as the subject, or without one. */
    public Draft withSubject(Optional<String> column) {
        return new Draft(description, column, time, event, eventIs, category);
    }

    /** For the time to an event in these columns; the value that means "seen" is guessed anew. */
    public Draft forTimeToEvent(String timeColumn, String eventColumn) {
        Optional<String> seen = description.columns().stream()
                .filter(column -> column.name().equals(eventColumn))
                .findFirst()
                .flatMap(Draft::eventIs);
        return new Draft(
                description, subject, Optional.of(timeColumn), Optional.of(eventColumn), seen, Optional.empty());
    }

    /** With this value of the event column meaning "seen". */
    public Draft withEventIs(String word) {
        return new Draft(description, subject, time, event, Optional.of(word), category);
    }

    /** For the class in this column. */
    public Draft forCategory(String column) {
        return new Draft(
                description, subject, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(column));
    }

    /** Whether the draft knows what is to be predicted. */
    public boolean complete() {
        return category.isPresent() || time.isPresent() && event.isPresent();
    }

    /** The outcome as a study file writes it, in one line. What was not found is left to the reader, as a name in capitals. */
    public String outcome() {
        return category.map(name -> "category: {column: " + Words.quoted(name) + "}")
                .orElseGet(this::timeToEvent);
    }

    private String timeToEvent() {
        return "time_to_event: {time: " + time.map(Words::quoted).orElse("TIME") + ", event: "
                + event.map(Words::quoted).orElse("EVENT")
                + eventIs.map(word -> ", event_is: " + Words.quoted(word)).orElse("") + ", unit: " + unit() + "}";
    }

    /** As the dictionary says; days, the most frequent unit, where it says nothing. */
    private String unit() {
        return description.columns().stream()
                .filter(column -> time.filter(column.name()::equals).isPresent())
                .findFirst()
                .flatMap(column -> column.definition().unit())
                .map(Words::quoted)
                .orElse("days");
    }

    /** Columns that only number the rows: harmless to look at, and a leak where the rows are sorted by the outcome. */
    public List<String> rowNumbers() {
        return description.columns().stream()
                .filter(column -> column.rowNumber() && !hasRole(column))
                .map(ColumnSummary::name)
                .toList();
    }

    /** Columns that may tell of a patient what was known in time: no roles, no row numbers, nothing that identifies or is known only afterwards. */
    public List<ColumnSummary> characteristics() {
        return description.columns().stream()
                .filter(column -> !hasRole(column) && !column.rowNumber() && !column.identifying())
                .filter(column -> column.definition().known() != Definition.Known.AFTER)
                .filter(column -> column.type() == Definition.Type.NUMBER || column.type() == Definition.Type.CATEGORY)
                .toList();
    }

    private boolean hasRole(ColumnSummary column) {
        return List.of(subject, time, event, category).contains(Optional.of(column.name()));
    }
}
