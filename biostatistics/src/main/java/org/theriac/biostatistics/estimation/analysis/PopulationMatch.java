package org.theriac.biostatistics.estimation.analysis;

import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.theriac.biostatistics.estimation.sample.Sample;
import org.theriac.biostatistics.population.Matched;
import org.theriac.biostatistics.population.RateTable;
import org.theriac.biostatistics.survival.SurvivalTimes;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.report.Numbers;

/** The rows of a sample matched to a table of rates by the columns that a study names. */
final class PopulationMatch {
    private static final Map<String, Double> DAYS =
            Map.of("day", 1.0, "week", 7.0, "month", RateTable.DAYS_PER_YEAR / 12, "year", RateTable.DAYS_PER_YEAR);

    private final RateTable table;
    private final int[] sex;
    private final double[] age;
    private final double[] origin;
    private final ExpectedSurvivalSettings settings;
    private final double daysPerUnit;

    /** @throws UserError if the table or the columns do not do */
    PopulationMatch(Sample sample, ExpectedSurvivalSettings settings) {
        this.settings = settings;
        this.daysPerUnit = daysPerUnit(sample.unit());
        this.table = table(sample.table(settings.rates()), settings.rates());
        this.sex = sexes(sample.categories(settings.sex()));
        this.age = Arrays.stream(sample.numbers(settings.age(), "age"))
                .map(years -> years * RateTable.DAYS_PER_YEAR)
                .toArray();
        this.origin = Arrays.stream(sample.numbers(settings.year(), "year"))
                .map(PopulationMatch::day)
                .toArray();
        long younger = Arrays.stream(age)
                .filter(days -> days < table.firstAge() * RateTable.DAYS_PER_YEAR)
                .count();
        if (younger > 0) {
            throw new UserError("age: " + younger + " of " + age.length + " rows are younger than "
                    + Numbers.value(table.firstAge()) + " years, the first age of the rates. Is '" + settings.age()
                    + "' in years? Leave them out with rows:, or complete the rates.");
        }
    }

    private static double daysPerUnit(String unit) {
        String word = unit.toLowerCase(Locale.ROOT).replaceAll("s$", "");
        Double days = DAYS.get(word);
        if (days == null) {
            throw new UserError("the outcome's times are in '" + unit
                    + "', which is no length of time. Write unit: days, weeks, months or years in the outcome.");
        }
        return days;
    }

    private static RateTable table(Cohort rates, String name) {
        Sample columns = Sample.of(rates, Optional.empty(), Map.of()).complete(List.of("age", "sex", "year", "rate"));
        if (columns.leftOut() > 0) {
            throw new UserError("data: " + name + ": " + columns.leftOut()
                    + " lines of the rates lack their age, sex, year or rate. Complete or remove them.");
        }
        CategoryColumn sex = columns.categories("sex");
        String[] words = new String[rates.rows()];
        Arrays.setAll(words, row -> sex.levels().get(sex.code(row)));
        return RateTable.of(
                columns.numbers("age", "age"), words, columns.numbers("year", "year"), columns.numbers("rate", "rate"));
    }

    private int[] sexes(CategoryColumn column) {
        int[] codes = column.levels().stream()
                .mapToInt(level -> table.sexes().indexOf(level))
                .toArray();
        for (int level = 0; level < codes.length; level++) {
            if (codes[level] < 0) {
                throw new UserError("sex: column '" + column.name() + "' holds '"
                        + column.levels().get(level)
                        + "', for which there are no rates; allowed are " + String.join(", ", table.sexes())
                        + ". Write levels: {" + column.name() + ": {"
                        + column.levels().get(level) + ": "
                        + table.sexes().get(0) + "}}.");
            }
        }
        int[] sexes = new int[column.rows()];
        Arrays.setAll(sexes, row -> codes[column.code(row)]);
        return sexes;
    }

    /** Days since 1970 of a calendar year with a fraction; a whole one stands for its first of July. */
    static double day(double year) {
        int whole = (int) Math.floor(year);
        LocalDate january = LocalDate.of(whole, 1, 1);
        return year == whole
                ? january.withMonth(7).toEpochDay()
                : january.toEpochDay() + (year - whole) * Year.of(whole).length();
    }

    double daysPerUnit() {
        return daysPerUnit;
    }

    /** Times of some rows in days. */
    SurvivalTimes inDays(SurvivalTimes times) {
        return SurvivalTimes.of(
                Arrays.stream(times.times()).map(t -> t * daysPerUnit).toArray(), times.eventIndicators());
    }

    /** Some rows beside the population. */
    Matched matched(int[] rows) {
        return new Matched(
                table,
                Arrays.stream(rows).map(row -> sex[row]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> age[row]).toArray(),
                Arrays.stream(rows).mapToDouble(row -> origin[row]).toArray(),
                settings.calendar());
    }

    /** How many rows come under observation before the first year of the rates, or are so after the last. */
    long outside(SurvivalTimes times) {
        int[] years = table.years();
        double first = LocalDate.of(years[0], 1, 1).toEpochDay();
        double last = LocalDate.of(years[years.length - 1] + 1, 1, 1).toEpochDay();
        long count = 0;
        for (int row = 0; row < origin.length; row++) {
            count += origin[row] < first || origin[row] + times.time(row) * daysPerUnit > last ? 1 : 0;
        }
        return count;
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
