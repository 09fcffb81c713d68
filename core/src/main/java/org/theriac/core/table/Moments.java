package org.theriac.core.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;

/**
 * The times of a table's rows: numbers in any unit, or dates in ISO form ({@code 2024-03-01}, {@code 2024-03-01T09:30}, with an offset or without), which
 * count in days.
 *
 * @param values NaN where a row has none
 * @param dates whether they were written as dates
 * @param what names the column, for messages
 */
record Moments(double[] values, boolean dates, String what) {
    private static final double NANOSECONDS_OF_A_DAY = 86_400e9;

    /** @throws UserError if the column holds neither numbers nor dates */
    static Moments of(Column<?> column, String table) {
        String what = table + ": column '" + column.name() + "'";
        if (column instanceof NumberColumn numbers) {
            return new Moments(numbers.values(), false, what);
        }
        if (column instanceof FileColumn<?>) {
            throw new UserError(what + " holds files, not times.");
        }
        double[] days = IntStream.range(0, column.rows())
                .mapToDouble(row -> column.missing(row) ? Double.NaN : days(String.valueOf(column.get(row)), what, row))
                .toArray();
        return new Moments(days, true, what);
    }

    static Moments constant(double value, int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, value);
        return new Moments(values, false, "");
    }

    double value(int row) {
        return values[row];
    }

    long missing() {
        return Arrays.stream(values).filter(Double::isNaN).count();
    }

    /** These times, if they are of the same kind as others; {@code table} names the one that they belong to. */
    Moments like(Moments others, String table) {
        if (dates != others.dates) {
            throw new UserError(
                    others.what + " holds " + (others.dates ? "dates" : "numbers") + ", but the index time of "
                            + table.substring(table.indexOf(' ') + 1) + (dates ? " is a date" : " is a number")
                            + ". Write index_time: a column that holds " + (others.dates ? "dates." : "numbers."));
        }
        return this;
    }

    private static double days(String written, String what, int row) {
        String word = written.strip().replace(' ', 'T');
        try {
            if (word.length() <= 10) {
                return LocalDate.parse(word).toEpochDay();
            }
            boolean offset = word.endsWith("Z") || word.lastIndexOf('+') > 10 || word.lastIndexOf('-') > 10;
            LocalDateTime moment = offset
                    ? OffsetDateTime.parse(word)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime()
                    : LocalDateTime.parse(word);
            return moment.toLocalDate().toEpochDay() + moment.toLocalTime().toNanoOfDay() / NANOSECONDS_OF_A_DAY;
        } catch (DateTimeException e) {
            throw new UserError(
                    what + ", row " + (row + 1)
                            + ": found neither a number nor a date. Times are numbers, or dates such as 2024-03-01 or 2024-03-01T09:30.",
                    e);
        }
    }
}
