package org.theriac.core.outcome;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.report.SmallCells;
import org.theriac.core.study.Meaning;
import org.theriac.core.study.Required;

/**
 * One of several classes without an order: a diagnosis, a type of tissue. Two classes make a yes-or-no question; then one of them, the positive one, is
 * what sensitivity, specificity and the area under the ROC curve speak of.
 *
 * <p>An outcome of a study file may leave out the classes; {@link #settled} takes them from the table, once, before rows are parted, so that all
 * folds agree on them. Everything but {@link #describe}, {@link #columns}, {@link #observed} and {@link #settled} needs the classes.
 *
 * @param column holds the class of each row: a category, or whole numbers such as 0 and 1
 * @param classes the classes in the order of tables and of the columns of {@link ClassProbabilities}; empty: not settled yet
 * @param positive of two classes the one whose probability is scored; the last one unless named. Empty with more than two classes
 */
public record Category(
        @Required @Meaning("Column with the class of each row: a category, or whole numbers such as 0 and 1.")
        String column,

        @Meaning("The classes in the order of tables; empty: those of the column, in its order.")
        List<String> classes,

        @Meaning("Of two classes, the one whose probability is scored; the last one unless named.")
        Optional<String> positive)
        implements Outcome<ClassProbabilities> {

    /** The settings from which a study file's {@code category} starts. */
    public static final Category DEFAULTS = new Category("", List.of(), Optional.empty());

    /** More than these are numbers or names, not classes. */
    public static final int MOST_CLASSES = 100;

    private static final int MOST_NAMED = 5;

    /** @throws IllegalArgumentException if classes repeat, are one or too many, or the positive one is not among two */
    public Category {
        classes = List.copyOf(classes);
        if (classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException("classes names a class twice: " + String.join(", ", classes) + ".");
        }
        if (classes.size() == 1 || classes.size() > MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "classes names " + classes.size() + "; allowed: 2 to " + MOST_CLASSES + ", or none named.");
        }
        if (positive.isPresent() && !classes.isEmpty()) {
            if (!classes.contains(positive.get())) {
                throw new IllegalArgumentException("positive names '" + positive.get()
                        + "', which is not among the classes: " + String.join(", ", classes) + ".");
            }
            if (classes.size() > 2) {
                throw new IllegalArgumentException("positive is for two classes; there are " + classes.size() + ": "
                        + String.join(", ", classes) + ".");
            }
        }
    }

    @Override
    public String describe() {
        String which = classes.isEmpty() ? "class" : "class: " + String.join(", ", classes);
        return column + " (" + which + positive.map(name -> "; scored: " + name).orElse("") + ")";
    }

    @Override
    public List<String> columns() {
        return List.of(column);
    }

    /** Whether there are two classes, one of them the positive one. */
    public boolean binary() {
        return settledClasses().size() == 2;
    }

    /**
     * Index of the class whose probability is scored.
     *
     * @throws IllegalStateException unless there are two classes
     */
    public int positiveClass() {
        if (!binary()) {
            throw new IllegalStateException(classes.size() + " classes have no positive one");
        }
        return positive.map(classes::indexOf).orElse(1);
    }

    @Override
    public boolean[] observed(Cohort cohort) {
        Column<?> column = column(cohort);
        boolean[] observed = new boolean[cohort.rows()];
        for (int row = 0; row < observed.length; row++) {
            observed[row] = !column.missing(row);
        }
        if (classes.isEmpty()) {
            found(column);
        } else {
            codes(column);
        }
        return observed;
    }

    /**
     * The same with its classes and its positive class written out.
     *
     * @throws UserError if the rows hold one class only, a named class is in none of them, or the positive class is not one of two
     */
    @Override
    public Category settled(Cohort cohort) {
        Column<?> values = column(cohort);
        List<String> found = found(values);
        if (found.size() < 2) {
            throw new UserError("column '" + column + "' holds one class only (" + String.join(", ", found) + ") in "
                    + cohort.rows() + " rows; telling classes apart needs rows of at least two.");
        }
        List<String> absent =
                classes.stream().filter(name -> !found.contains(name)).toList();
        if (!absent.isEmpty()) {
            throw new UserError("classes names " + String.join(", ", absent) + ", which no row of column '" + column
                    + "' holds; its classes are: " + listed(found) + ".");
        }
        List<String> all = classes.isEmpty() ? found : classes;
        try {
            Category checked = new Category(column, all, positive);
            return all.size() > 2 ? checked : new Category(column, all, Optional.of(all.get(checked.positiveClass())));
        } catch (IllegalArgumentException e) {
            throw new UserError("column '" + column + "': " + e.getMessage(), e);
        }
    }

    /** Index of each row's class, for rows that were all {@linkplain #observed observed}. */
    public int[] truth(Cohort cohort) {
        settledClasses();
        int[] codes = codes(column(cohort));
        for (int code : codes) {
            if (code < 0) {
                throw new IllegalArgumentException("a row has no value in column " + column);
            }
        }
        return codes;
    }

    @Override
    public Map<String, Double> summary(Cohort cohort) {
        int[] counts = new int[settledClasses().size()];
        for (int code : truth(cohort)) {
            counts[code]++;
        }
        boolean[] withheld = SmallCells.withheld(new int[][] {counts})[0];
        Map<String, Double> summary = new LinkedHashMap<>();
        for (int k = 0; k < counts.length; k++) {
            if (!withheld[k]) {
                summary.put("rows of class " + classes.get(k), (double) counts[k]);
            }
        }
        summary.put("classes", (double) counts.length);
        return summary;
    }

    @Override
    public int[] strata(Cohort cohort) {
        return truth(cohort);
    }

    @Override
    public List<Fate> fates(Cohort cohort) {
        int[] truth = truth(cohort);
        return IntStream.range(0, settledClasses().size())
                .mapToObj(k -> {
                    boolean[] rows = new boolean[truth.length];
                    for (int row = 0; row < rows.length; row++) {
                        rows[row] = truth[row] == k;
                    }
                    return new Fate("are of class " + classes.get(k), rows);
                })
                .toList();
    }

    @Override
    public List<String> strataNames() {
        return settledClasses();
    }

    private List<String> settledClasses() {
        if (classes.isEmpty()) {
            throw new IllegalStateException("the classes of column " + column + " are not settled yet");
        }
        return classes;
    }

    private Column<?> column(Cohort cohort) {
        if (!cohort.has(column)) {
            throw new UserError("the table has no column '" + column + "' (class); its columns are: "
                    + String.join(", ", cohort.names()) + ".");
        }
        Column<?> values = cohort.column(column);
        if (values instanceof CategoryColumn || values instanceof NumberColumn) {
            return values;
        }
        throw new UserError("column '" + column
                + "' (class) holds neither categories nor whole numbers. If its texts are classes, say so:"
                + " types: {" + column + ": category}.");
    }

    /** The classes that the rows hold: levels in their order, numbers ascending. */
    private List<String> found(Column<?> values) {
        List<String> found;
        if (values instanceof CategoryColumn categories) {
            BitSet held = new BitSet();
            for (int row = 0; row < categories.rows(); row++) {
                if (!categories.missing(row)) {
                    held.set(categories.code(row));
                }
            }
            found = held.stream().mapToObj(categories.levels()::get).toList();
        } else {
            double[] distinct = Arrays.stream(((NumberColumn) values).values())
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .distinct()
                    .toArray();
            if (classes.isEmpty()) {
                Arrays.stream(distinct)
                        .filter(value -> value != Math.rint(value))
                        .findFirst()
                        .ifPresent(value -> {
                            throw new UserError("column '" + column + "' (class) holds " + value
                                    + "; numbers that stand for" + " classes are whole, such as 0 and 1.");
                        });
            }
            found = Arrays.stream(distinct).mapToObj(NumberColumn::word).toList();
        }
        if (found.size() > MOST_CLASSES) {
            throw new UserError("column '" + column + "' (class) holds " + found.size()
                    + " different values; a category has at most " + MOST_CLASSES + " classes.");
        }
        return found;
    }

    /** Index of each row's class, −1 where missing. */
    private int[] codes(Column<?> values) {
        Map<String, Integer> index = new HashMap<>();
        IntStream.range(0, classes.size()).forEach(k -> index.put(classes.get(k), k));
        int[] codes = new int[values.rows()];
        TreeSet<String> unknown = new TreeSet<>();
        int rows = 0;
        for (int row = 0; row < codes.length; row++) {
            codes[row] = -1;
            if (!values.missing(row)) {
                String word = CellText.of(values, row);
                Integer code = index.get(word);
                if (code == null) {
                    unknown.add(word);
                    rows++;
                } else {
                    codes[row] = code;
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new UserError("column '" + column + "' holds " + listed(List.copyOf(unknown)) + " in " + rows
                    + " rows, which classes does not name; its classes are: " + listed(classes)
                    + ". Name them all, or leave these rows out of the table.");
        }
        return codes;
    }

    private static String listed(List<String> names) {
        return names.size() <= MOST_NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMED)) + " and " + (names.size() - MOST_NAMED) + " more";
    }
}
