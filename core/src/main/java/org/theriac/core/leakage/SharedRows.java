package org.theriac.core.leakage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theriac.core.cohort.CategoryColumn;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.Column;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.report.Numbers;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Run;

/**
 * Finds test rows that hold the same inputs and the same outcome as a training row: copies, which a model need only remember.
 *
 * <p>More than one in a hundred of a part's test rows stop the study, but only where chance does not explain them. In a coarse table (few inputs with
 * few values, many equal times) different persons are alike: the expected number of test rows with a twin is {@code n (1 − exp(−m ∏ s))}, for n test
 * and m training rows and the probability s that two rows agree in a column, were columns independent. They are not quite, so copies must be ten times
 * as many. Test rows that agree in the inputs alone are counted and told.
 */
final class SharedRows implements LeakGuard {
    private static final double MOST = 0.01;
    private static final double TIMES_EXPECTED = 10;

    /** 128 bits of a row's values: equal rows have equal prints, and others do not in practice. */
    private record Print(long high, long low) {}

    @Override
    public LeakCheck check(Examined study, Run run) {
        String title = "Do test rows copy training rows?";
        if (study.inputs().stream().anyMatch(input -> study.cohort().column(input) instanceof FileColumn<?>)) {
            return new LeakCheck(
                    "shared_row",
                    title,
                    "not applicable: inputs are files, which are compared byte for byte",
                    List.of());
        }
        if (study.inputs().isEmpty()) {
            return new LeakCheck("shared_row", title, "not applicable: there are no inputs", List.of());
        }
        Cohort cohort = study.cohort();
        Print[] inputs = prints(cohort, study.inputs());
        List<String> both = new ArrayList<>(study.inputs());
        both.addAll(study.outcome().columns());
        Print[] whole = prints(cohort, both);
        double agreement = agreement(cohort, both);
        List<LeakFinding> findings = new ArrayList<>();
        long alike = 0;
        long copies = 0;
        for (Part part : study.parts()) {
            alike += twins(part, inputs).count();
            Twins twins = twins(part, whole);
            double expected = part.test().length * -Math.expm1(-part.train().length * agreement);
            if (twins.count() > MOST * part.test().length && twins.count() > TIMES_EXPECTED * expected) {
                findings.add(finding(study, part, twins, expected));
            } else {
                copies += twins.count();
            }
        }
        if (copies > 0) {
            findings.add(tell(
                    run,
                    "shared-row",
                    copies,
                    "Test rows hold the same inputs and the same outcome as a training row, no more"
                            + " than is let pass or than chance explains in so coarse a table."));
        }
        if (alike > 0) {
            findings.add(tell(
                    run,
                    "equal-inputs",
                    alike,
                    "Test rows hold the same inputs as a training row, whatever their outcome."));
        }
        return new LeakCheck(
                "shared_row",
                title,
                Numbers.count(study.inputs().size()) + " inputs and the outcome of "
                        + Numbers.count(study.parts().stream()
                                .mapToLong(part -> part.test().length)
                                .sum()) + " test rows",
                findings);
    }

    private static LeakFinding tell(Run run, String code, long count, String sentence) {
        run.notice(code, sentence, count);
        return LeakFinding.warning(List.of(), count, sentence);
    }

    /** Which rows is told to the person at the keyboard, who must mend the table; a report, written where copies are kept, may leave the hospital. */
    private static LeakFinding finding(Examined study, Part part, Twins twins, double expected) {
        String reason = study.settings().copies().orElse("");
        String first = reason.isEmpty()
                ? "First: " + study.cohort().place(twins.test()) + ", which equals "
                        + study.cohort().place(twins.train()) + ". "
                : "";
        String sentence = SmallCells.count(twins.count()) + " of " + Numbers.count(part.test().length) + " test rows ("
                + part.name() + ") hold the same inputs and the same outcome as a training row; chance would make it "
                + Numbers.measure(expected) + ". " + first + "A model need only remember them.";
        return LeakFinding.stop(List.of(), twins.count(), sentence, reason);
    }

    /** How many test rows have a twin among the training rows, with the first of them. */
    private record Twins(long count, int test, int train) {}

    private static Twins twins(Part part, Print[] prints) {
        Map<Print, Integer> learned = new HashMap<>();
        for (int row : part.train()) {
            learned.putIfAbsent(prints[row], row);
        }
        Twins twins = new Twins(0, -1, -1);
        for (int row : part.test()) {
            Integer twin = learned.get(prints[row]);
            if (twin != null) {
                twins = twins.count() == 0
                        ? new Twins(1, row, twin)
                        : new Twins(twins.count() + 1, twins.test(), twins.train());
            }
        }
        return twins;
    }

    private static Print[] prints(Cohort cohort, List<String> columns) {
        long[] high = new long[cohort.rows()];
        long[] low = new long[cohort.rows()];
        Set<String> once = new HashSet<>();
        for (String name : columns) {
            if (once.add(name)) {
                long[] values = values(cohort.column(name));
                for (int row = 0; row < values.length; row++) {
                    high[row] = mix((high[row] ^ values[row]) * 0x9E3779B97F4A7C15L);
                    low[row] = mix((low[row] + values[row]) * 0xC2B2AE3D27D4EB4FL);
                }
            }
        }
        Print[] prints = new Print[high.length];
        Arrays.setAll(prints, row -> new Print(high[row], low[row]));
        return prints;
    }

    /** The finaliser of MurmurHash3 (Appleby, public domain). */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return z ^ (z >>> 33);
    }

    private static long[] values(Column<?> column) {
        long[] values = new long[column.rows()];
        for (int row = 0; row < values.length; row++) {
            if (column instanceof NumberColumn numbers) {
                // 0.0 is added because −0.0 equals 0.0; every NaN has the same bits
                values[row] = Double.doubleToLongBits(numbers.value(row) + 0.0);
            } else if (column instanceof CategoryColumn categories) {
                values[row] = categories.code(row) + 2L;
            } else {
                values[row] = column.missing(row) ? 1 : mix(column.get(row).hashCode());
            }
        }
        return values;
    }

    /** The probability that two different rows agree in all columns, were columns independent. */
    private static double agreement(Cohort cohort, List<String> columns) {
        double n = cohort.rows();
        double agreement = 1;
        for (String name : columns) {
            long[] sorted = values(cohort.column(name));
            Arrays.sort(sorted);
            double pairs = 0;
            int start = 0;
            for (int i = 1; i <= sorted.length; i++) {
                if (i == sorted.length || sorted[i] != sorted[start]) {
                    pairs += (double) (i - start) * (i - start - 1);
                    start = i;
                }
            }
            agreement *= pairs / (n * (n - 1));
        }
        return agreement;
    }
}
