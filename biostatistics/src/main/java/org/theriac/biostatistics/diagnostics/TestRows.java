package org.theriac.biostatistics.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.theriac.core.cohort.NumberColumn;
import org.theriac.core.evaluation.Evaluation;
import org.theriac.core.evaluation.Evaluation.Candidate;
import org.theriac.core.outcome.Category;
import org.theriac.core.outcome.ClassProbabilities;

/**
 * The true classes of an evaluation's test rows.
 *
 * @param truth for each part, the class of each test row
 */
record TestRows(Evaluation<Category, ClassProbabilities> evaluation, List<int[]> truth) {
    static TestRows of(Evaluation<Category, ClassProbabilities> evaluation) {
        int[] all = evaluation.task().outcome().truth(evaluation.cohort());
        return new TestRows(
                evaluation,
                evaluation.parts().stream()
                        .map(part ->
                                Arrays.stream(part.test()).map(row -> all[row]).toArray())
                        .toList());
    }

    Category outcome() {
        return evaluation.task().outcome();
    }

    /** A class for readers: its name, or what a number stands for: "Died in hospital = 1". */
    String label(int k) {
        String name = outcome().classes().get(k);
        String column = outcome().column();
        return evaluation.cohort().column(column) instanceof NumberColumn
                ? evaluation.cohort().definition(column).label() + " = " + name
                : name;
    }

    int parts() {
        return truth.size();
    }

    List<Candidate<Category, ClassProbabilities>> candidates() {
        return evaluation.candidates();
    }

    /** " of all folds", or nothing where there is one test set. */
    String ofAllFolds() {
        return parts() > 1 ? " of all folds" : "";
    }

    /** The classes that are looked at one by one: the positive one of two, or all. */
    int[] examined() {
        return outcome().binary()
                ? new int[] {outcome().positiveClass()}
                : IntStream.range(0, outcome().classes().size()).toArray();
    }

    boolean[] is(int part, int k) {
        int[] classes = truth.get(part);
        boolean[] is = new boolean[classes.length];
        for (int row = 0; row < is.length; row++) {
            is[row] = classes[row] == k;
        }
        return is;
    }

    double[] score(Candidate<Category, ClassProbabilities> candidate, int part, int k) {
        return candidate.predictions().get(part).ofClass(k);
    }

    /** The most likely class of each test row of a part. */
    int[] called(Candidate<Category, ClassProbabilities> candidate, int part) {
        return IntStream.range(0, truth.get(part).length)
                .map(row -> candidate.predictions().get(part).mostLikely(row))
                .toArray();
    }

    /** Whether each part has at least so many rows of a class, and as many of the others. */
    boolean bothSides(int k, int least) {
        for (int part = 0; part < parts(); part++) {
            int rows = 0;
            for (boolean own : is(part, k)) {
                rows += own ? 1 : 0;
            }
            if (Math.min(rows, truth.get(part).length - rows) < least) {
                return false;
            }
        }
        return true;
    }

    /** Rows of a class over all parts. */
    int rows(int k) {
        int rows = 0;
        for (int[] classes : truth) {
            rows += (int) Arrays.stream(classes).filter(c -> c == k).count();
        }
        return rows;
    }

    /** Rows over all parts. */
    int rows() {
        return truth.stream().mapToInt(classes -> classes.length).sum();
    }

    /** What must be said of intervals that take rows for independent; nothing where every subject has one test row. */
    List<String> dependence() {
        boolean repeated = evaluation.parts().stream()
                .anyMatch(part ->
                        evaluation.cohort().take(part.test()).rowsBySubject().size() < part.test().length);
        return repeated
                ? List.of(
                        "Some subjects have several rows. These intervals and tests take rows for independent and are too"
                                + " narrow; those of the results resample subjects.")
                : List.of();
    }

    /** Whether a candidate tells rows of some part apart. */
    boolean varied(Candidate<Category, ClassProbabilities> candidate, int k) {
        return IntStream.range(0, parts())
                .anyMatch(part -> Arrays.stream(score(candidate, part, k))
                                .distinct()
                                .limit(2)
                                .count()
                        > 1);
    }

    /** Notes and these. */
    static List<String> joined(List<String> notes, List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return all;
    }
}
