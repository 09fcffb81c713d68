package org.theriac.core.kind.prediction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theriac.core.UserError;
import org.theriac.core.cohort.Cohort;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.FileType;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;

/**
 * Finds files that stand on both sides of a split under two names: a model need only recognise them. Equal bytes are refused where they are many;
 * files that merely look alike are counted, because similar patients have similar files.
 */
final class SharedFiles {
    /** The share of the test rows from which on shared files are an error. */
    private static final double MOST = 0.01;

    /** Pairs of fingerprints are compared one by one. */
    private static final int MOST_COMPARED = 20_000;

    /** Bits in which the fingerprints of two versions of one file may differ. */
    private static final int ALIKE_BITS = 8;

    private final Cohort cohort;
    private final Run run;

    SharedFiles(Cohort cohort, Run run) {
        this.cohort = cohort;
        this.run = run;
    }

    /** @throws UserError if more than one in a hundred test rows holds a file that a training row holds too */
    void check(List<String> inputs, List<Part> parts) {
        for (String input : inputs) {
            if (cohort.column(input) instanceof FileColumn<?> files) {
                check(files, parts);
            }
        }
    }

    private <T> void check(FileColumn<T> files, List<Part> parts) {
        String[] digests = new String[files.rows()];
        List<long[]> fingerprints = new ArrayList<>();
        boolean compares = files.rows() <= MOST_COMPARED;
        try (Progress progress = run.progress("looking for shared files", files.rows())) {
            for (int row = 0; row < digests.length; row++) {
                run.checkStop();
                digests[row] = files.missing(row) ? "" : files.digest(row);
                fingerprints.add(compares && !files.missing(row) ? fingerprint(files, row) : new long[0]);
                progress.at(row + 1L, "");
            }
        }
        for (Part part : parts) {
            refuseEqual(files.name(), part, digests);
            countAlike(files.name(), part, digests, fingerprints);
        }
    }

    private static <T> long[] fingerprint(FileColumn<T> files, int row) {
        FileType<T> type = files.fileType();
        return type.fingerprint(files.get(row));
    }

    private void refuseEqual(String column, Part part, String[] digests) {
        Map<String, Integer> learned = new HashMap<>();
        for (int row : part.train()) {
            learned.putIfAbsent(digests[row], row);
        }
        learned.remove("");
        int shared = 0;
        String first = "";
        for (int row : part.test()) {
            Integer twin = learned.get(digests[row]);
            if (twin != null) {
                first = shared++ == 0 ? "the test row " + (row + 1) + " and the training row " + (twin + 1) : first;
            }
        }
        if (shared > MOST * part.test().length) {
            throw new UserError("column '" + column + "': " + shared + " of " + part.test().length
                    + " test rows (" + part.name()
                    + ") hold a file that a training row holds too, byte for byte; first "
                    + first + ". A model need only recognise them. Leave one of each out, or give them one subject.");
        }
        if (shared > 0) {
            run.notice(
                    "shared-file",
                    "Test rows hold a file of column '" + column + "' that a training row holds too, byte for byte.",
                    shared);
        }
    }

    private void countAlike(String column, Part part, String[] digests, List<long[]> fingerprints) {
        Set<String> learned = new HashSet<>();
        for (int row : part.train()) {
            learned.add(digests[row]);
        }
        long alike = 0;
        for (int row : part.test()) {
            if (fingerprints.get(row).length > 0
                    && !learned.contains(digests[row])
                    && anyAlike(fingerprints.get(row), part.train(), fingerprints)) {
                alike++;
            }
        }
        if (alike > 0) {
            run.notice(
                    "files-alike",
                    "Test rows hold a file of column '" + column
                            + "' that looks almost like a training row's: perhaps another version of it, perhaps only a"
                            + " similar patient. See that each patient has one subject.",
                    alike);
        }
    }

    private static boolean anyAlike(long[] one, int[] rows, List<long[]> fingerprints) {
        for (int row : rows) {
            long[] other = fingerprints.get(row);
            int bits = other.length == one.length ? 0 : Integer.MAX_VALUE;
            for (int i = 0; i < one.length && bits <= ALIKE_BITS; i++) {
                bits += Long.bitCount(one[i] ^ other[i]);
            }
            if (bits <= ALIKE_BITS) {
                return true;
            }
        }
        return false;
    }
}
