package org.theriac.biostatistics.population;

import java.time.LocalDate;

/**
 * Persons matched to the population by their sex, their age and the calendar day at the origin of their time axis. Times are days since the origin.
 * Immutable; arrays are not copied.
 */
public final class Matched {
    /** Which rates a person has in the course of a calendar year. */
    public enum Calendar {
        /** Those of the year. */
        DATE,
        /**
         * Those of the year of the last birthday: who turns 60 in 1995 has the rate of 60 and 1995 for a year. Life tables of the United States are made
         * so, and R reads its own so.
         */
        BIRTHDAY
    }

    private final RateTable table;
    private final int[] sex;
    private final double[] age;
    private final double[] day;

    /**
     * @param sex index into the table's {@link RateTable#sexes}
     * @param ageDays at the origin
     * @param originDay days since 1970
     */
    public Matched(RateTable table, int[] sex, double[] ageDays, double[] originDay, Calendar calendar) {
        if (sex.length != ageDays.length || sex.length != originDay.length) {
            throw new IllegalArgumentException(
                    sex.length + " sexes, " + ageDays.length + " ages and " + originDay.length + " days of origin");
        }
        this.table = table;
        this.sex = sex;
        this.age = ageDays;
        this.day = calendar == Calendar.DATE ? originDay : shifted(ageDays, originDay);
    }

    /** As if everybody were born on the first of January: the calendar then turns on the birthday. */
    private static double[] shifted(double[] age, double[] day) {
        double[] shifted = new double[age.length];
        for (int i = 0; i < shifted.length; i++) {
            double birth = day[i] - age[i];
            int year = LocalDate.ofEpochDay((long) Math.floor(birth)).getYear();
            shifted[i] = day[i] - (birth - RateTable.dayOf(year));
        }
        return shifted;
    }

    /** The number of persons. */
    public int size() {
        return sex.length;
    }

    /** Leads a person through the cells of the table. */
    void walk(int person, double from, double to, RateTable.Cell cell) {
        table.walk(sex[person], age[person], day[person], from, to, cell);
    }

    /** The expected cumulative hazard of a person between two times. */
    public double hazard(int person, double from, double to) {
        double[] sum = new double[1];
        walk(person, from, to, (start, end, rate) -> sum[0] += (end - start) * rate);
        return sum[0];
    }

    /**
     * The expected cumulative hazard of a person at ascending times.
     *
     * @param into as many as {@code times}
     */
    void hazards(int person, double[] times, double[] into) {
        int[] next = new int[1];
        double[] sum = new double[1];
        while (next[0] < times.length && times[next[0]] <= 0) {
            into[next[0]++] = 0;
        }
        if (next[0] == times.length) {
            return;
        }
        walk(person, 0, times[times.length - 1], (start, end, rate) -> {
            while (next[0] < times.length && times[next[0]] <= end) {
                into[next[0]] = sum[0] + (times[next[0]] - start) * rate;
                next[0]++;
            }
            sum[0] += (end - start) * rate;
        });
    }
}
