package org.theriac.biostatistics.population;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.UserError;

/**
 * Rates of events in a population by age, sex and calendar year, constant within each cell of the table. Ages and years are where cells begin; the
 * last cells go on for ever, and years before the first have the rates of the first. Immutable.
 */
public final class RateTable {
    /** The mean length of a year, by which ages in years become days. */
    public static final double DAYS_PER_YEAR = 365.25;

    private final List<String> sexes;
    private final double[] ageDays;
    private final double[] yearDays;
    /** Per day, by sex, year and age. */
    private final double[][][] rate;

    private RateTable(List<String> sexes, double[] ageDays, double[] yearDays, double[][][] rate) {
        this.sexes = sexes;
        this.ageDays = ageDays;
        this.yearDays = yearDays;
        this.rate = rate;
    }

    /**
     * A table from its lines, in any order.
     *
     * @param age at which the cell begins, in years
     * @param sex any words
     * @param year calendar year in which the cell begins, a whole number
     * @param ratePerYear events per person and year, not negative
     * @throws UserError if a number is missing or impossible, a cell is given twice, or one of the grid is not given
     */
    public static RateTable of(double[] age, String[] sex, double[] year, double[] ratePerYear) {
        for (int line = 0; line < age.length; line++) {
            boolean sound = age[line] >= 0
                    && age[line] < 200
                    && year[line] == Math.rint(year[line])
                    && Math.abs(year[line]) < 10_000
                    && ratePerYear[line] >= 0
                    && ratePerYear[line] < Double.POSITIVE_INFINITY;
            if (!sound) {
                throw new UserError(
                        "line " + (line + 1)
                                + " of the rates does not do: ages are numbers of years from 0, years whole numbers, rates events per person and year from 0.");
            }
        }
        double[] ages = Arrays.stream(age).sorted().distinct().toArray();
        double[] years = Arrays.stream(year).sorted().distinct().toArray();
        List<String> sexes = Arrays.stream(sex).sorted().distinct().toList();
        double[][][] rate = new double[sexes.size()][years.length][ages.length];
        for (double[][] bySex : rate) {
            for (double[] byYear : bySex) {
                Arrays.fill(byYear, Double.NaN);
            }
        }
        for (int line = 0; line < age.length; line++) {
            double[] row = rate[sexes.indexOf(sex[line])][Arrays.binarySearch(years, year[line])];
            int a = Arrays.binarySearch(ages, age[line]);
            if (!Double.isNaN(row[a])) {
                throw new UserError("the rates hold two lines of one age, sex and year (line " + (line + 1)
                        + " is the second). Leave one out.");
            }
            row[a] = ratePerYear[line] / DAYS_PER_YEAR;
        }
        long cells = (long) sexes.size() * years.length * ages.length;
        if (age.length < cells) {
            throw new UserError("the rates hold " + age.length + " lines for " + ages.length + " ages, " + sexes.size()
                    + " sexes and " + years.length + " years: " + (cells - age.length)
                    + " combinations are missing. Each age needs each sex and year.");
        }
        return new RateTable(
                sexes,
                Arrays.stream(ages).map(a -> a * DAYS_PER_YEAR).toArray(),
                Arrays.stream(years).map(y -> dayOf((int) y)).toArray(),
                rate);
    }

    /** The first of January, in days since 1970. */
    static double dayOf(int year) {
        return LocalDate.of(year, 1, 1).toEpochDay();
    }

    /** The words for the sexes, sorted. */
    public List<String> sexes() {
        return sexes;
    }

    /** The age at which the table begins, in years. */
    public double firstAge() {
        return ageDays[0] / DAYS_PER_YEAR;
    }

    /** The calendar years in which cells begin. */
    public int[] years() {
        return IntStream.range(0, yearDays.length)
                .map(k -> LocalDate.ofEpochDay((long) yearDays[k]).getYear())
                .toArray();
    }

    /** What a person meets on the way through the table. */
    interface Cell {
        /** Between two times since the origin, in days, the rate per day is this. */
        void visit(double from, double to, double rate);
    }

    /**
     * Leads a person through the cells.
     *
     * @param age at the origin, in days
     * @param day of the origin, in days since 1970
     */
    void walk(int sex, double age, double day, double from, double to, Cell cell) {
        double[][] own = rate[sex];
        int a = index(ageDays, age + from);
        int y = index(yearDays, day + from);
        double t = from;
        while (t < to) {
            double nextAge = a + 1 < ageDays.length ? ageDays[a + 1] - age : Double.POSITIVE_INFINITY;
            double nextYear = y + 1 < yearDays.length ? yearDays[y + 1] - day : Double.POSITIVE_INFINITY;
            double end = Math.min(to, Math.min(nextAge, nextYear));
            if (end > t) {
                cell.visit(t, end, own[y][a]);
            }
            a += nextAge <= end ? 1 : 0;
            y += nextYear <= end ? 1 : 0;
            t = end;
        }
    }

    private static int index(double[] starts, double at) {
        int found = Arrays.binarySearch(starts, at);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }

    @Override
    public String toString() {
        List<String> said = new ArrayList<>();
        said.add(ageDays.length + " ages from " + firstAge());
        said.add(String.join(" and ", sexes));
        said.add("years " + years()[0] + " to " + years()[yearDays.length - 1]);
        return "Rates of " + String.join(", ", said);
    }
}
