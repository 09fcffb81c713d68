package org.theriac.core.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.Definition;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.run.Notice;
import org.theriac.core.study.Words;
import org.theriac.core.table.JoinSettings.Summary;

/**
 * The rows of one table with the columns of others. A table with one row for each subject gives its values to all rows of that subject. Of a table with
 * several rows, those that were known at the index time, and not longer before it than the window, are summarised: what lies later never is seen.
 */
final class TableJoin {
    private final String base;
    private final Cohort rows;
    private final Optional<String> indexTime;
    private final List<Column<?>> columns = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, String> owners = new LinkedHashMap<>();

    /** @param base the name of the table whose rows stay */
    TableJoin(String base, LoadedTable table, TableSettings settings) {
        this.base = base;
        rows = table.cohort();
        indexTime = settings.indexTime();
        requireSubject(base, settings);
        notices.addAll(table.notices());
        for (String name : rows.names()) {
            Definition definition = rows.definition(name);
            add(rows.column(name), definition.joined(name, definition.label(), base), base);
        }
    }

    private static void requireSubject(String name, TableSettings settings) {
        if (settings.subject().isEmpty() && !settings.table().startsWith(TableSettings.DATASET)) {
            throw new UserError(
                    "data: " + name + ": tables are joined by subject; write subject: the column that names it.");
        }
    }

    private void add(Column<?> column, Definition definition, String owner) {
        String earlier = owners.putIfAbsent(column.name(), owner);
        if (earlier != null) {
            throw new UserError("data: " + earlier + " and " + owner + " both have a column '" + column.name()
                    + "'. Write join: {prefix: " + owner + "_} beside " + owner + ", or leave one out.");
        }
        columns.add(column);
        definitions.add(definition);
    }

    /** Joins the columns of another table, its subject's and its time's aside. */
    void add(String name, LoadedTable other, TableSettings settings) {
        requireSubject(name, settings);
        JoinSettings join = settings.join().orElseThrow();
        notices.addAll(other.notices());
        Map<String, int[]> bySubject = other.cohort().rowsBySubject();
        tellUnmatched(name, bySubject.keySet());
        List<String> values = other.cohort().names().stream()
                .filter(column -> !settings.subject().filter(column::equals).isPresent())
                .filter(column -> !join.time().filter(column::equals).isPresent())
                .toList();
        if (join.summarises()) {
            summarise(name, other.cohort(), join, known(name, other.cohort(), join, bySubject), values);
        } else {
            once(name, other.cohort(), join, bySubject, values);
        }
    }

    private void tellUnmatched(String name, Set<String> subjects) {
        Set<String> ours = rows.rowsBySubject().keySet();
        long without =
                ours.stream().filter(subject -> !subjects.contains(subject)).count();
        long left = subjects.stream().filter(subject -> !ours.contains(subject)).count();
        if (without == ours.size()) {
            throw new UserError("data: " + name + " and " + base
                    + " have no subject in common. Compare how both write the column that names it.");
        }
        notice(
                "join-without",
                "subjects of " + base + " have no row in " + name + ": their values are missing.",
                without);
        notice(
                "join-left-out",
                "subjects of " + name + " are not among those of " + base + " and were left out.",
                left);
    }

    private void notice(String code, String sentence, long count) {
        if (count > 0) {
            notices.add(new Notice("", code, sentence, count));
        }
    }

    private void once(String name, Cohort other, JoinSettings join, Map<String, int[]> bySubject, List<String> values) {
        long repeated =
                bySubject.values().stream().filter(found -> found.length > 1).count();
        if (repeated > 0) {
            throw new UserError("data: " + name + ": " + repeated + " of " + bySubject.size()
                    + " subjects have more than one row, so which one to join is not told. Write join: {time: …}, the column"
                    + " that tells when a row was known, or join: {summary: {column: [mean]}}.");
        }
        int[] places = IntStream.range(0, rows.rows())
                .map(row -> Optional.ofNullable(bySubject.get(rows.subject(row)))
                        .map(found -> found[0])
                        .orElse(-1))
                .toArray();
        for (String value : values) {
            String joined = join.prefix() + value;
            Definition definition = other.definition(value);
            add(
                    other.column(value).take(places).named(joined),
                    definition.joined(joined, definition.label(), name),
                    name);
        }
    }

