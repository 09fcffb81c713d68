package org.theriac.core.leakage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.theriac.core.cohort.FileColumn;
import org.theriac.core.cohort.FileType;
import org.theriac.core.evaluation.Evaluation.Part;
import org.theriac.core.report.SmallCells;
import org.theriac.core.run.Progress;
import org.theriac.core.run.Run;

/**
 * Finds files that stand on both sides of a split under two names: a model need only recognise them. Equal bytes are refused where they are many;
 * files that merely look alike are counted, because similar patients have similar files.
 */
final class SharedFiles implements LeakGuard {
    /** The share of the test rows from which on shared files are an error. */
    private static final double MOST = 0.01;

    /** Pairs of fingerprints are compared one by one. */
    private static final int MOST_COMPARED = 20_000;

    /** Bits in which the fingerprints of two versions of one file may differ. */
    private static final int ALIKE_BITS = 8;

    @Override
    public LeakCheck check(Examined study, Run run) {
        List<LeakFinding> findings = new ArrayList<>();
        List<String> looked = new ArrayList<>();
        for (String input : study.inputs()) {
            if (study.cohort().column(input) instanceof FileColumn<?> files) {
                looked.add(input);
                check(files, study, run, findings);
            }
        }
        return new LeakCheck(
                "shared_file",
                "Do test rows hold a file of a training row?",
                looked.isEmpty() ? "not applicable: no input is a file" : "the files of " + String.join(", ", looked),
                findings);
    }

    private static <T> void check(FileColumn<T> files, Examined study, Run run, List<LeakFinding> findings) {
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
        String copies = study.settings().copies().orElse("");
        long shared = 0;
        long alike = 0;
        for (Part part : study.parts()) {
            Equal equal = equal(part, digests);
            if (equal.count() > MOST * part.test().length) {
                findings.add(LeakFinding.stop(
                        List.of(files.name()),
                        equal.count(),
                        sentence(files.name(), part, equal, copies.isEmpty()),
                        copies));
            } else {
                shared += equal.count();
            }
            alike += alike(part, digests, fingerprints);
        }
        if (shared > 0) {
            findings.add(tell(
                    run,
                    files.name(),
                    "shared-file",
                    shared,
                    "Test rows hold a file of column '" + files.name()
                            + "' that a training row holds too, byte for byte."));
        }
        if (alike > 0) {
            findings.add(tell(
                    run,
                    files.name(),
                    "files-alike",
                    alike,
                    "Test rows hold a file of column '" + files.name()
                            + "' that looks almost like a training row's: perhaps another version of it, perhaps only a"
                            + " similar patient. See that each patient has one subject."));
        }
    }

    private static LeakFinding tell(Run run, String column, String code, long count, String sentence) {
        run.notice(code, sentence, count);
        return LeakFinding.warning(List.of(column), count, sentence);
    }

    /** @param places whether to tell which rows: to the person at the keyboard, not in a report */
    private static String sentence(String column, Part part, Equal equal, boolean places) {
        return "column '" + column + "': " + SmallCells.count(equal.count()) + " of " + part.test().length
                + " test rows (" + part.name()
                + ") hold a file that a training row holds too, byte for byte"
                + (places
                        ? "; first the test row " + (equal.test() + 1) + " and the training row " + (equal.train() + 1)
                        : "")
                + ". A model need only recognise them.";
    }

    /** How many test rows hold a training row's file, with the first of them. */
    private record Equal(int count, int test, int train) {}

    private static <T> long[] fingerprint(FileColumn<T> files, int row) {
        FileType<T> type = files.fileType();
        return type.fingerprint(files.get(row));
    }

    private static Equal equal(Part part, String[] digests) {
        Map<String, Integer> learned = new HashMap<>();
        for (int row : part.train()) {
            learned.putIfAbsent(digests[row], row);
        }
        learned.remove("");
        Equal equal = new Equal(0, -1, -1);
        for (int row : part.test()) {
            Integer twin = learned.get(digests[row]);
            if (twin != null) {
                equal = equal.count() == 0
                        ? new Equal(1, row, twin)
                        : new Equal(equal.count() + 1, equal.test(), equal.train());
            }
        }
        return equal;
    }

    private static long alike(Part part, String[] digests, List<long[]> fingerprints) {
        Set<String> learned = new HashSet<>();
        for (int row : part.train()) {
            learned.add(digests[row]);
        }
        return Arrays.stream(part.test())
                .filter(row -> fingerprints.get(row).length > 0
                        && !learned.contains(digests[row])
                        && anyAlike(fingerprints.get(row), part.train(), fingerprints))
                .count();
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
