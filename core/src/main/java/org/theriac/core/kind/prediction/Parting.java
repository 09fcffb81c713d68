package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.outcome.Outcome;
import org.theriac.core.run.Run;
import org.theriac.core.split.Folds;
import org.theriac.core.split.HoldOut;

/** Parts a cohort as a protocol says: folds, a held-out share, or the test rows that the table marks (which the leak guards check for shared keys). */
final class Parting {
    private final Protocol protocol;
    private final Cohort cohort;
    private final Outcome<?> outcome;
    private final Run run;

    Parting(Protocol protocol, Cohort cohort, Outcome<?> outcome, Run run) {
        this.protocol = protocol;
        this.cohort = cohort;
        this.outcome = outcome;
        this.run = run;
        if (!protocol.by().equals(Cohort.SUBJECT) && !cohort.has(protocol.by())) {
            throw new UserError(
                    "protocol.by names '" + protocol.by() + "', which is neither 'subject' nor a column of the table.");
        }
    }

    List<Part> parts() {
        if (protocol.test().isPresent()) {
            return List.of(part(
                    "test",
                    marked(protocol.test().get().column(), protocol.test().get().value())));
        }
        if (protocol.holdout().isPresent()) {
            return List.of(part(
                    "test",
                    HoldOut.stratified(
                            cohort,
                            strata(cohort),
                            protocol.holdout().get(),
                            protocol.by(),
                            run.random("holdout", 0))));
        }
        List<int[]> folds =
                Folds.stratified(cohort, strata(cohort), protocol.folds(), protocol.by(), run.random("folds", 0));
        List<Part> parts = new ArrayList<>();
        for (int fold = 0; fold < folds.size(); fold++) {
            parts.add(part("fold " + (fold + 1), folds.get(fold)));
        }
        return parts;
    }

    /** Rows to learn from and rows for early stopping, both of them row numbers in the cohort. */
    record Learning(int[] train, int[] validation) {}

    /** Sets validation rows apart from the rows that a part has for training. */
    Learning learning(int[] train, int step) {
        Cohort rows = cohort.take(train);
        Optional<String> marked = protocol.test().flatMap(Protocol.GivenTest::validation);
        int[] chosen = marked.isPresent()
                ? IntStream.range(0, train.length)
                        .filter(i -> rows.key(i, protocol.test().orElseThrow().column())
                                .equals(marked.get()))
                        .toArray()
                : HoldOut.stratified(
                        rows, strata(rows), protocol.validation(), protocol.by(), run.random("validation", step));
        BitSet apart = new BitSet();
        Arrays.stream(chosen).forEach(apart::set);
        return new Learning(
                IntStream.range(0, train.length)
                        .filter(i -> !apart.get(i))
                        .map(i -> train[i])
                        .toArray(),
                Arrays.stream(chosen).map(i -> train[i]).toArray());
    }

    private int[] strata(Cohort rows) {
        return protocol.stratify() ? outcome.strata(rows) : new int[rows.rows()];
    }

    private Part part(String name, int[] test) {
        BitSet inTest = new BitSet();
        Arrays.stream(test).forEach(inTest::set);
        int[] train = IntStream.range(0, cohort.rows())
                .filter(row -> !inTest.get(row))
                .toArray();
        return new Part(name, train, test);
    }

    private int[] marked(String column, String value) {
        if (!cohort.has(column)) {
            throw new UserError("protocol.test.column names '" + column
                    + "', which the table does not have; its columns are: " + String.join(", ", cohort.names()) + ".");
        }
        int[] rows = IntStream.range(0, cohort.rows())
                .filter(row -> cohort.key(row, column).equals(value))
                .toArray();
        if (rows.length == 0 || rows.length == cohort.rows()) {
            throw new UserError("column '" + column + "' marks " + rows.length + " of " + cohort.rows() + " rows as '"
                    + value + "'; a test set needs some rows, and some must remain to learn from.");
        }
        return rows;
    }
}