    /** For each row of ours the other table's rows that were known, earliest first; the order of the file decides between equal times. */
    private int[][] known(String name, Cohort other, JoinSettings join, Map<String, int[]> bySubject) {
        int[] none = {};
        int[][] known = new int[rows.rows()][];
        if (join.time().isEmpty()) {
            Arrays.setAll(known, row -> bySubject.getOrDefault(rows.subject(row), none));
            return known;
        }
        Moments times = Moments.of(column(name, other, join.time().get(), "join: time:"), "data: " + name);
        Moments index = index(times);
        notice(
                "join-untimed",
                "rows of " + name + " have no value in '" + join.time().get() + "' and were left out.",
                times.missing());
        Map<String, int[]> ordered = new HashMap<>();
        bySubject.forEach((subject, found) -> ordered.put(
                subject,
                Arrays.stream(found)
                        .filter(row -> !Double.isNaN(times.value(row)))
                        .boxed()
                        .sorted(Comparator.comparingDouble(times::value))
                        .mapToInt(Integer::intValue)
                        .toArray()));
        double window = join.window().orElse(Double.POSITIVE_INFINITY);
        Set<Integer> later = new LinkedHashSet<>();
        for (int row = 0; row < known.length; row++) {
            double now = index.value(row);
            int[] found = ordered.getOrDefault(rows.subject(row), none);
            known[row] = Arrays.stream(found)
                    .filter(r -> times.value(r) <= now && times.value(r) >= now - window)
                    .toArray();
            Arrays.stream(found).filter(r -> !(times.value(r) <= now)).forEach(later::add);
        }
        notice(
                "join-later",
                "rows of " + name + " lie after an index time of their subject and were not used for it.",
                later.size());
        return known;
    }

    /** The index time of each of our rows, in the kind of the times. */
    private Moments index(Moments times) {
        if (indexTime.isEmpty()) {
            notice(
                    "join-index",
                    base + " names no index_time: times of joined rows count from it, so rows up to time 0 were known.",
                    rows.rows());
            return Moments.constant(0, rows.rows()).like(times, "data: " + base);
        }
        String written = indexTime.get();
        if (!rows.has(written)) {
            try {
                return Moments.constant(Double.parseDouble(written), rows.rows())
                        .like(times, "data: " + base);
            } catch (NumberFormatException e) {
                throw noColumn(base, rows, written, "index_time:");
            }
        }
        Moments index = Moments.of(rows.column(written), "data: " + base).like(times, "data: " + base);
        notice(
                "join-no-index",
                "rows of " + base + " have no index time: what is joined by time is missing there.",
                index.missing());
        return index;
    }

    private Column<?> column(String name, Cohort cohort, String column, String key) {
        if (!cohort.has(column)) {
            throw noColumn(name, cohort, column, key);
        }
        return cohort.column(column);
    }

    private static UserError noColumn(String name, Cohort cohort, String column, String key) {
        return new UserError(
                "data: " + name + " has no column '" + column + "' for " + key + Words.meant(column, cohort.names())
                        + "; its columns are: " + String.join(", ", cohort.names()) + ".");
    }

    private void summarise(String name, Cohort other, JoinSettings join, int[][] known, List<String> values) {
        Map<String, List<Summary>> asked = new LinkedHashMap<>(join.summary());
        if (asked.isEmpty()) {
            values.forEach(value -> asked.put(value, List.of(Summary.LAST)));
        }
        asked.forEach((value, ways) -> {
            Column<?> column = column(name, other, value, "join: summary:");
            for (Summary way : ways) {
                if (way.needsNumbers() && !(column instanceof NumberColumn)) {
                    throw new UserError("data: " + name + ": summary: column '" + value
                            + "' holds no numbers; allowed for it: last, first, count.");
                }
                String joined = join.prefix() + value + "_" + way.word();
                Definition definition = other.definition(value);
                add(
                        way.of(column, known, joined),
                        (way == Summary.COUNT ? Definition.unsaid(value) : definition)
                                .joined(joined, definition.label() + ", " + way.word(), lineage(name, way, join)),
                        name);
            }
        });
    }

    private String lineage(String name, Summary way, JoinSettings join) {
        String by = join.time()
                .map(time -> " of what was known by " + indexTime.orElse("time 0"))
                .orElse("");
        String within = join.window()
                .map(window -> ", at most " + NumberColumn.word(window) + " before")
                .orElse("");
        return name + ": " + way.word() + by + within;
    }

    LoadedTable joined(List<LoadedTable.Part> parts) {
        String origin = parts.stream().map(LoadedTable.Part::origin).collect(Collectors.joining(" + "));
        String digest = Digests.of(parts.stream()
                .map(part -> part.name() + ' ' + part.sha256() + '\n')
                .collect(Collectors.joining()));
        Cohort cohort = rows.withColumns(columns, definitions);
        return new LoadedTable(cohort, origin, digest, notices, parts);
    }
}
